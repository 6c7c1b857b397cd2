// Where equations over unknowns stand in plain text, and how far they reach.
//
//   "so $2x + 3 = 11$, and"        ->   2 * x + 3, 11                  complete
//   "$f(t) = (t + 1)^2 = t^2$"     ->   (t + 1)^2, t^2                 f(t) was not read
#pragma once

#include <vector>

#include "claims/claim.h"
#include "claims/extract/plain_math.h"

namespace modus::claims {

// E1 = E2 = ... : at least two sides, at least one name or function in them.
struct AlgebraicEquation {
  std::vector<Claim> sides;
  Span span;              // in the plain text
  bool complete = false;  // no side before or behind these, and nothing else that they belong to
  bool formula = false;
  bool leads = false;  // nothing stands before it in the formula
};

// Whether a function of the language stands in a claim: sqrt(16), binomial(5, 2).
bool has_function(const Claim& claim);

// What touches an operator or a second value (x = 2 or 3; x = 5%; x = 60 minutes) is left out.
std::vector<AlgebraicEquation> algebraic_equations(const PlainText& plain);

}  // namespace modus::claims
