#include "symbolic/layers/second_measure.h"

#include <algorithm>

#include "claims/print.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;

namespace {

bool has_variable(const Claim& claim) {
  const auto parts = claim.children();
  return claim.op() == Op::kVariable || std::any_of(parts.begin(), parts.end(), has_variable);
}

}  // namespace

SecondMeasure::SecondMeasure(std::span<const Claim> claims, const claims::Signature& signature)
    : signature_(signature) {
  for (const Claim& claim : claims) visit(claim);
  for (Variable& variable : variables_) {
    variable.states.emplace_back("");
    points_ *= variable.states.size();
    if (points_ > kMaxPoints) throw NoSecondMeasure{};
  }
}

void SecondMeasure::visit(const Claim& claim) {
  if (claim.op() == Op::kGraph) throw NoSecondMeasure{};
  const bool of_events = claim.op() == Op::kProbability || claim.op() == Op::kIndependent;
  for (const Claim& part : claim.children()) {
    if (!of_events)
      visit(part);
    else if (part.op() == Op::kDo)
      for (const Claim& setting : part.children()) visit_event(setting);
    else
      visit_event(part);
  }
}

void SecondMeasure::visit_event(const Claim& event) {
  switch (event.op()) {
    case Op::kTrue: case Op::kFalse: return;
    case Op::kNot: case Op::kAnd: case Op::kOr: case Op::kXor: case Op::kImplies: case Op::kIff:
      for (const Claim& part : event.children()) visit_event(part);
      return;
    case Op::kName: case Op::kApply:  // of a proposition "" means false
      return add(event, is_random(event) ? std::vector<std::string>{}
                                         : std::vector<std::string>{"true"});
    case Op::kEqual: case Op::kNotEqual: case Op::kIn: {
      const Test test = test_of(event);
      return add(test.variable, test.states);
    }
    default: throw NoSecondMeasure{};
  }
}

void SecondMeasure::add(const Claim& variable, const std::vector<std::string>& states) {
  if (has_variable(variable)) throw NoSecondMeasure{};
  const std::string key = claims::print(variable);
  auto found = std::find_if(variables_.begin(), variables_.end(),
                            [&](const Variable& known) { return known.key == key; });
  if (found == variables_.end()) found = variables_.insert(found, Variable{key, {}});
  for (const std::string& state : states)
    if (std::find(found->states.begin(), found->states.end(), state) == found->states.end())
      found->states.push_back(state);
}

bool SecondMeasure::is_random(const Claim& claim) const {
  if (claim.op() != Op::kName && claim.op() != Op::kApply) return false;
  const claims::Symbol* symbol = signature_.find(claim.name());
  if (symbol == nullptr) throw NoSecondMeasure{};
  return symbol->result.kind == claims::SortKind::kRandom;
}

SecondMeasure::Test SecondMeasure::test_of(const Claim& comparison) const {
  const Claim &left = comparison.child(0), &right = comparison.child(1);
  if (comparison.op() == Op::kIn) {
    if (!is_random(left) || right.op() != Op::kSet) throw NoSecondMeasure{};
    Test test{left, {}};
    for (const Claim& state : right.children()) test.states.push_back(state_text(state));
    return test;
  }
  if (is_random(left)) return {left, {state_text(right)}};
  if (is_random(right)) return {right, {state_text(left)}};
  throw NoSecondMeasure{};
}

std::string SecondMeasure::state_text(const Claim& state) const {
  const bool negative = state.op() == Op::kNegate;
  const Claim& bare = negative ? state.child(0) : state;
  if (bare.op() == Op::kNumber && bare.literal().unit.empty())
    return (negative ? claims::Rational(-bare.literal().value) : bare.literal().value).get_str();
  if (bare.op() == Op::kName && !negative && !is_random(bare)) return bare.name();
  throw NoSecondMeasure{};
}

const std::string& SecondMeasure::state_at(const Claim& variable, std::size_t point) const {
  const std::string key = claims::print(variable);
  for (const Variable& each : variables_) {
    if (each.key == key) return each.states[point % each.states.size()];
    point /= each.states.size();
  }
  throw NoSecondMeasure{};
}

bool SecondMeasure::holds(const Claim& event, std::size_t point) const {
  const auto part = [&](std::size_t i) { return holds(event.child(i), point); };
  switch (event.op()) {
    case Op::kTrue: return true;
    case Op::kFalse: return false;
    case Op::kNot: return !part(0);
    case Op::kAnd: return part(0) && part(1);
    case Op::kOr: return part(0) || part(1);
    case Op::kXor: return part(0) != part(1);
    case Op::kImplies: return !part(0) || part(1);
    case Op::kIff: return part(0) == part(1);
    case Op::kName: case Op::kApply:
      if (is_random(event)) throw NoSecondMeasure{};
      return !state_at(event, point).empty();
    default: break;
  }
  const Test test = test_of(event);
  const std::string& state = state_at(test.variable, point);
  const bool among = std::find(test.states.begin(), test.states.end(), state) != test.states.end();
  return event.op() == Op::kNotEqual ? !among : among;
}

std::string SecondMeasure::value(const Claim& part, std::size_t point) const {
  if (is_random(part)) return state_at(part, point);
  return holds(part, point) ? "true" : "false";
}

bool speaks_of_probability(const Claim& claim) {
  if (claim.op() == Op::kProbability || claim.op() == Op::kIndependent || claim.op() == Op::kGraph)
    return true;
  const auto parts = claim.children();
  return std::any_of(parts.begin(), parts.end(), speaks_of_probability);
}

}  // namespace modus::symbolic
