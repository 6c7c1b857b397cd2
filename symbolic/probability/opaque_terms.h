// Probability terms as unknown numbers that nothing is known of: what follows from claims about
// them as such follows from the claims. Formulas of many factors are decided so, which as weights
// of sample spaces would be too many products.
//
//   P(y | do(x)) = P(m | x) * P(y | m) |- P(m | x) * P(y | m) = P(y | do(x))
//   ->  p0 = p1 * p2 |- p1 * p2 = p0
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "claims/claim.h"
#include "claims/sorts.h"

namespace modus::symbolic {

// The same probability written in one way: conjuncts, conditions and settings in one order.
//   P(y and x | z, w, do(b, a))   ->   P(x and y | w, z, do(a, b))
claims::Claim in_one_order(const claims::Claim& probability);

class OpaqueTerms {
 public:
  // signature: outlives this; the new names are none of its.
  explicit OpaqueTerms(const claims::Signature& signature) : signature_(signature) {}

  // The claim with a name for each of its probability terms; terms that are equal in one order have
  // one name.
  claims::Claim of(const claims::Claim& claim);

  const std::vector<std::string>& names() const { return names_; }
  // P(x | c) + P(not x | c) = 1, where both have names.
  std::vector<claims::Claim> complements() const;

 private:
  const claims::Signature& signature_;
  std::vector<std::string> names_;
  std::vector<claims::Claim> terms_;  // by name
  std::unordered_map<claims::Claim, std::size_t> index_;
};

// A claim that is no formula over numbers once its probability terms are: a graph, an independence.
bool says_more_than_numbers(const claims::Claim& claim);

}  // namespace modus::symbolic
