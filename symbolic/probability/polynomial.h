// Sparse polynomials with exact coefficients over numbered unknowns: what probabilities are in the
// weights of a sample space.
//
//   P(a) * P(b) over weights w0 (a, b), w1 (a, not b), w2 (not a, b)   ->   w0^2 + w0 w1 + w0 w2 +
//   w1 w2
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "claims/number.h"

namespace modus::symbolic {

// Thrown by symbolic/probability for what it has no measure for; becomes `undecided (reason)`.
struct NoMeasure {
  std::string reason;
};

class Polynomial {
 public:
  // The unknowns of a product, ascending, a power by repetition.
  using Monomial = std::vector<std::uint32_t>;
  static constexpr std::size_t kMaxTerms = 4000;

  Polynomial() = default;  // 0
  explicit Polynomial(const claims::Rational& constant);
  static Polynomial unknown(std::uint32_t id);

  const std::map<Monomial, claims::Rational>& terms() const { return terms_; }
  std::optional<claims::Rational> constant() const;  // where there is no unknown
  std::size_t degree() const;

  // Throw NoMeasure beyond kMaxTerms.
  Polynomial& add(const Polynomial& other, const claims::Rational& factor);
  friend Polynomial operator*(const Polynomial& a, const Polynomial& b);
  friend bool operator==(const Polynomial& a, const Polynomial& b) = default;

 private:
  void add_term(const Monomial& monomial, const claims::Rational& coefficient);
  std::map<Monomial, claims::Rational> terms_;  // no coefficient is 0
};

}  // namespace modus::symbolic
