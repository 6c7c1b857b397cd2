#include "claims/extract/rounding.h"

#include <string>

#include "claims/evaluate.h"

namespace modus::claims {
namespace {

// A value that is said to be about another and differs by less than one part of so many may be an
// estimate on purpose.
constexpr int kLoose = 100;
// From here on a whole number may be a rounded one though nothing says so: 1200 / 11 = 109.
constexpr int kWorthRounding = 100;

std::optional<Rational> plain_value(const Claim& term) {
  const Value value = evaluate_ground(term);
  const auto* quantity = std::get_if<Quantity>(&value);
  return quantity && quantity->unit.empty() ? std::optional(quantity->value) : std::nullopt;
}

// Whether the value's decimals end: its denominator has no factor but 2 and 5.
bool decimals_end(const Rational& value) {
  Integer rest = value.get_den();
  for (const unsigned prime : {2u, 5u})
    while (mpz_divisible_ui_p(rest.get_mpz_t(), prime)) rest /= prime;
  return rest == 1;
}

// One unit of the last digit that is not a trailing zero of a whole number: 1200 -> 100, 3.4 ->
// 1/10.
Rational last_unit(const Literal& literal) {
  Rational unit = 2 * half_unit(literal);
  const bool whole = literal.digits.find_first_of(".%") == std::string::npos;
  const std::size_t last = literal.digits.find_last_not_of('0');
  if (!whole || last == std::string::npos) return unit;
  for (std::size_t i = last + 1; i < literal.digits.size(); ++i) unit *= 10;
  return unit;
}

Claim about(const Claim& left, const Claim& right) {
  if (right.op() == Op::kNegate)
    return binary(Op::kApproximately, unary(Op::kNegate, left), right.child(0));
  return binary(Op::kApproximately, left, right);
}

}  // namespace

std::optional<Claim> equality(const Claim& left, const Claim& right, Rounding rounding) {
  const Claim exact = binary(Op::kEqual, left, right);
  const auto value = plain_value(left);
  const auto stated = plain_value(right);
  if (value && stated && *value == *stated) return exact;
  const Claim& written = right.op() == Op::kNegate ? right.child(0) : right;
  if (written.op() != Op::kNumber || !value || !stated)
    return rounding == Rounding::kStated ? std::nullopt : std::optional(exact);
  const Literal& literal = written.literal();
  const Rational distance = abs(*value - *stated);
  const bool decimal = literal.digits.find('.') != std::string::npos;
  if (rounding == Rounding::kExact && !decimal) {
    const bool to_integer =
        value->get_den() != 1 && distance < half_unit(literal) && abs(*value) >= kWorthRounding;
    return to_integer ? std::nullopt : std::optional(exact);
  }
  if (distance <= half_unit(literal)) return about(left, right);
  if (distance < last_unit(literal)) return std::nullopt;  // cut off instead of rounded
  if (rounding == Rounding::kExact) return decimals_end(*value) ? exact : about(left, right);
  if (rounding == Rounding::kAbout) return exact;
  return distance * kLoose < abs(*value) ? std::nullopt : std::optional(about(left, right));
}

}  // namespace modus::claims
