#include "symbolic/algebra/polynomial.h"

#include <algorithm>
#include <set>

namespace modus::symbolic::algebra {
namespace {

using Monomial = Polynomial::Monomial;

unsigned degree(const Monomial& monomial) {
  unsigned sum = 0;
  for (const auto& [indeterminate, exponent] : monomial) sum += exponent;
  return sum;
}

Monomial product(const Monomial& a, const Monomial& b) {
  Monomial result;
  result.reserve(a.size() + b.size());
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() || right != b.end()) {
    if (right == b.end() || (left != a.end() && left->first < right->first)) {
      result.push_back(*left++);
    } else if (left == a.end() || right->first < left->first) {
      result.push_back(*right++);
    } else {
      result.emplace_back(left->first, left->second + right->second);
      ++left, ++right;
    }
  }
  if (degree(result) > kMaxDegree) throw TooLarge{};
  return result;
}

std::size_t bits(const Rational& value) {
  return mpz_sizeinbase(value.get_num_mpz_t(), 2) + mpz_sizeinbase(value.get_den_mpz_t(), 2);
}

unsigned exponent_of(const Monomial& monomial, Indeterminate indeterminate) {
  for (const auto& [factor, exponent] : monomial)
    if (factor == indeterminate) return exponent;
  return 0;
}

Monomial without(const Monomial& monomial, Indeterminate indeterminate) {
  Monomial rest;
  for (const auto& factor : monomial)
    if (factor.first != indeterminate) rest.push_back(factor);
  return rest;
}

}  // namespace

Polynomial::Polynomial(const Rational& constant) { add({}, constant); }

Polynomial Polynomial::of(Indeterminate indeterminate) {
  Polynomial result;
  result.add({{indeterminate, 1}}, 1);
  return result;
}

void Polynomial::add(const Monomial& monomial, const Rational& coefficient) {
  if (coefficient == 0) return;
  const auto [at, is_new] = terms_.try_emplace(monomial, coefficient);
  if (!is_new) {
    at->second += coefficient;
    if (at->second == 0) {
      terms_.erase(at);
      return;
    }
  }
  if (terms_.size() > kMaxTerms || bits(at->second) > kMaxCoefficientBits) throw TooLarge{};
}

std::optional<Rational> Polynomial::constant() const {
  if (terms_.empty()) return Rational(0);
  if (terms_.size() == 1 && terms_.begin()->first.empty()) return terms_.begin()->second;
  return std::nullopt;
}

std::vector<Indeterminate> Polynomial::indeterminates() const {
  std::set<Indeterminate> all;
  for (const auto& [monomial, coefficient] : terms_)
    for (const auto& factor : monomial) all.insert(factor.first);
  return {all.begin(), all.end()};
}

unsigned Polynomial::degree_in(Indeterminate indeterminate) const {
  unsigned most = 0;
  for (const auto& [monomial, coefficient] : terms_)
    most = std::max(most, exponent_of(monomial, indeterminate));
  return most;
}

std::optional<Polynomial> Polynomial::solved_for(Indeterminate indeterminate) const {
  const auto alone = terms_.find({{indeterminate, 1}});
  if (alone == terms_.end()) return std::nullopt;
  Polynomial rest;
  for (const auto& [monomial, coefficient] : terms_) {
    if (monomial == alone->first) continue;
    if (exponent_of(monomial, indeterminate) != 0) return std::nullopt;
    rest.add(monomial, -coefficient / alone->second);
  }
  return rest;
}

Polynomial Polynomial::substitute(Indeterminate indeterminate, const Polynomial& value) const {
  std::vector<Polynomial> powers = {Polynomial(1)};
  Polynomial result;
  for (const auto& [monomial, coefficient] : terms_) {
    const unsigned exponent = exponent_of(monomial, indeterminate);
    if (exponent == 0) {
      result.add(monomial, coefficient);
      continue;
    }
    while (powers.size() <= exponent) powers.push_back(powers.back() * value);
    const Monomial rest = without(monomial, indeterminate);
    for (const auto& [other, factor] : powers[exponent].terms_)
      result.add(product(rest, other), coefficient * factor);
  }
  return result;
}

std::optional<Rational> Polynomial::ratio_to(const Polynomial& other) const {
  if (terms_.empty() || terms_.size() != other.terms_.size()) return std::nullopt;
  const Rational ratio = terms_.begin()->second / other.terms_.begin()->second;
  for (auto a = terms_.begin(), b = other.terms_.begin(); a != terms_.end(); ++a, ++b)
    if (a->first != b->first || a->second != ratio * b->second) return std::nullopt;
  return ratio;
}

std::vector<Rational> Polynomial::coefficients(Indeterminate indeterminate) const {
  std::vector<Rational> result(terms_.empty() ? 0 : degree_in(indeterminate) + 1);
  for (const auto& [monomial, coefficient] : terms_)
    result[exponent_of(monomial, indeterminate)] = coefficient;
  return result;
}

Polynomial operator+(const Polynomial& a, const Polynomial& b) {
  Polynomial sum = a;
  for (const auto& [monomial, coefficient] : b.terms_) sum.add(monomial, coefficient);
  return sum;
}

Polynomial operator-(const Polynomial& a, const Polynomial& b) {
  Polynomial difference = a;
  for (const auto& [monomial, coefficient] : b.terms_) difference.add(monomial, -coefficient);
  return difference;
}

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  if (a.terms_.size() * b.terms_.size() > 50 * kMaxTerms) throw TooLarge{};
  Polynomial result;
  for (const auto& [left, x] : a.terms_)
    for (const auto& [right, y] : b.terms_) result.add(product(left, right), x * y);
  return result;
}

Polynomial power(const Polynomial& base, unsigned exponent) {
  if (exponent > kMaxDegree && !base.constant()) throw TooLarge{};
  Polynomial result(1), square = base;
  for (unsigned left = exponent; left != 0; left /= 2) {
    if (left % 2 == 1) result = result * square;
    if (left > 1) square = square * square;
  }
  return result;
}

}  // namespace modus::symbolic::algebra
