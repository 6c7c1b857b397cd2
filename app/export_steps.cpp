#include "app/export_steps.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "app/output.h"
#include "base/error.h"
#include "claims/chain_text.h"
#include "symbolic/export/export.h"
#include "symbolic/theory.h"

namespace modus::app {
namespace {

namespace fs = std::filesystem;

enum class Language { kSmtLib, kTptp, kAlethe };

struct Written {
  std::string step;
  std::string text;   // the query
  std::string proof;  // Alethe only
};

Language language_of(const std::string& word) {
  if (word == "smt2") return Language::kSmtLib;
  if (word == "tptp") return Language::kTptp;
  if (word == "alethe") return Language::kAlethe;
  throw ConfigError(fmt::format("--export {}: the languages are smt2, tptp and alethe", word));
}

std::string_view extension_of(Language language) {
  return language == Language::kTptp ? ".p" : ".smt2";
}

// One line, whatever the file is called.
std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  return text;
}

std::string name_of(const claims::Step& step) {
  return step.id.value == 0 ? "answer" : fmt::format("s{}", step.id.value);
}

std::string heading(char mark, const claims::Chain& chain, const claims::Step& step,
                    const std::string& verdict) {
  std::string text =
      fmt::format("{} {}: {}\n", mark, on_one_line(chain.source_name), claims::print_step(step));
  if (!verdict.empty()) text += fmt::format("{} modus: {}\n", mark, verdict);
  return text;
}

// The texts of all steps that have one; a step without is left out by name.
class Texts {
 public:
  Texts(Language language, const symbolic::Limits& limits) : language_(language), limits_(limits) {}

  void add(const claims::Chain& chain, const symbolic::Theory& theory,
           const symbolic::StepQuery& asked, const std::string& verdict) {
    const claims::Step& step = chain.steps[asked.index];
    try {
      if (!asked.query) throw Error(asked.reason);
      written.push_back(text_of(chain, step, theory, *asked.query, verdict));
    } catch (const Error& why) {
      left_out.push_back({name_of(step), why.what()});
    }
  }

  std::vector<Written> written;
  std::vector<LeftOut> left_out;

 private:
  Written text_of(const claims::Chain& chain, const claims::Step& step,
                  const symbolic::Theory& theory, const symbolic::Query& query,
                  const std::string& verdict) const {
    if (language_ == Language::kTptp)
      return {name_of(step),
              heading('%', chain, step, verdict) + symbolic::to_tptp(theory, query), ""};
    const std::string head = heading(';', chain, step, verdict);
    Written made{name_of(step), head + symbolic::to_smtlib(theory, query), ""};
    if (language_ == Language::kAlethe) {
      const symbolic::AletheProof proof = symbolic::to_alethe(made.text, limits_);
      if (proof.text.empty()) throw Error(proof.reason);
      made.proof = head + proof.text;
    }
    return made;
  }

  Language language_;
  symbolic::Limits limits_;
};

bool is_folder(const std::string& target) {
  std::error_code ignored;
  return fs::is_directory(target, ignored) || target.ends_with('/') ||
         fs::path(target).extension().empty();
}

void write_folder(const std::string& folder, Language language,
                  const std::vector<Written>& written) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) throw IoError(fmt::format("cannot make the folder {}: {}", folder, failed.message()));
  const auto write = [&](const Written& one, std::string_view extension, const std::string& text) {
    write_output_file((fs::path(folder) / fmt::format("{}{}", one.step, extension)).string(), text);
  };
  for (const Written& one : written) {
    write(one, extension_of(language), one.text);
    if (language == Language::kAlethe) write(one, ".alethe", one.proof);
  }
}

// All steps in one text, where the language has a way to begin anew.
std::string in_one(Language language, const std::vector<Written>& written) {
  if (language == Language::kAlethe)
    throw ConfigError("--export alethe writes two files a step: name a folder");
  if (language == Language::kTptp && written.size() > 1)
    throw ConfigError(fmt::format(
        "--export tptp: {} steps, and TPTP takes one question a file: name a folder",
        written.size()));
  std::string text;
  for (const Written& one : written) text += (text.empty() ? "" : "(reset)\n") + one.text;
  return text;
}

}  // namespace

Export export_steps(const ExportFlags& flags, const claims::Chain& chain,
                    const symbolic::Limits& limits, const VerdictOfStep& verdict) {
  const Language language = language_of(flags.words.at(0));
  const std::string& target = flags.words.at(1);
  const symbolic::Theory theory = symbolic::theory_of(chain);
  Texts texts(language, limits);
  for (const symbolic::StepQuery& asked : symbolic::step_queries(chain, theory))
    texts.add(chain, theory, asked, verdict(asked.index));
  Export done{{}, std::move(texts.left_out)};
  for (const Written& one : texts.written) done.steps.push_back(one.step);
  if (texts.written.empty()) return done;
  if (flags.to_stdout())
    print(in_one(language, texts.written));
  else if (is_folder(target))
    write_folder(target, language, texts.written);
  else
    write_output_file(target, in_one(language, texts.written));
  return done;
}

std::string export_lines(const Export& done, const ExportFlags& flags) {
  std::string text;
  if (!flags.to_stdout())
    text = fmt::format("  exported to {}: {}\n", flags.words[1],
                       done.steps.empty() ? "nothing" : fmt::format("{}", fmt::join(done.steps, " ")));
  for (const LeftOut& one : done.left_out)
    text += fmt::format("  not exported: {}: {}\n", one.step, one.reason);
  return text;
}

}  // namespace modus::app
