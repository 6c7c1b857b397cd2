// The cheapest layer: numbers, premises met literally, values that premises state outright. No
// solver, microseconds.
//
//   goal 18 + 36 = 44                                     refuted
//   premises kind(ann) and tall(ann); goal kind(ann)      entailed
//   premises a = 18, b = a + 36; goal b = 54              entailed
#pragma once

#include <cstdint>
#include <optional>

#include "symbolic/entailment.h"

namespace modus::symbolic {

// nullopt: not decided here. Decides only where the premises are known to have a model. A goal
// without a value (1 / 0 = 1) is kOpen: neither it nor its negation holds.
std::optional<Decision> decide_ground(const Query& query, std::uint64_t budget, Wanted wanted);

}  // namespace modus::symbolic
