// Polynomials in one indeterminate, decided exactly: the line falls into finitely many cells (the
// roots, and the gaps between them) on which no polynomial changes its sign. Roots are counted by
// Sturm's theorem (Sturm 1835; Basu, Pollack and Roy 2006, theorem 2.62) and isolated by bisection.
//
//   {x^2 - 9, x} over the reals      signs + -,  0 -,  - -,  - 0,  - +,  0 +,  + +
//   {2*x - 1} over the integers      signs -, +          no whole number is a root
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "claims/number.h"

namespace modus::symbolic::algebra {

using claims::Rational;
using Univariate = std::vector<Rational>;  // coefficients ascending, the last not 0; empty for 0

enum class Numbers : std::uint8_t { kReal, kInteger };

struct Cell {
  std::vector<int> signs;         // of each polynomial: -1, 0, 1
  std::optional<Rational> point;  // a member; nullopt for a root that was not met exactly
};

// Every cell that has a member among the numbers, in ascending order. nullopt where the degrees
// together or a coefficient are beyond the limits. Thread-safe.
inline constexpr std::size_t kMaxTotalDegree = 24;
inline constexpr std::size_t kMaxBits = 256;  // of a coefficient's numerator and denominator
std::optional<std::vector<Cell>> sign_cells(std::span<const Univariate> polynomials,
                                            Numbers numbers);

}  // namespace modus::symbolic::algebra
