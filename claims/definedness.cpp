#include "claims/definedness.h"

#include "claims/calendar.h"
#include "claims/comprehension.h"
#include "claims/evaluate.h"
#include "claims/functions.h"
#include "claims/geometry.h"
#include "claims/intervals.h"
#include "claims/probability.h"

namespace modus::claims {
namespace {

bool is_partial(Function function) {
  return function == Function::kSqrt || function == Function::kRoot || function == Function::kLog ||
         function == Function::kLn || takes_whole(function) || function == Function::kDate ||
         needs_members(function) || is_figure(function) || function == Function::kRelativeChange ||
         function == Function::kIntervalRelation;
}

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
    case Op::kApply:
      if (const auto function = function_of(claim); function && is_partial(*function)) return false;
      [[fallthrough]];
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

// The value of a term without names, as 1/2; nothing for other terms.
std::optional<Rational> ground_value(const Claim& claim) {
  if (const auto literal = literal_value(claim)) return literal;
  if (!names_in(claim).empty()) return std::nullopt;
  const Value value = evaluate_ground(claim);
  const Quantity* quantity = std::get_if<Quantity>(&value);
  return quantity == nullptr ? std::nullopt : std::optional<Rational>(quantity->value);
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

Claim against_zero(Op op, const Claim& term, bool (*holds)(int)) {
  if (const auto value = literal_value(term); value && holds(sgn(*value))) return truth(true);
  return binary(op, term, number_term(0));
}
Claim positive(const Claim& term) {
  return against_zero(Op::kGreater, term, [](int sign) { return sign > 0; });
}
Claim not_negative(const Claim& term) {
  return against_zero(Op::kGreaterEqual, term, [](int sign) { return sign >= 0; });
}

Claim disjunction(const Claim& a, const Claim& b) {
  if (a.op() == Op::kTrue || b.op() == Op::kTrue) return truth(true);
  if (a.op() == Op::kFalse) return b;
  return binary(Op::kOr, a, b);
}

Claim whole(const Claim& term) {
  const auto function = function_of(term);
  if (function && gives_whole(*function)) return truth(true);
  if (const auto value = literal_value(term); value && is_integer(*value)) return truth(true);
  return binary(Op::kEqual, term, apply("floor", {term}));
}

// A positive base takes any exponent, any base but 0 a whole one, and 0 a positive one.
Claim power_condition(const Claim& base, const Claim& exponent) {
  if (const auto value = ground_value(exponent)) {
    if (!is_integer(*value)) return *value > 0 ? not_negative(base) : positive(base);
    return *value > 0 ? truth(true) : nonzero(base);
  }
  const Claim zero = conjunction(binary(Op::kEqual, base, number_term(0)), positive(exponent));
  return disjunction(positive(base),
                     disjunction(conjunction(nonzero(base), whole(exponent)), zero));
}

// A set that is not empty: a list with a member is none.
Claim has_members(const Claim& set) {
  if (const auto listed = listed_members(set)) {
    Claim any = truth(false);
    for (const ListedMember& member : *listed) any = disjunction(any, member.guard);
    return any;
  }
  return binary(Op::kNotEqual, set, make(Op::kSet, "", {}, {}));
}

Claim function_condition(Function function, const Claim& claim) {
  const Claim& x = claim.child(0);
  Claim all = truth(true);
  if (takes_whole(function))
    for (const Claim& argument : claim.children()) all = conjunction(all, whole(argument));
  switch (function) {
    case Function::kSqrt:
      return not_negative(x);
    case Function::kRoot: {
      const Claim& n = claim.child(1);
      const auto degree = literal_value(n);
      if (degree && is_integer(*degree) && *degree >= 1) return not_negative(x);
      const Claim natural = conjunction(whole(n), binary(Op::kGreaterEqual, n, number_term(1)));
      return conjunction(natural, not_negative(x));
    }
    case Function::kLog: {
      const Claim& base = claim.child(1);
      const auto value = literal_value(base);
      const Claim not_one =
          value && *value != 1 ? truth(true) : binary(Op::kNotEqual, base, number_term(1));
      return conjunction(positive(x), conjunction(positive(base), not_one));
    }
    case Function::kLn:
      return positive(x);
    case Function::kDate:  // anything but a day of the calendar, written out, has no value
      return truth(written_date(claim).has_value());
    case Function::kIntervalRelation:
      return proper_intervals(claim);
    case Function::kLeast:
    case Function::kGreatest:
    case Function::kSetMean:
    case Function::kSetMedian:
      return has_members(x);
    case Function::kRelativeChange:
      return nonzero(x);
    case Function::kParallelLines:
    case Function::kPerpendicularLines:
    case Function::kRightAngle:
    case Function::kAngleIs:
    case Function::kEqualAngles:
    case Function::kSimilarTriangles:
      return proper_figure(claim);
    case Function::kFactorial:
    case Function::kBinomial:
      return conjunction(all, not_negative(x));
    default:
      return all;
  }
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
    case Op::kApply: {
      Claim all = truth(true);
      for (std::size_t i = 0; i < claim.children().size(); ++i) all = conjunction(all, of(i));
      const auto function = function_of(claim);
      return function ? conjunction(all, function_condition(*function, claim)) : all;
    }
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
  if (const auto function = function_of(claim);
      function && function_condition(*function, claim).op() != Op::kTrue)
    return claim.child(0).span();
  return std::nullopt;
}

}  // namespace modus::claims
