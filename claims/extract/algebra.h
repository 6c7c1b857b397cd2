// Equations over unknowns: a letter is a number, and an equation that a text derives from the one
// before it is linked to that one.
//
//   "2x + 3 = 11, so 2x = 8."   ->   2 * x + 3 = 11;  2 * x = 8, derived from the first
//   "x + y = 10 and x - y = 2"  ->   two equations, neither derived from the other
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.h"
#include "claims/extract/plain_math.h"

namespace modus::claims {

// E1 = E2 = ... as it stands in the plain text. At least two sides, at least one name in them.
struct AlgebraicEquation {
  std::vector<Claim> sides;
  Span span;  // in the plain text
};

// Every equation that is one from end to end: what touches an operator, a root, a function or a
// second value (x = 2 or 3; x_1 = 5; f(x) = 2x; x = 5%) is left out. known: names that have a
// definition; equations that use them are read elsewhere.
std::vector<AlgebraicEquation> read_algebra(const PlainText& plain,
                                            const std::set<std::string>& known);

// Whether the words between two equations say that the second follows from the first: "so",
// "gives", "dividing both sides by 2", an arrow. Not where something else comes between them:
// another equation, "or", "and", "if", a new case.
bool says_it_follows(std::string_view between);

}  // namespace modus::claims
