// How many numbers solve a condition in one unknown: its roots are counted, exactly.
//
//   exists X: X^2 = 4            2
//   exists X: X^3 = X and X > 0  1
//   exists X: X > 0              nullopt: without end
#pragma once

#include <cstddef>
#include <optional>

#include "claims/claim.h"
#include "claims/sorts.h"

namespace modus::symbolic::algebra {

// quantified: a kExists whose body has no other free name. nullopt where the solutions have no end,
// where the bound variable is no number, or where the condition is not understood. Thread-safe.
std::optional<std::size_t> solution_count(const claims::Claim& quantified,
                                          const claims::Signature& signature);

}  // namespace modus::symbolic::algebra
