// Expectations as numbers that probabilities fix: E is linear, so every product of random variables
// has one unknown number a set of conditions, and where the states that a query names are all there
// are, it is the sum over them.
//
//   E(2 * x + 1 | c)   ->   2 * expected_0 + 1
//                           P(x in {0, 5} | c) = 1 -> expected_0 = 0 * P(x = 0 | c) + 5 * P(x = 5 | c)
//
// What follows from this follows. A model of it is none yet: whether some distribution has these
// expectations is seen when the claims are evaluated.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "claims/sorts.h"

namespace modus::symbolic {

struct WithoutExpectations {
  std::vector<claims::Claim> premises;
  std::optional<claims::Claim> goal;
  std::vector<claims::Claim> links;   // what fixes the numbers: true of every distribution
  std::vector<std::string> expected;  // their names, which the signature does not have
};

bool mentions_expectation(const claims::Claim& claim);

// Variances are written out. Throws NoMeasure: states that are no numbers, too many states or terms.
WithoutExpectations without_expectations(std::span<const claims::Claim> premises,
                                         const std::optional<claims::Claim>& goal,
                                         const claims::Signature& signature);

}  // namespace modus::symbolic
