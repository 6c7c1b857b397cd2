// Sorts of what stands in probabilities and graphs: propositions are true or false, what has states
// is a random variable. States have no sort: they are labels of their variable.
#include <fmt/core.h>

#include "claims/sort_inference.h"

namespace modus::claims {

void SortInference::event(const Claim& claim) {
  switch (claim.op()) {
    case Op::kTrue:
    case Op::kFalse:
      return;
    case Op::kName:
    case Op::kApply:
      return formula(claim);
    case Op::kWorld:
      formula(claim.child(0));
      return settings(claim.children().subspan(1));
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kIn:
      return state(claim);
    case Op::kNot:
    case Op::kAnd:
    case Op::kOr:
    case Op::kXor:
    case Op::kImplies:
    case Op::kIff:
      for (const Claim& child : claim.children()) event(child);
      return;
    default:
      throw SortFault{
          "an event is made of propositions and of random variables with a state, "
          "such as x = 1, without quantifiers",
          claim.span()};
  }
}

void SortInference::state(const Claim& claim) {
  const bool elsewhere = claim.child(0).op() == Op::kWorld;
  const Claim& variable = elsewhere ? claim.child(0).child(0) : claim.child(0);
  if (elsewhere) settings(claim.child(0).children().subspan(1));
  if (variable.op() != Op::kName && variable.op() != Op::kApply)
    throw SortFault{"a random variable stands left of its state: x = 1", variable.span()};
  unknowns_.be(term(variable), Kind::kRandom, variable.span());
  const auto require_label = [](const Claim& label) {
    const Claim& inner = label.op() == Op::kNegate ? label.child(0) : label;
    const bool number = inner.op() == Op::kNumber && inner.literal().unit.empty();
    if (!number && label.op() != Op::kName)
      throw SortFault{"a state is a number without unit or a name", label.span()};
  };
  if (claim.child(1).op() != Op::kSet) return require_label(claim.child(1));
  for (const Claim& label : claim.child(1).children()) require_label(label);
}

void SortInference::settings(std::span<const Claim> all) {
  for (const Claim& setting : all) event(setting);
}

SortInference::Unknown SortInference::probability(const Claim& claim) {
  for (const Claim& part : claim.children())
    if (part.op() == Op::kDo)
      settings(part.children());
    else
      event(part);
  const Unknown value = unknowns_.fresh("a probability", claim.span());
  unknowns_.be_number(value, {}, claim.span());
  return value;
}

void SortInference::random_term(const Claim& claim) {
  const auto is_plain = [](const Claim& number) {
    return number.op() == Op::kNumber && number.literal().unit.empty();
  };
  switch (claim.op()) {
    case Op::kName:
    case Op::kApply:
      if (!function_of(claim))
        return unknowns_.be(term(claim), Kind::kRandom, claim.span());
      break;
    case Op::kNumber:
      if (is_plain(claim)) return;
      break;
    case Op::kNegate:
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kMultiply:
      for (const Claim& child : claim.children()) random_term(child);
      return;
    case Op::kDivide:
      if (is_plain(claim.child(1))) return random_term(claim.child(0));
      break;
    case Op::kPower:
      if (is_plain(claim.child(1)) && is_integer(claim.child(1).literal().value))
        return random_term(claim.child(0));
      break;
    default:
      break;
  }
  throw SortFault{
      "an expectation is of random variables and plain numbers, joined by + - * and whole powers",
      claim.span()};
}

SortInference::Unknown SortInference::expectation(const Claim& claim) {
  random_term(claim.child(0));
  return probability(claim.child(1));
}

// A name alone may be either: a variable is independent of another whatever its states.
void SortInference::independence(const Claim& claim) {
  for (const Claim& part : claim.children()) {
    if (part.op() == Op::kDo)
      settings(part.children());
    else if (part.op() == Op::kName)
      unknowns_.prefer_truth(symbol(part.name(), 0, part.span()).result);
    else
      event(part);
  }
}

void SortInference::graph(const Claim& claim) {
  for (const Claim& item : claim.children()) {
    if (item.op() == Op::kName)
      unknowns_.prefer_truth(symbol(item.name(), 0, item.span()).result);
    else
      graph(item);
  }
}

}  // namespace modus::claims
