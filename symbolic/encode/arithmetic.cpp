#include "symbolic/encode/arithmetic.h"

#include <optional>

#include <z3++.h>

#include "base/error.h"

namespace modus::symbolic::encode {

using claims::Integer;
using claims::Op;
using claims::Rational;

namespace {

z3::expr folded(z3::context& context, const std::optional<Rational>& value) {
  if (!value) throw OutsideFragment{"undefined number"};
  if (claims::too_large(*value)) throw OutsideFragment{"number too large"};
  return numeral(context, *value);
}

// The exact value of an operation on numerals; nullopt where it has none: Z3's total function keeps
// the term, unfolded.
std::optional<Rational> fold(Op op, const Rational& a, const Rational& b) {
  switch (op) {
    case Op::kAdd:
      return a + b;
    case Op::kSubtract:
      return a - b;
    case Op::kMultiply:
      return a * b;
    case Op::kDivide:
      return sgn(b) == 0 ? std::nullopt : std::optional<Rational>(a / b);
    case Op::kIntegerDivide:
      return claims::floor_div(a, b);
    case Op::kModulo:
      return claims::floor_mod(a, b);
    default:
      return std::nullopt;
  }
}

struct Pair {
  z3::expr a, b;
};
Pair of_one_sort(const z3::expr& a, const z3::expr& b) {
  if (a.is_int() && b.is_int()) return {a, b};
  return {as_real(a), as_real(b)};
}

z3::expr application(z3::context& context, Z3_ast ast) { return z3::expr(context, ast); }

// Floor division. Z3's integer div leaves a remainder that is never negative, which is the floor
// only for a positive divisor; a div b = -a div -b brings a negative one there.
z3::expr floor_div(const z3::expr& a, const z3::expr& b) {
  z3::context& c = a.ctx();
  if (!(a.is_int() && b.is_int()))
    return application(c, Z3_mk_real2int(c, as_real(a) / as_real(b)));  // real2int is the floor
  const z3::expr positive = application(c, Z3_mk_div(c, a, b));
  const z3::expr negative = application(c, Z3_mk_div(c, negated(a), negated(b)));
  if (const auto divisor = value_of(b)) return sgn(*divisor) < 0 ? negative : positive;
  return z3::ite(b < 0, negative, positive);
}

// a - b * (a div b): it has the sign of b.
z3::expr floor_mod(const z3::expr& a, const z3::expr& b) {
  z3::context& c = a.ctx();
  if (!(a.is_int() && b.is_int())) return as_real(a) - as_real(b) * as_real(floor_div(a, b));
  const z3::expr positive = application(c, Z3_mk_mod(c, a, b));
  const z3::expr negative = -application(c, Z3_mk_mod(c, negated(a), negated(b)));
  if (const auto divisor = value_of(b)) return sgn(*divisor) < 0 ? negative : positive;
  return z3::ite(b < 0, negative, positive);
}

}  // namespace

std::optional<Rational> value_of(const z3::expr& term) {
  if (!term.is_numeral()) return std::nullopt;
  Rational value(Z3_get_numeral_string(term.ctx(), term));
  value.canonicalize();
  return value;
}

z3::expr numeral(z3::context& context, const Rational& value) {
  if (claims::is_integer(value)) return context.int_val(value.get_num().get_str().c_str());
  return context.real_val(value.get_str().c_str());
}

z3::expr as_real(const z3::expr& term) {
  if (term.is_real()) return term;
  if (term.is_numeral()) return term.ctx().real_val(Z3_get_numeral_string(term.ctx(), term));
  return application(term.ctx(), Z3_mk_int2real(term.ctx(), term));
}

z3::expr arithmetic(Op op, const z3::expr& a, const z3::expr& b) {
  const auto left = value_of(a), right = value_of(b);
  if (left && right)
    if (const auto value = fold(op, *left, *right)) return folded(a.ctx(), value);
  switch (op) {
    case Op::kAdd: {
      const Pair pair = of_one_sort(a, b);
      return pair.a + pair.b;
    }
    case Op::kSubtract: {
      const Pair pair = of_one_sort(a, b);
      return pair.a - pair.b;
    }
    case Op::kMultiply: {
      const Pair pair = of_one_sort(a, b);
      return pair.a * pair.b;
    }
    case Op::kDivide:
      return as_real(a) / as_real(b);
    case Op::kIntegerDivide:
      return floor_div(a, b);
    case Op::kModulo:
      return floor_mod(a, b);
    default:
      break;
  }
  MODUS_CHECK(false, "op {} is no arithmetic", static_cast<int>(op));
}

z3::expr negated(const z3::expr& a) {
  if (const auto value = value_of(a)) return folded(a.ctx(), Rational(-*value));
  return -a;
}

z3::expr power(const z3::expr& base, const z3::expr& exponent) {
  const auto times = value_of(exponent);
  if (!times || !claims::is_integer(*times)) throw OutsideFragment{"exponent is no whole number"};
  const Integer whole = times->get_num();
  z3::context& c = base.ctx();
  if (const auto value = value_of(base))
    if (const auto result = claims::power(*value, whole)) return numeral(c, *result);
  if (abs(whole) > kMaxPower) throw OutsideFragment{"exponent too large"};
  const unsigned count = static_cast<unsigned>(Integer(abs(whole)).get_ui());
  z3::expr product = numeral(c, 1);
  for (unsigned i = 0; i < count; ++i) product = i == 0 ? base : product * base;
  return sgn(whole) < 0 ? as_real(numeral(c, 1)) / as_real(product) : product;
}

z3::expr comparison(Op op, const z3::expr& a, const z3::expr& b) {
  const Pair pair = of_one_sort(a, b);
  switch (op) {
    case Op::kEqual:
      return pair.a == pair.b;
    case Op::kNotEqual:
      return pair.a != pair.b;
    case Op::kLess:
      return pair.a < pair.b;
    case Op::kLessEqual:
      return pair.a <= pair.b;
    case Op::kGreater:
      return pair.a > pair.b;
    case Op::kGreaterEqual:
      return pair.a >= pair.b;
    default:
      break;
  }
  MODUS_CHECK(false, "op {} compares no numbers", static_cast<int>(op));
}

z3::expr approximately(const z3::expr& a, const Rational& value, const Rational& half) {
  z3::context& c = a.ctx();
  const z3::expr real = as_real(a);
  return real >= as_real(numeral(c, value - half)) && real <= as_real(numeral(c, value + half));
}

}  // namespace modus::symbolic::encode
