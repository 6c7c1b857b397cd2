#include "tools/soundness/second_opinion.h"

#include <cstdio>
#include <cstdlib>
#include <memory>

#include <fmt/core.h>

#include "base/error.h"
#include "base/files.h"
#include "tools/soundness/smt_text.h"

namespace modus::soundness {

using symbolic::Verdict;

bool SecondOpinion::available() {
  return std::system("command -v cvc5 >/dev/null 2>&1") == 0;  // NOLINT(concurrency-mt-unsafe)
}

void SecondOpinion::add(const Trial& trial, const World& world, std::uint64_t number) {
  if (trial.chain.header.logic == claims::Logic::kDirected) return;
  for (const symbolic::StepResult& step : trial.result.steps) {
    const bool proved = step.verdict == Verdict::kProved;
    if (step.kind != claims::StepKind::kHave || !(proved || step.verdict == Verdict::kRefuted))
      continue;
    const auto question = smt_question(trial.chain, world, step.index,
                                       proved ? Agreement::kProvable : Agreement::kRefutable);
    if (!question) continue;
    script_ += *question;
    asked_.push_back({number, step.index});
  }
}

SecondOpinion::Answers SecondOpinion::ask() {
  Answers result;
  if (asked_.empty()) return result;
  const std::string path = folder_ + "/questions.smt2";
  write_file(path, "(set-logic ALL)\n" + script_);
  const std::string command = fmt::format("cvc5 --incremental --tlimit-per=1000 '{}' 2>&1", path);
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  if (!pipe) throw IoError("cvc5 could not be started");
  char line[4096];
  std::size_t answers = 0;
  while (std::fgets(line, sizeof line, pipe.get()) != nullptr) {
    const std::string_view answer(line);
    const bool is_answer =
        answer == "sat\n" || answer == "unsat\n" || answer.starts_with("unknown");
    if (!is_answer) throw IoError(fmt::format("cvc5 says: {} ({})", answer, path));
    if (answers == asked_.size()) break;
    if (answer == "sat\n")
      result.contradictions.push_back(asked_[answers]);
    else
      ++(answer == "unsat\n" ? result.agreed : result.unknown);
    ++answers;
  }
  result.unknown += asked_.size() - answers;
  asked_.clear();
  script_.clear();
  return result;
}

}  // namespace modus::soundness
