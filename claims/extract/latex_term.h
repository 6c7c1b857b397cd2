// Terms in LaTeX with unknowns of one letter: products written side by side, fractions, powers,
// floor and ceiling, factorials and binomial coefficients of numbers.
//
//   -\frac{5}{4}x + 3(x - 1)^2    ->   -(5 / 4) * x + 3 * (x - 1)^2, unknown x
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "claims/claim.h"

namespace modus::claims {

struct LatexTerm {
  Claim term;
  std::set<std::string> unknowns;
  bool counted = false;  // holds a floor, ceiling, factorial or binomial coefficient
};

// nullopt: a sign or command that is not known, a word, a function, a mixed number, 1/2x, or nested
// too deep.
std::optional<LatexTerm> read_latex_term(std::string_view text);

}  // namespace modus::claims
