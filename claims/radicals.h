// Exact sums of roots: 3 + 2 * sqrt(2) - root(5, 3). A root of a rational is written over primes,
// 2^(1/2) * 3^(2/3), with exponents in (0, 1); different such products are linearly independent
// over the rationals (Besicovitch 1940), so a sum is zero only where nothing is left of it.
//
//   sqrt(8)             ->   2 * 2^(1/2)
//   sqrt(2) * sqrt(2)   ->   2
#pragma once

#include <map>
#include <optional>

#include "claims/number.h"

namespace modus::claims {

// Prime factors and their exponents, never zero: 9/8 is {2: -3, 3: 2}. nullopt for 0, for negative
// numbers and where a factor is too large to be found.
std::optional<std::map<Integer, Integer>> factorised(const Rational& value);

class Radicals {
 public:
  Radicals() = default;  // zero
  explicit Radicals(const Rational& value);

  // base^exponent for base > 0; nullopt where it cannot be written, as for large prime factors.
  static std::optional<Radicals> power(const Rational& base, const Rational& exponent);

  bool is_zero() const { return terms_.empty(); }
  std::optional<Rational> rational() const;  // where it is one

  // nullopt where the result would have too many terms.
  static std::optional<Radicals> sum(const Radicals& a, const Radicals& b);
  static std::optional<Radicals> product(const Radicals& a, const Radicals& b);
  Radicals negated() const;
  // 1 / a and a^exponent, for one term (and a positive one) only.
  std::optional<Radicals> reciprocal() const;
  std::optional<Radicals> raised(const Rational& exponent) const;

  using Monomial = std::map<Integer, Rational>;  // prime to exponent in (0, 1)
  const std::map<Monomial, Rational>& terms() const { return terms_; }

 private:
  std::map<Monomial, Rational> terms_;  // coefficients, never zero
};

}  // namespace modus::claims
