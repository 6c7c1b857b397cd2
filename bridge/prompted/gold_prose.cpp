#include "bridge/prompted/gold_prose.h"

#include <algorithm>
#include <map>
#include <utility>
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
    const Claim& value = equation.child(1);
    text_ += fmt::format("{}{} = {}.\n", as_words(left.name()), claims::print(with_values(term)),
                         claims::print(value));
    if (left.op() == Op::kName)
      values_.push_back({left.name(), value});
    else
      worked_out_.emplace_back(left, value);
  }

  // What was worked out before stands as its value: one operation a line.
  Claim with_values(const Claim& term) const {
    for (const auto& [expression, value] : worked_out_)
      if (expression == term) return value;
    if (term.children().size() != 2) return claims::substitute_names(term, values_);
    return claims::binary(term.op(), with_values(term.child(0)), with_values(term.child(1)));
  }

  static std::string as_words(std::string name) {
    for (char& c : name)
      if (c == '_') c = ' ';
    return name.empty() ? name : name + ": ";
  }

  std::map<std::string, Claim> terms_;
  std::vector<claims::Replacement> values_;
  std::vector<std::pair<Claim, Claim>> worked_out_;
  std::string text_;
};

// From the sign to the end of what it stands behind: digits, operators, brackets.
bool is_calculation(std::string_view before) {
  const std::size_t word = before.find_last_not_of("0123456789.,$%()+-*/ ");
  const std::string_view term = before.substr(word == std::string_view::npos ? 0 : word + 1);
  return term.find_first_of("+-*/") != std::string_view::npos &&
         term.find_first_of("0123456789") != std::string_view::npos;
}

}  // namespace

std::vector<claims::Span> calculated_values(std::string_view prose) {
  std::vector<claims::Span> spans;
  for (std::size_t sign = prose.find('='); sign != std::string_view::npos;
       sign = prose.find('=', sign + 1)) {
    const std::size_t begin = prose.find_first_not_of(" $-", sign + 1);
    if (begin == std::string_view::npos || !is_calculation(prose.substr(0, sign))) continue;
    std::size_t end = std::min(prose.find_first_not_of("0123456789.,/", begin), prose.size());
    while (end > begin && (prose[end - 1] == '.' || prose[end - 1] == ',')) --end;
    if (end > begin) spans.push_back({begin, end});
  }
  return spans;
}

GoldReading gold_prose(const tasks::GeneratedProblem& problem) {
  const Problem asked{.sentences = problem.chain.text, .question = problem.question};
  GoldReading gold{
      prose_messages(asked, AnswerForm::kNumber), problem.question, problem.solution, {}};
  if (gold.reply.empty()) {
    Calculations calculations;
    for (const Step& step : problem.chain.steps) calculations.take(step);
    gold.reply = calculations.text();
  }
  gold.calculated = calculated_values(gold.reply);
  return gold;
}

}  // namespace modus::bridge
