#include "bridge/prompted/gold_prose.h"

#include <map>
#include <vector>

#include <fmt/format.h>

#include "bridge/prompted/prose.h"
#include "claims/print.h"

namespace modus::bridge {
namespace {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepKind;

// Calculations with the values of names put in, in the order of the steps.
class Calculations {
 public:
  void take(const Step& step) {
    if (step.kind == StepKind::kLet) terms_.insert_or_assign(step.name, *step.definition);
    if (step.kind == StepKind::kGiven) define(step.claim);
    if (step.kind == StepKind::kHave) work_out(step.claim);
    if (step.kind == StepKind::kAnswer)
      text_ += fmt::format("Answer: {}", claims::print(*step.value));
  }
  const std::string& text() const { return text_; }

 private:
  void define(const Claim& equation) {
    const std::string& name = equation.child(0).name();
    const Claim& term = equation.child(1);
    if (term.op() == Op::kNumber)
      values_.push_back({name, term});
    else
      terms_.insert_or_assign(name, term);
  }

  void work_out(const Claim& equation) {
    const Claim& left = equation.child(0);
    const auto defined = terms_.find(left.name());
    const Claim& term = defined == terms_.end() ? left : defined->second;
    text_ += fmt::format("{}{} = {}.\n", as_words(left.name()),
                         claims::print(claims::substitute_names(term, values_)),
                         claims::print(equation.child(1)));
    if (left.op() == Op::kName) values_.push_back({left.name(), equation.child(1)});
  }

  static std::string as_words(std::string name) {
    for (char& c : name)
      if (c == '_') c = ' ';
    return name.empty() ? name : name + ": ";
  }

  std::map<std::string, Claim> terms_;
  std::vector<claims::Replacement> values_;
  std::string text_;
};

}  // namespace

GoldReading gold_prose(const tasks::GeneratedProblem& problem) {
  const Problem asked{.sentences = problem.chain.text, .question = problem.question};
  GoldReading gold{prose_messages(asked, AnswerForm::kNumber), problem.question, problem.solution};
  if (!gold.reply.empty()) return gold;
  Calculations calculations;
  for (const Step& step : problem.chain.steps) calculations.take(step);
  gold.reply = calculations.text();
  return gold;
}

}  // namespace modus::bridge
