// Real numbers that need not be rational: exact where they are sums of roots, and always an
// interval as narrow as one likes. Equality is decided where both sides are exact, order wherever
// they differ.
//
//   sqrt(2) * sqrt(8) = 4      exact: true
//   ln(2) < 7/10               by intervals: true
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <variant>

#include "claims/claim.h"
#include "claims/enclosure.h"
#include "claims/functions.h"
#include "claims/model.h"
#include "claims/radicals.h"

namespace modus::claims {

class Real {
 public:
  using Enclosing = std::function<std::optional<Enclosure>(unsigned bits)>;

  explicit Real(Radicals exact);
  explicit Real(const Rational& value) : Real(Radicals(value)) {}
  explicit Real(Enclosing enclosing) : enclosing_(std::move(enclosing)) {}

  const std::optional<Radicals>& exact() const { return exact_; }
  std::optional<Rational> rational() const;
  std::optional<Enclosure> enclosed(unsigned bits) const { return enclosing_(bits); }
  std::optional<int> sign() const;  // -1, 0, 1; nullopt where it is too close to tell

 private:
  std::optional<Radicals> exact_;
  Enclosing enclosing_;
};

std::optional<int> order(const Real& a, const Real& b);  // the sign of a - b

// Undefined exactly where the operation is; Unknown where that or the value cannot be told.
using RealOutcome = std::variant<Undefined, Unknown, Real>;
RealOutcome compute(Op op, const Real& a, const Real& b, Span at);  // kPower .. kSubtract
RealOutcome compute(Function function, std::span<const Real> arguments, Span at);
Real negate(const Real& a);

}  // namespace modus::claims
