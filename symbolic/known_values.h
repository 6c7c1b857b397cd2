// The values that premises say outright: `rolls = 18`, and `total = rolls + 36` once rolls is
// known.
#pragma once

#include <cstdint>
#include <span>

#include "claims/evaluate.h"
#include "symbolic/entailment.h"

namespace modus::symbolic {

inline constexpr std::uint64_t kEvaluateBudget = 10'000;  // node visits for one right value

// The model holds the numbers of names; it has no domain and no tables.
claims::Model known_values(std::span<const Premise> premises);

}  // namespace modus::symbolic
