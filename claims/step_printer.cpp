#include "claims/step_printer.h"

#include <fmt/ranges.h>

#include "claims/print.h"

namespace modus::claims {
namespace {

std::string question(const Step& ask, AtomForm form) {
  switch (ask.question) {
    case QuestionKind::kYesNo:
      return print(ask.claim, form);
    case QuestionKind::kValue:
      return fmt::format("{}: {}", ask.name, print(ask.claim, form));
    case QuestionKind::kSet:
      return fmt::format("all {}: {}", ask.name, print(ask.claim, form));
    case QuestionKind::kChoice:
      break;
  }
  std::vector<std::string> options;
  for (const Option& option : ask.options)
    options.push_back(fmt::format("{}: {}", option.letter, print(option.claim, form)));
  return fmt::format("{}", fmt::join(options, form == AtomForm::kBracketed ? "; " : " ; "));
}

std::string let(const Step& step) {
  return step.name + (step.declared ? ": " + to_string(*step.declared) : "") +
         (step.definition ? " := " + print(*step.definition) : "");
}

// "  by RULE s1 s2"; the default rule is not printed, and nothing when there is nothing to say.
std::string trailing_premises(const Step& step) {
  if (step.rule == Rule::kStep && step.cites.empty() && step.kind == StepKind::kHave) return "";
  std::string text = "  by";
  if (step.rule != Rule::kStep || step.cites.empty())
    text += fmt::format(" {}", to_string(step.rule));
  if (!step.cites.empty()) text += " " + print_step_ids(step.cites);
  return text;
}

// "RULE s1 s2 ": the rule is always there.
std::string leading_premises(const Step& step) {
  std::string text = fmt::format("{} ", to_string(step.rule));
  if (!step.cites.empty()) text += print_step_ids(step.cites) + " ";
  return text;
}

std::string sentences(const Step& given) {
  std::string text;
  for (const std::size_t sentence : given.sentences)
    text += fmt::format("{}@{}", text.empty() ? "" : " ", sentence);
  return text;
}

std::string printed(const Step& step) {
  const std::string claim = print(step.claim);
  switch (step.kind) {
    case StepKind::kGiven:
      return claim + (step.sentences.empty() ? "" : "  " + sentences(step));
    case StepKind::kObtain:
      return step.name + ": " + claim + trailing_premises(step);
    case StepKind::kHave:
      return claim + trailing_premises(step);
    case StepKind::kCase:
      return claim + "  of " + print_step_ids(step.closes);
    case StepKind::kDischarge:
      return print_step_ids(step.closes) + ": " + claim + trailing_premises(step);
    case StepKind::kAnswer:
      return print_answer_value(step) +
             (step.cites.empty() ? "" : "  by " + print_step_ids(step.cites));
    default:
      return claim;
  }
}

std::string tokens(const Step& step) {
  const std::string claim = print(step.claim, AtomForm::kJuxtaposed);
  switch (step.kind) {
    case StepKind::kGiven:
      return (step.sentences.empty() ? "" : sentences(step) + " ") + claim;
    case StepKind::kObtain:
      return leading_premises(step) + step.name + ": " + claim;
    case StepKind::kHave:
      return leading_premises(step) + claim;
    case StepKind::kCase:
      return print_step_ids(step.closes) + " " + claim;
    case StepKind::kDischarge:
      return print_step_ids(step.closes) + " by " + leading_premises(step) + claim;
    case StepKind::kAnswer:
      return (step.cites.empty() ? "" : print_step_ids(step.cites) + " ") +
             print_answer_value(step);
    default:
      return claim;
  }
}

}  // namespace

std::string print_step_body(const Step& step, AtomForm form) {
  switch (step.kind) {
    case StepKind::kAsk:
      return question(step, form);
    case StepKind::kLet:
      return let(step);
    case StepKind::kFix:
      return step.name;
    default:
      return form == AtomForm::kBracketed ? printed(step) : tokens(step);
  }
}

std::string print_answer_value(const Step& answer) {
  switch (answer.answer) {
    case AnswerKind::kTrue:
      return "true";
    case AnswerKind::kFalse:
      return "false";
    case AnswerKind::kOpen:
      return "open";
    case AnswerKind::kLetter:
      return answer.letter;
    case AnswerKind::kTerm:
      break;
  }
  return print(*answer.value);
}

std::string print_step_ids(const std::vector<StepId>& ids) {
  std::vector<std::string> printed_ids;
  for (const StepId id : ids) printed_ids.push_back(fmt::format("s{}", id.value));
  return fmt::format("{}", fmt::join(printed_ids, " "));
}

}  // namespace modus::claims
