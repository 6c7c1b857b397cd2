#include "symbolic/probability/polynomial.h"

#include <algorithm>

namespace modus::symbolic {

using claims::Rational;

Polynomial::Polynomial(const Rational& constant) { add_term({}, constant); }

Polynomial Polynomial::unknown(std::uint32_t id) {
  Polynomial result;
  result.add_term({id}, 1);
  return result;
}

std::optional<Rational> Polynomial::constant() const {
  if (terms_.empty()) return Rational(0);
  if (terms_.size() > 1 || !terms_.begin()->first.empty()) return std::nullopt;
  return terms_.begin()->second;
}

std::size_t Polynomial::degree() const {
  std::size_t highest = 0;
  for (const auto& [monomial, coefficient] : terms_) highest = std::max(highest, monomial.size());
  return highest;
}

void Polynomial::add_term(const Monomial& monomial, const Rational& coefficient) {
  if (coefficient == 0) return;
  const auto [it, is_new] = terms_.try_emplace(monomial, coefficient);
  if (!is_new) it->second += coefficient;
  if (it->second == 0) terms_.erase(it);
  if (terms_.size() > kMaxTerms) throw NoMeasure{"too many products of probabilities"};
}

Polynomial& Polynomial::add(const Polynomial& other, const Rational& factor) {
  for (const auto& [monomial, coefficient] : other.terms_) add_term(monomial, coefficient * factor);
  return *this;
}

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
  Polynomial result;
  for (const auto& [left, left_coefficient] : a.terms_)
    for (const auto& [right, right_coefficient] : b.terms_) {
      Polynomial::Monomial both;
      std::merge(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
      result.add_term(both, left_coefficient * right_coefficient);
    }
  return result;
}

}  // namespace modus::symbolic
