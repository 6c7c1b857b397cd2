// Terms made of probabilities as quotients of polynomials in the weights.
//
//   P(a | b) * P(b)    ->   w0 * (w0 + w1) / (w0 + w1)
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "symbolic/probability/sample_spaces.h"

namespace modus::symbolic {

// The denominator is a product of probabilities: never negative, and positive where the term has a
// value.
struct Fraction {
  Polynomial numerator;
  Polynomial denominator = Polynomial(1);
  bool nonnegative = false;  // the numerator is
};

// Probabilities that premises give as numbers. Keys tell events apart as the classes do.
class KnownProbabilities {
 public:
  struct Entry {
    claims::Rational value;
    std::size_t premise = 0;
  };
  // Looks for `P(...) = number` among the conjuncts of a premise.
  void learn(const claims::Claim& premise, std::size_t index, const SampleSpaces& spaces);
  const Entry* find(const std::string& regime, const std::vector<bool>& event,
                    const std::vector<bool>& evidence) const;

 private:
  void add(const claims::Claim& term, const claims::Rational& value, std::size_t premise,
           const SampleSpaces& spaces);
  std::map<std::tuple<std::string, std::vector<bool>, std::vector<bool>>, Entry> entries_;
};

// Reads terms. Names and applications are unknowns, numbered from first_other in order of use.
class FractionReader {
 public:
  using Probability = std::function<Fraction(const claims::Claim& term)>;
  FractionReader(std::uint32_t first_other, Probability probability)
      : first_other_(first_other), probability_(std::move(probability)) {}

  Fraction read(const claims::Claim& term);  // throws NoMeasure
  // left - right over their common denominator, which is positive where both have a value.
  Polynomial difference(const claims::Claim& left, const claims::Claim& right);
  const std::vector<claims::Claim>& others() const { return others_; }

 private:
  Fraction other(const claims::Claim& term);
  std::uint32_t first_other_;
  Probability probability_;
  std::vector<claims::Claim> others_;
};

// A probability in the weights of its space. known: nullptr to use no numbers; `used` gets the
// premises whose numbers were taken.
Fraction weighed(const claims::Claim& term, const SampleSpaces& spaces,
                 const KnownProbabilities* known, std::set<std::size_t>& used);

}  // namespace modus::symbolic
