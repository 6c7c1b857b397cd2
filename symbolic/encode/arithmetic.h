// Numbers as Z3 terms. Int and Real terms mix freely: an Int becomes a Real where it meets one.
// Numerals are folded exactly, so 2^100 and 7 / 3 are single numerals.
//
//   n / 2 (n: int)      ->   (/ (to_real n) 2.0)          never integer division
//   n div -2            ->   (div (- n) 2)                floor, where Z3's div is not
//   x ~= 2.33           ->   |x - 2.33| <= 1/200
//
// Z3's functions are total (1/0 is some number). Nothing here guards against that: whoever asks
// must have the definedness of the goal as a query of its own, and the definedness of every premise
// conjoined to it. Then no leak can prove anything.
#pragma once

#include <string>

#include "claims/claim.h"
#include "claims/number.h"

namespace z3 {
class context;
class expr;
}  // namespace z3

namespace modus::symbolic::encode {

// Thrown by the encoder for what it has no translation for; becomes `undecided (reason)`. Never
// leaves symbolic/encode and symbolic/layers.
struct OutsideFragment {
  std::string reason;
};

inline constexpr unsigned kMaxPower = 32;  // of a term that is no numeral: repeated multiplication

z3::expr numeral(z3::context& context, const claims::Rational& value);  // Int when whole, else Real
std::optional<claims::Rational> value_of(const z3::expr& term);         // of a numeral
z3::expr as_real(const z3::expr& term);

// op: kAdd kSubtract kMultiply kDivide kIntegerDivide kModulo. Throws OutsideFragment when a folded
// numeral is too large.
z3::expr arithmetic(claims::Op op, const z3::expr& a, const z3::expr& b);
z3::expr negated(const z3::expr& a);

// Throws OutsideFragment unless the exponent is a whole numeral of at most kMaxPower (any size that
// is not too large over a numeral base).
z3::expr power(const z3::expr& base, const z3::expr& exponent);

// op: kEqual kNotEqual kLess kLessEqual kGreater kGreaterEqual over two numbers.
z3::expr comparison(claims::Op op, const z3::expr& a, const z3::expr& b);
// |a - value| <= half
z3::expr approximately(const z3::expr& a, const claims::Rational& value,
                       const claims::Rational& half);

}  // namespace modus::symbolic::encode
