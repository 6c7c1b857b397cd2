// The values of the language's own functions on quantities, exact or not at all.
#pragma once

#include <span>
#include <string_view>

#include "claims/functions.h"
#include "claims/model.h"

namespace modus::claims {

// The reason of an Unknown that reals.h may still decide: sqrt(2).
inline constexpr std::string_view kIrrational = "an irrational number";
inline bool is_irrational(const Value& value) {
  const Unknown* unknown = std::get_if<Unknown>(&value);
  return unknown != nullptr && unknown->reason == kIrrational;
}

// arguments: at least one; of kLeast .. kSetMedian the different members of the set.
// Undefined{at} exactly where definedness.h says so. A root keeps the unit: sqrt(9 m^2) = 3 m.
Value compute(Function function, std::span<const Quantity> arguments, Span at);

}  // namespace modus::claims
