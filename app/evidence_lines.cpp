#include "app/evidence_lines.h"

#include <fmt/core.h>

#include "claims/print.h"

namespace modus::app {
namespace {

constexpr std::size_t kShownFacts = 12;  // of a counter-model

std::string question(const claims::Step& step) {
  switch (step.question) {
    case claims::QuestionKind::kYesNo:
      return claims::print(step.claim);
    case claims::QuestionKind::kValue:
      return step.name + ": " + claims::print(step.claim);
    case claims::QuestionKind::kSet:
      return "all " + step.name + ": " + claims::print(step.claim);
    case claims::QuestionKind::kChoice:
      break;
  }
  std::string options;
  for (const claims::Option& option : step.options)
    options += fmt::format("{}{}: {}", options.empty() ? "" : "; ", option.letter,
                           claims::print(option.claim));
  return options;
}

std::string answer(const claims::Step& step) {
  switch (step.answer) {
    case claims::AnswerKind::kTrue:
      return "true";
    case claims::AnswerKind::kFalse:
      return "false";
    case claims::AnswerKind::kOpen:
      return "open";
    case claims::AnswerKind::kTerm:
      return step.value ? claims::print(*step.value) : "";
    case claims::AnswerKind::kLetter:
      return step.letter;
  }
  return "";
}

}  // namespace

std::vector<std::string> evidence_lines(const symbolic::StepResult& result) {
  const symbolic::Evidence& evidence = result.evidence;
  std::vector<std::string> lines;
  if (!result.reason.empty()) lines.push_back(result.reason);
  if (result.vacuous) lines.push_back("vacuous: nothing has the property it speaks of");
  if (!evidence.right_value.empty()) lines.push_back(evidence.right_value);
  if (evidence.counter_model)
    lines.push_back("counter-model: " + claims::describe(*evidence.counter_model, kShownFacts));
  if (!evidence.also_cite.empty()) lines.push_back("also cite " + id_list(evidence.also_cite));
  if (!evidence.nearest_claim.empty())
    lines.push_back("near to it, this follows: " + evidence.nearest_claim);
  bool diagnosed = false;  // the first error rule is the most specific one; JSON has all
  for (const symbolic::FiredRule& rule : evidence.rules) {
    const bool error = rule.severity == symbolic::Severity::kError;
    if (error && diagnosed) continue;
    diagnosed = diagnosed || error;
    lines.push_back(
        fmt::format("{} ({}): {}", rule.id, symbolic::to_string(rule.severity), rule.message));
  }
  for (const std::string& note : evidence.notes) lines.push_back(note);
  if (!evidence.unused_words.empty()) {
    std::string words;
    for (const std::string& word : evidence.unused_words) words += " " + word;
    lines.push_back("words not used:" + words);
  }
  if (result.verdict == symbolic::Verdict::kUngrounded && !evidence.reads_back.empty())
    lines.push_back(fmt::format("the claim reads: {}", evidence.reads_back));
  if (!result.reproducible) lines.push_back("not reproducible: the clock ended it");
  return lines;
}

std::string statement(const claims::Step& step) {
  if (step.kind == claims::StepKind::kAsk) return question(step);
  if (step.kind == claims::StepKind::kAnswer) return answer(step);
  return claims::print(step.claim);
}

std::string label(const claims::Step& step) {
  return step.id.value == 0 ? std::string(claims::to_string(step.kind))
                            : fmt::format("s{}", step.id.value);
}

std::string id_list(const std::vector<claims::StepId>& ids) {
  std::string text;
  for (const claims::StepId id : ids)
    text += fmt::format("{}s{}", text.empty() ? "" : " ", id.value);
  return text;
}

}  // namespace modus::app
