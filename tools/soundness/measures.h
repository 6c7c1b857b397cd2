// The oracle's probabilities: one explicit table of weights a regime, and its own evaluator of
// claims about them by plain summing. Nothing here is shared with the checker.
//
//   weights 1/4 1/4 0 1/2 over a, b   ->   P(a or b) = 3/4     P(a | b) is 2/3
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/random.h"
#include "claims/claim.h"
#include "tools/soundness/oracle.h"

namespace modus::soundness {

using Weights = std::vector<Fraction>;  // of each point; bit i of its index: names[i] is true

struct Measures {
  std::vector<std::string> names;          // propositions, hidden causes last
  std::map<std::string, Weights> regimes;  // "": nothing is set; "a", "not a": by do(...)
  std::string graph;                       // as a claim; "" where the table has no causes
};

Truth truth_in(const Measures& measures, const claims::Claim& claim);
// nullopt: undefined, too large, or no term over these names.
MaybeFraction number_in(const Measures& measures, const claims::Claim& term);

// Weights drawn at random, without causes.
Measures random_table(std::size_t names, RandomStream& random);
// A random graph over a, b, c, d, now and then with a hidden cause, and mechanisms for it: every
// regime by the product of the mechanisms of what is not set.
Measures random_causes(RandomStream& random);

// Other tables where these equations P(...) = number hold: moves along the directions in which they
// do not change, to the border of what is possible and halfway.
std::vector<Measures> neighbours(const Measures& measures,
                                 const std::vector<claims::Claim>& equations);

}  // namespace modus::soundness
