#include "claims/arithmetic.h"

#include <algorithm>
#include <cstdlib>

#include "base/error.h"
#include "claims/conversion.h"
#include "claims/function_values.h"

namespace modus::claims {

namespace {

constexpr int kMaxUnitPower = 100;  // |exponent| of a unit in a computed quantity

Unknown units_differ(const UnitMonomial& a, const UnitMonomial& b) {
  return Unknown{dimension_of(a) == dimension_of(b) ? "conversion" : "dimension"};
}

// b in the unit of a; nullopt where the units have no exact factor.
std::optional<Rational> in_unit_of(const Quantity& a, const Quantity& b) {
  return convert(b.value, b.unit, a.unit);
}

Value bounded(Rational value, UnitMonomial unit) {
  if (unit.size() > 1) merge_units(value, unit);
  if (too_large(value)) return Unknown{"number too large"};
  for (const auto& [name, exponent] : unit) {
    if (std::abs(exponent) > kMaxUnitPower) return Unknown{"unit power too large"};
  }
  return Quantity{std::move(value), std::move(unit)};
}

// 8^(2/3) = 4: the power of a root, where that is rational.
Value raise_to_fraction(const Quantity& base, const Rational& exponent, Span at) {
  if (!base.unit.empty()) return Unknown{"dimension"};
  if (sgn(base.value) < 0) return Undefined{at};
  const Quantity arguments[] = {base, {Rational(exponent.get_den()), {}}};
  const Value root = compute(Function::kRoot, arguments, at);
  const Quantity* rational = std::get_if<Quantity>(&root);
  if (rational == nullptr) return root;
  const auto value = power(rational->value, exponent.get_num());
  if (!value) return Unknown{"number too large"};
  return bounded(*value, {});
}

Value raise(const Quantity& base, const Quantity& exponent, Span at) {
  if (base.value == 0 && exponent.value <= 0) return Undefined{at};
  if (!exponent.unit.empty()) return Unknown{"dimension"};
  if (!is_integer(exponent.value)) return raise_to_fraction(base, exponent.value, at);
  const Integer whole = exponent.value.get_num();
  if (!base.unit.empty() && abs(whole) > kMaxUnitPower) return Unknown{"unit power too large"};
  const auto value = power(base.value, whole);
  if (!value) return Unknown{"number too large"};
  if (base.unit.empty()) return bounded(*value, {});
  return bounded(*value, multiply({}, base.unit, static_cast<int>(whole.get_si())));
}

Value divide(Op op, const Quantity& a, const Quantity& b, Span at) {
  if (b.value == 0) return Undefined{at};
  if (op == Op::kDivide) return bounded(a.value / b.value, multiply(a.unit, b.unit, -1));
  const auto divisor = in_unit_of(a, b);
  if (!divisor) return units_differ(a.unit, b.unit);
  if (op == Op::kIntegerDivide) return bounded(*floor_div(a.value, *divisor), {});
  return bounded(*floor_mod(a.value, *divisor), a.unit);
}

bool holds(Op op, int order) {
  switch (op) {
    case Op::kEqual:
      return order == 0;
    case Op::kNotEqual:
      return order != 0;
    case Op::kLess:
      return order < 0;
    case Op::kLessEqual:
      return order <= 0;
    case Op::kGreater:
      return order > 0;
    case Op::kGreaterEqual:
      return order >= 0;
    default:
      MODUS_CHECK(false, "no comparison: {}", static_cast<int>(op));
      return false;
  }
}

}  // namespace

Value compute(Op op, const Quantity& a, const Quantity& b, Span at) {
  switch (op) {
    case Op::kPower:
      return raise(a, b, at);
    case Op::kMultiply:
      return bounded(a.value * b.value, multiply(a.unit, b.unit, 1));
    case Op::kDivide:
    case Op::kIntegerDivide:
    case Op::kModulo:
      return divide(op, a, b, at);
    case Op::kAdd:
    case Op::kSubtract: {
      const auto other = in_unit_of(a, b);
      if (!other) return units_differ(a.unit, b.unit);
      return bounded(op == Op::kAdd ? Rational(a.value + *other) : Rational(a.value - *other),
                     a.unit);
    }
    default:
      MODUS_CHECK(false, "no arithmetic: {}", static_cast<int>(op));
      return Unknown{};
  }
}

Value compare(Op op, const Quantity& a, const Quantity& b) {
  const auto other = in_unit_of(a, b);
  if (!other) return units_differ(a.unit, b.unit);
  return holds(op, cmp(a.value, *other));
}

Value equal(const Value& a, const Value& b) {
  if (a.index() != b.index()) return Unknown{"values of two sorts"};
  const Quantity* left = std::get_if<Quantity>(&a);
  if (left != nullptr) return compare(Op::kEqual, *left, std::get<Quantity>(b));
  return a == b;
}

}  // namespace modus::claims
