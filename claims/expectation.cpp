#include "claims/expectation.h"

#include <utility>
#include <vector>

#include "claims/arithmetic.h"
#include "claims/functions.h"

namespace modus::claims {

bool is_expectation(const Claim& claim) {
  const auto function = function_of(claim);
  return function == Function::kExpectation || function == Function::kVariance;
}

Claim probability_under(const Claim& expectation, const Claim& event) {
  std::vector<Claim> parts = {event};
  for (const Claim& condition : expectation.child(1).children().subspan(1))
    parts.push_back(condition);
  return make(Op::kProbability, "", std::move(parts), expectation.span());
}

Claim expectation_under(const Claim& expectation, const Claim& term) {
  return make(Op::kApply, "E", {term, expectation.child(1)}, expectation.span());
}

std::optional<Rational> state_number(const std::string& state) {
  const bool negative = state.starts_with('-');
  const auto literal = parse_literal(std::string_view(state).substr(negative ? 1 : 0));
  if (!literal) return std::nullopt;
  return negative ? Rational(-literal->value) : literal->value;
}

std::optional<Rational> value_in_states(
    const Claim& term, const std::function<std::optional<Rational>(const Claim&)>& state) {
  if (term.op() == Op::kName || term.op() == Op::kApply) return state(term);
  if (term.op() == Op::kNumber) return term.literal().value;
  if (term.op() < Op::kNegate || term.op() > Op::kSubtract) return std::nullopt;
  std::vector<Quantity> operands;
  for (const Claim& child : term.children()) {
    auto value = value_in_states(child, state);
    if (!value) return std::nullopt;
    operands.push_back({std::move(*value), {}});
  }
  if (term.op() == Op::kNegate) return Rational(-operands[0].value);
  const Value value = compute(term.op(), operands[0], operands[1], term.span());
  const Quantity* number = std::get_if<Quantity>(&value);
  return number == nullptr ? std::nullopt : std::optional(number->value);
}

}  // namespace modus::claims
