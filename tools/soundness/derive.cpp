#include "tools/soundness/derive.h"

#include <fmt/core.h>

#include "claims/sorts.h"
#include "tools/soundness/oracle.h"
#include "tools/soundness/own_calendar.h"
#include "tools/soundness/own_functions.h"

namespace modus::soundness {

using claims::Claim;
using claims::Op;

namespace {

class Derivation {
 public:
  Derivation(std::span<const Claim> premises, const DeriveContext& context, RandomStream& random)
      : premises_(premises), context_(context), random_(random), maker_(context.scope, random) {}

  Claim run() {
    if (premises_.empty()) return tautology();
    const Claim& premise = premises_[pick(premises_.size())];
    switch (pick(8)) {
      case 0:
      case 1:
      case 2:
        return taken_apart(premise);
      case 3:
        return put_together(premise);
      case 4:
        return generalised(premise);
      case 5:
        return tautology();
      default:
        return maker_.has_numbers() ? computed() : taken_apart(premise);
    }
  }

 private:
  std::size_t pick(std::size_t count) { return random_.below(static_cast<std::uint32_t>(count)); }

  Claim taken_apart(const Claim& claim) {
    const std::vector<std::string> free = claims::free_variables(claim);
    if (!free.empty()) return instance(claim, free.front());
    if (claim.op() == Op::kApply && is_modal(claim.name()))
      return random_.chance(0.7) ? claim.child(0) : claim;
    switch (claim.op()) {
      case Op::kAnd:
        return claim.child(pick(2));
      case Op::kImplies:
        if (random_.chance(0.3))
          return claims::binary(Op::kImplies, claims::unary(Op::kNot, claim.child(1)),
                                claims::unary(Op::kNot, claim.child(0)));
        return claim.child(1);
      case Op::kIff:
        return claims::binary(Op::kImplies, claim.child(0), claim.child(1));
      case Op::kXor:
        return claims::binary(Op::kOr, claim.child(0), claim.child(1));
      case Op::kOr:
        return claims::binary(Op::kOr, claim.child(1), claim.child(0));
      case Op::kForall:
        return instance(claim.child(0), claim.name());
      case Op::kNot:
        return claim.child(0).op() == Op::kNot ? claim.child(0).child(0) : claim;
      case Op::kEqual:
        if (claim.child(1).op() == Op::kSet)
          return claims::binary(Op::kIn, maker_.thing_term(), claim.child(0));
        return claims::binary(Op::kEqual, claim.child(1), claim.child(0));
      default:
        return claim;
    }
  }

  // A rule with one thing for its variable, and its consequence where the antecedent is a premise.
  Claim instance(const Claim& body, const std::string& variable) {
    const bool over_numbers = variable[0] == 'N';
    if (!over_numbers && context_.scope.things.empty()) return body;
    const claims::Replacement replacement{variable,
                                          over_numbers ? maker_.literal("") : maker_.thing_term()};
    const Claim made = claims::substitute_variables(body, {&replacement, 1});
    if (made.op() == Op::kImplies && random_.chance(0.6)) return made.child(1);
    return claims::free_variables(made).empty() ? made : claims::truth(true);
  }

  Claim put_together(const Claim& claim) {
    const Claim other = maker_.atom();
    switch (pick(5)) {
      case 0:
        return claims::binary(Op::kOr, claim, other);
      case 1:
        return claims::binary(Op::kImplies, other, claim);
      case 2:
        return claims::binary(Op::kAnd, claim, premises_[pick(premises_.size())]);
      case 3:
        return claims::unary(Op::kNot, claims::unary(Op::kNot, claims::universal_closure(claim)));
      default:
        return claims::binary(Op::kIff, claims::universal_closure(claim), claims::truth(true));
    }
  }

  // sees(ann, bob)  ->  exists X: sees(ann, X)
  Claim generalised(const Claim& claim) {
    if (context_.scope.things.empty() || !claims::free_variables(claim).empty())
      return put_together(claim);
    const std::string& thing = context_.scope.things[pick(context_.scope.things.size())];
    const claims::Replacement replacement{thing, claims::variable("W1")};
    const Claim body = claims::substitute_names(claim, {&replacement, 1});
    if (claims::free_variables(body).empty()) return put_together(claim);
    return claims::quantified(Op::kExists, "W1", body);
  }

  // A term and its value in the first model: right in all of them where the premises fix it.
  Claim computed() {
    const auto& numbers = context_.scope.numbers;
    const std::string unit = numbers.empty() ? "" : numbers[pick(numbers.size())].unit;
    const Claim term = maker_.number_term(unit);
    if (context_.models.empty()) return tautology();
    const auto value = TermValue(term, context_.world).number_in(*context_.models.front());
    if (!value) return tautology();
    const Claim right = written(*value, unit);
    if (random_.chance(0.2)) return claims::binary(Op::kGreaterEqual, term, right);
    if (unit.empty() && random_.chance(0.3) && !(*value < Fraction(0)))
      return claims::binary(Op::kApproximately, term, rounded(*value));
    return claims::binary(Op::kEqual, term, right);
  }

  // Near the value with two decimals: right, or just beyond what rounding allows.
  Claim rounded(const Fraction& value) {
    const double shift = (static_cast<double>(pick(5)) - 2) * 0.004;
    const double near =
        static_cast<double>(value.numerator()) / static_cast<double>(value.denominator()) + shift;
    const std::string digits = fmt::format("{:.2f}", near < 0 ? 0.0 : near);
    const auto literal = claims::parse_literal(digits);
    return literal ? claims::number(*literal, {}) : written(value, "");
  }

  Claim tautology() {
    const Claim any = maker_.atom();
    switch (pick(4)) {
      case 0:
        return claims::binary(Op::kOr, any, claims::unary(Op::kNot, any));
      case 1:
        return claims::binary(Op::kImplies, claims::binary(Op::kAnd, any, maker_.atom()), any);
      case 2:
        return claims::binary(Op::kImplies, any, any);
      default:
        return maker_.claim();
    }
  }

  std::span<const Claim> premises_;
  const DeriveContext& context_;
  RandomStream& random_;
  ClaimMaker maker_;
};

// 2024-03-01  ->  calendar_date(2024, 3, 1)
Claim written_date(const std::string& date) {
  std::vector<Claim> parts;
  for (const auto& [begin, length] : {std::pair{0u, 4u}, std::pair{5u, 2u}, std::pair{8u, 2u}}) {
    const std::string digits = fmt::format("{}", std::stoi(date.substr(begin, length)));
    parts.push_back(claims::number(*claims::parse_literal(digits), {}));
  }
  return claims::apply("calendar_date", std::move(parts));
}

}  // namespace

Claim derive(std::span<const Claim> premises, const DeriveContext& context, RandomStream& random) {
  // A rule's free variables stay closed over the whole: `not r(X) -> not p(X)` alone is no rule.
  return claims::universal_closure(Derivation(premises, context, random).run());
}

Claim written(const Fraction& value, const std::string& unit) {
  if (unit == kDateUnit) {
    const auto date = value.is_whole() ? own_date(value.numerator()) : std::nullopt;
    return date ? written_date(*date) : claims::name("due");
  }
  const std::int64_t magnitude = value.numerator() < 0 ? -value.numerator() : value.numerator();
  auto literal = *claims::parse_literal(fmt::format("{}", magnitude));
  literal.unit = unit;
  Claim term = claims::number(std::move(literal), {});
  if (value.numerator() < 0) term = claims::unary(Op::kNegate, term);
  if (value.is_whole()) return term;
  return claims::binary(
      Op::kDivide, term,
      claims::number(*claims::parse_literal(fmt::format("{}", value.denominator())), {}));
}

}  // namespace modus::soundness
