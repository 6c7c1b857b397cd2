#include "tasks/rule_worlds.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/error.h"
#include "base/progress.h"
#include "rules/library.h"
#include "symbolic/solve.h"
#include "tasks/rename.h"
#include "tasks/template_reader.h"

namespace modus::tasks {
namespace {

struct Judged {
  std::string answer;  // "" when there is none
  bool verified = false;
  std::string trouble;  // why not
};

Judged judge(const RenamedWorld& world, const symbolic::CheckOptions& options) {
  const TemplateReading reading = read_by_template(world.context + " " + world.question);
  if (!reading.chain) return {"", false, fmt::format("not read: {}", reading.unread)};
  const symbolic::ChainResult result = symbolic::solve_claims(*reading.chain, options).result;
  Judged judged;
  judged.answer = result.answer;
  judged.verified = result.verdict == symbolic::ChainVerdict::kVerified;
  if (!judged.verified)
    judged.trouble = fmt::format("{}: {}", symbolic::to_string(result.verdict), result.reason);
  return judged;
}

}  // namespace

RenamedWorld world_of(const Row& row, std::optional<std::uint64_t> rename) {
  RenamedWorld world{row.text("context"), row.text("question")};
  if (rename)
    if (auto renamed = rename_world(world.context, world.question, Split::kHeldOut,
                                    rename_stream(*rename, world.context)))
      return *std::move(renamed);
  return world;
}

std::string label_of(const Row& row) {
  const std::string& letter = row.text("answer");
  for (const std::string& option : row.texts("options")) {
    if (!option.starts_with(letter + ")")) continue;
    std::string word = option.substr(letter.size() + 1);
    word.erase(0, word.find_first_not_of(' '));
    std::transform(word.begin(), word.end(), word.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (word == "true" || word == "false") return word;
    if (word == "unknown" || word == "uncertain") return "open";
  }
  throw IoError(fmt::format("{}: the answer {} is none of the options True, False, Unknown",
                            row.place(), letter));
}

EvalResult eval_rule_worlds(std::string_view dataset, const EvalOptions& options) {
  for (const std::string& mode : options.modes)
    if (mode != "template")
      throw ConfigError(fmt::format("{} has no mode `{}`: use template", dataset, mode));
  const std::vector<Row> rows = read_rows(options.files, options.limit);
  const rules::Library library = rules::Library::shipped();
  symbolic::CheckOptions check;
  check.wanted = symbolic::Wanted::kVerdict;
  check.library = &library;

  EvalResult result;
  result.dataset = dataset;
  result.n = rows.size();
  result.seed = options.seed;
  ModeFigures& figures = result.modes["template"];
  std::size_t right = 0;
  Progress progress(fmt::format("eval {}", dataset), rows.size(), options.progress);
  for (const Row& row : rows) {
    const std::string label = label_of(row);
    const Judged judged = judge(world_of(row, options.rename), check);
    const bool is_right = judged.answer == label;
    right += is_right;
    figures.verified += judged.verified;
    figures.verified_wrong += judged.verified && !is_right;
    if (!is_right || !judged.verified)
      result.failures.push_back({row.has("id") ? row.text("id") : row.place(),
                                 fmt::format("label {}, answer {}{}{}", label,
                                             judged.answer.empty() ? "none" : judged.answer,
                                             judged.trouble.empty() ? "" : "; ", judged.trouble)});
    progress.advance(1);
  }
  if (!rows.empty())
    figures.accuracy = static_cast<double>(right) / static_cast<double>(rows.size());
  return result;
}

}  // namespace modus::tasks
