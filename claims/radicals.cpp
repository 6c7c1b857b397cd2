#include "claims/radicals.h"

#include <utility>

namespace modus::claims {
namespace {

constexpr unsigned kLargestTrialDivisor = 1 << 16;
constexpr std::size_t kMaxTerms = 64;
constexpr unsigned kMaxRootDegree = 64;
constexpr unsigned kMaxExponent = 4096;
constexpr std::size_t kMaxFactoredBits = 2048;

// Divides the prime factors out of n into the result, times sign. False where some are too large.
bool take_factors(Integer n, int sign, std::map<Integer, Integer>& factors) {
  if (mpz_sizeinbase(n.get_mpz_t(), 2) > kMaxFactoredBits) return false;
  const auto take = [&](const Integer& prime) {
    Integer rest;
    const auto times = mpz_remove(rest.get_mpz_t(), n.get_mpz_t(), prime.get_mpz_t());
    if (times == 0) return;
    n = rest;
    factors[prime] += sign * Integer(static_cast<unsigned long>(times));
  };
  take(2);
  for (unsigned d = 3; d <= kLargestTrialDivisor && Integer(d) * d <= n; d += 2) {
    if (mpz_divisible_ui_p(n.get_mpz_t(), d) != 0) take(d);
  }
  if (n == 1) return true;
  // Nothing up to the square root divides a rest below the square of the last divisor.
  if (n > Integer(kLargestTrialDivisor) * kLargestTrialDivisor) return false;
  factors[n] += sign;
  return true;
}

struct Term {
  Radicals::Monomial monomial;
  Rational coefficient;
};

// The product over primes to rational exponents: whole parts go into the coefficient.
std::optional<Term> term_of(const std::map<Integer, Rational>& exponents) {
  Term term{{}, 1};
  for (const auto& [prime, exponent] : exponents) {
    const Rational whole = *floor_div(exponent, 1);
    const Rational rest = exponent - whole;
    if (rest.get_den() > kMaxRootDegree || abs(whole) > kMaxExponent) return std::nullopt;
    if (sgn(rest) != 0) term.monomial.emplace(prime, rest);
    const auto factor = power(Rational(prime), whole.get_num());
    if (!factor) return std::nullopt;
    term.coefficient *= *factor;
  }
  if (too_large(term.coefficient)) return std::nullopt;
  return term;
}

std::optional<std::map<Integer, Rational>> scaled_exponents(const Rational& base,
                                                            const Rational& exponent) {
  const auto factors = factorised(base);
  if (!factors) return std::nullopt;
  std::map<Integer, Rational> exponents;
  for (const auto& [prime, times] : *factors) exponents[prime] = Rational(times) * exponent;
  return exponents;
}

}  // namespace

std::optional<std::map<Integer, Integer>> factorised(const Rational& value) {
  if (sgn(value) <= 0) return std::nullopt;
  std::map<Integer, Integer> factors;
  if (!take_factors(value.get_num(), 1, factors) || !take_factors(value.get_den(), -1, factors))
    return std::nullopt;
  return factors;
}

Radicals::Radicals(const Rational& value) {
  if (sgn(value) != 0) terms_.emplace(Monomial(), value);
}

std::optional<Radicals> Radicals::power(const Rational& base, const Rational& exponent) {
  return Radicals(base).raised(exponent);
}

std::optional<Rational> Radicals::rational() const {
  if (terms_.empty()) return Rational(0);
  if (terms_.size() > 1 || !terms_.begin()->first.empty()) return std::nullopt;
  return terms_.begin()->second;
}

std::optional<Radicals> Radicals::sum(const Radicals& a, const Radicals& b) {
  Radicals result = a;
  for (const auto& [monomial, coefficient] : b.terms_) {
    Rational& total = result.terms_[monomial];
    total += coefficient;
    if (sgn(total) == 0) result.terms_.erase(monomial);
  }
  if (result.terms_.size() > kMaxTerms) return std::nullopt;
  return result;
}

std::optional<Radicals> Radicals::product(const Radicals& a, const Radicals& b) {
  if (a.terms_.size() * b.terms_.size() > kMaxTerms) return std::nullopt;
  Radicals result;
  for (const auto& [left, left_coefficient] : a.terms_)
    for (const auto& [right, right_coefficient] : b.terms_) {
      std::map<Integer, Rational> exponents = left;
      for (const auto& [prime, exponent] : right) exponents[prime] += exponent;
      auto term = term_of(exponents);
      if (!term) return std::nullopt;
      Radicals next;
      next.terms_.emplace(std::move(term->monomial),
                          Rational(term->coefficient * left_coefficient * right_coefficient));
      auto added = sum(result, next);
      if (!added) return std::nullopt;
      result = std::move(*added);
    }
  for (const auto& [monomial, coefficient] : result.terms_)
    if (too_large(coefficient)) return std::nullopt;
  return result;
}

Radicals Radicals::negated() const {
  Radicals result = *this;
  for (auto& [monomial, coefficient] : result.terms_) coefficient = -coefficient;
  return result;
}

std::optional<Radicals> Radicals::reciprocal() const {
  if (terms_.size() != 1) return std::nullopt;
  const auto& [monomial, coefficient] = *terms_.begin();
  std::map<Integer, Rational> exponents;
  for (const auto& [prime, exponent] : monomial) exponents[prime] = -exponent;
  auto term = term_of(exponents);
  if (!term) return std::nullopt;
  Radicals result;
  result.terms_.emplace(std::move(term->monomial), Rational(term->coefficient / coefficient));
  return result;
}

std::optional<Radicals> Radicals::raised(const Rational& exponent) const {
  if (terms_.size() != 1 || sgn(terms_.begin()->second) <= 0) return std::nullopt;
  const auto& [monomial, coefficient] = *terms_.begin();
  auto exponents = scaled_exponents(coefficient, exponent);
  if (!exponents) return std::nullopt;
  for (const auto& [prime, inner] : monomial) (*exponents)[prime] += inner * exponent;
  auto term = term_of(*exponents);
  if (!term) return std::nullopt;
  Radicals result;
  result.terms_.emplace(std::move(term->monomial), std::move(term->coefficient));
  return result;
}

}  // namespace modus::claims
