// Polynomials in several indeterminates over exact rationals, in their one normal form: equal
// polynomials are equal values.
//
//   (x + 1)^2 - x^2 - 2*x - 1   ->   0
//
// Values; thread-safe. Everything is bounded: what grows beyond the limits throws TooLarge.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "claims/number.h"

namespace modus::symbolic::algebra {

using claims::Rational;
using Indeterminate = std::uint32_t;  // a number; whoever makes the polynomial knows what it names

inline constexpr std::size_t kMaxTerms = 2'000;
inline constexpr unsigned kMaxDegree = 64;  // of a term, over all indeterminates
inline constexpr std::size_t kMaxCoefficientBits = 1 << 14;

struct TooLarge {};

class Polynomial {
 public:
  // Indeterminates ascending, each with its exponent >= 1; empty for the constant term.
  using Monomial = std::vector<std::pair<Indeterminate, unsigned>>;
  using Terms = std::map<Monomial, Rational>;  // no coefficient is 0

  Polynomial() = default;  // 0
  explicit Polynomial(const Rational& constant);
  static Polynomial of(Indeterminate indeterminate);

  const Terms& terms() const { return terms_; }
  std::optional<Rational> constant() const;           // its value where no indeterminate occurs
  std::vector<Indeterminate> indeterminates() const;  // ascending
  unsigned degree_in(Indeterminate indeterminate) const;

  // indeterminate = -rest / c of `c * indeterminate + rest`, with c a number and the indeterminate
  // not in the rest; nullopt where it does not stand so.
  std::optional<Polynomial> solved_for(Indeterminate indeterminate) const;
  Polynomial substitute(Indeterminate indeterminate, const Polynomial& value) const;
  // c with *this = c * other; nullopt where there is none, or where either is 0.
  std::optional<Rational> ratio_to(const Polynomial& other) const;
  // Ascending coefficients, the last one not 0; requires that no other indeterminate occurs.
  std::vector<Rational> coefficients(Indeterminate indeterminate) const;

  friend Polynomial operator+(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator-(const Polynomial& a, const Polynomial& b);
  friend Polynomial operator*(const Polynomial& a, const Polynomial& b);
  friend bool operator==(const Polynomial&, const Polynomial&) = default;

 private:
  void add(const Monomial& monomial, const Rational& coefficient);
  Terms terms_;
};

Polynomial power(const Polynomial& base, unsigned exponent);

}  // namespace modus::symbolic::algebra
