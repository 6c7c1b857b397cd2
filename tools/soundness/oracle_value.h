// What the oracle finds for a claim or term. Internal to the oracle.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "claims/claim.h"
#include "tools/soundness/own_functions.h"

namespace modus::soundness {

enum class ValueKind : std::uint8_t { kTruth, kThing, kNumber, kNear, kUndefined, kUnknown };
struct Value {
  ValueKind kind = ValueKind::kUnknown;
  bool truth = false;
  std::size_t thing = 0;
  Fraction number;
  double near = 0;  // kNear: an irrational number, compared only where it is clearly apart

  static Value of(bool value) { return {ValueKind::kTruth, value, 0, {}, 0}; }
  static Value of_thing(std::size_t thing) { return {ValueKind::kThing, false, thing, {}, 0}; }
  static Value of_number(const MaybeFraction& number) {
    if (!number) return unknown();
    return {ValueKind::kNumber, false, 0, *number, 0};
  }
  static Value of_near(double near) {
    if (!std::isfinite(near)) return unknown();
    return {ValueKind::kNear, false, 0, {}, near};
  }
  static Value of_applied(const Applied& applied) {
    if (applied.undefined) return undefined();
    if (applied.truth) return of(*applied.truth);
    if (applied.near) return of_near(*applied.near);
    return of_number(applied.exact);
  }
  static Value undefined() { return {ValueKind::kUndefined, false, 0, {}, 0}; }
  static Value unknown() { return {ValueKind::kUnknown, false, 0, {}, 0}; }

  bool is_real() const { return kind == ValueKind::kNumber || kind == ValueKind::kNear; }
  double real() const { return kind == ValueKind::kNear ? near : to_double(number); }

  bool is_true() const { return kind == ValueKind::kTruth && truth; }
  bool is_false() const { return kind == ValueKind::kTruth && !truth; }
};

// Arithmetic that is more than one line.
inline Value nearly(claims::Op op, double a, double b) {
  switch (op) {
    case claims::Op::kNegate:
      return Value::of_near(-a);
    case claims::Op::kAdd:
      return Value::of_near(a + b);
    case claims::Op::kSubtract:
      return Value::of_near(a - b);
    case claims::Op::kMultiply:
      return Value::of_near(a * b);
    case claims::Op::kDivide:
      return std::abs(b) < 1e-6 ? Value::unknown() : Value::of_near(a / b);
    default:
      return Value::unknown();
  }
}

inline Value floor_division(claims::Op op, const Fraction& a, const Fraction& b) {
  if (b.is_zero()) return Value::undefined();
  const auto ratio = divide(a, b);
  const auto quotient = ratio ? floor_of(*ratio) : std::nullopt;
  if (!quotient || op == claims::Op::kIntegerDivide) return Value::of_number(quotient);
  const auto covered = multiply(*quotient, b);
  return Value::of_number(covered ? subtract(a, *covered) : std::nullopt);
}

inline Value power_of(const Fraction& base, const Fraction& exponent) {
  if (!exponent.is_whole()) return Value::of_applied(fractional_power(base, exponent));
  if (base.is_zero() && exponent.numerator() <= 0) return Value::undefined();
  return Value::of_number(power(base, exponent.numerator()));
}

}  // namespace modus::soundness
