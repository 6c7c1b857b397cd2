#include "claims/definedness.h"

#include "claims/probability.h"

namespace modus::claims {
namespace {

// Whether anything in the claim may lack a value. Names count only when a definition may.
bool is_total(const Claim& claim, const DefinedWhen& definitions) {
  switch (claim.op()) {
    case Op::kDivide:
    case Op::kIntegerDivide:
    case Op::kModulo:
    case Op::kPower:
      return false;
    case Op::kProbability:
      return evidence_of(claim).op() == Op::kTrue;
    case Op::kGraph:
    case Op::kIndependent:
      return true;
    case Op::kName: {
      const auto it = definitions.find(claim.name());
      return it == definitions.end() || it->second.op() == Op::kTrue;
    }
    default:
      for (const Claim& child : claim.children())
        if (!is_total(child, definitions)) return false;
      return true;
  }
}

// The value of `3` and `-3`, nothing for other terms.
std::optional<Rational> literal_value(const Claim& claim) {
  if (claim.op() == Op::kNumber) return claim.literal().value;
  if (claim.op() != Op::kNegate || claim.child(0).op() != Op::kNumber) return std::nullopt;
  return Rational(-claim.child(0).literal().value);
}

Claim conjunction(const Claim& a, const Claim& b) {
  const Claim both[] = {a, b};
  return all_of(both);
}

Claim guarded(Op guard, const Claim& left, const Claim& right) {
  return right.op() == Op::kTrue ? right : binary(guard, left, right);
}

Claim nonzero(const Claim& term) {
  const auto value = literal_value(term);
  if (value && *value != 0) return truth(true);
  return binary(Op::kNotEqual, term, number_term(0));
}

// 0^n has a value for n > 0 only.
Claim power_condition(const Claim& base, const Claim& exponent) {
  const Claim base_condition = nonzero(base);
  if (base_condition.op() == Op::kTrue) return base_condition;
  if (const auto value = literal_value(exponent)) return *value > 0 ? truth(true) : base_condition;
  return binary(Op::kOr, base_condition, binary(Op::kGreater, exponent, number_term(0)));
}

Claim condition(const Claim& claim, const DefinedWhen& definitions) {
  if (is_total(claim, definitions)) return truth(true);
  const auto of = [&](std::size_t i) { return condition(claim.child(i), definitions); };
  switch (claim.op()) {
    case Op::kName:
      return definitions.at(claim.name());
    case Op::kDivide:
    case Op::kIntegerDivide:
    case Op::kModulo:
      return conjunction(conjunction(of(0), of(1)), nonzero(claim.child(1)));
    case Op::kPower:
      return conjunction(conjunction(of(0), of(1)),
                         power_condition(claim.child(0), claim.child(1)));
    case Op::kProbability:
      return binary(Op::kGreater, denominator_of(claim), number_term(0));
    case Op::kAnd:
    case Op::kImplies:
      return conjunction(of(0), guarded(Op::kImplies, claim.child(0), of(1)));
    case Op::kOr:
      return conjunction(of(0), guarded(Op::kOr, claim.child(0), of(1)));
    case Op::kForall:
    case Op::kExists: {
      const Claim body = of(0);
      return body.op() == Op::kTrue ? body : quantified(Op::kForall, claim.name(), body);
    }
    default: {
      Claim all = truth(true);
      for (std::size_t i = 0; i < claim.children().size(); ++i) all = conjunction(all, of(i));
      return all;
    }
  }
}

}  // namespace

Claim definedness(const Claim& claim, const DefinedWhen& definitions) {
  return condition(claim, definitions);
}

std::optional<Span> partial_at(const Claim& claim) {
  if (claim.op() == Op::kProbability && evidence_of(claim).op() != Op::kTrue) return claim.span();
  for (const Claim& child : claim.children())
    if (const auto at = partial_at(child)) return at;
  const bool divides =
      claim.op() == Op::kDivide || claim.op() == Op::kIntegerDivide || claim.op() == Op::kModulo;
  if (divides && nonzero(claim.child(1)).op() != Op::kTrue) return claim.child(1).span();
  if (claim.op() == Op::kPower && power_condition(claim.child(0), claim.child(1)).op() != Op::kTrue)
    return claim.child(0).span();
  return std::nullopt;
}

}  // namespace modus::claims
