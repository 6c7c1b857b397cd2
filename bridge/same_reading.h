// Did two readers take the same claims from a sentence? Names may be other forms of one word.
//
//   chases(cat, dog)      chase(cat, dog)          the same
//   kind(X) -> nice(X)    kind(Y) -> nice(Y)       the same
#pragma once

#include <cstddef>
#include <vector>

#include "claims/chain.h"

namespace modus::bridge {

bool same_reading(const claims::Claim& a, const claims::Claim& b);

struct ReadingCount {
  std::size_t sentences = 0;
  std::size_t exact = 0;  // the same claims read from it, in any order
};
// Sentence by sentence of the text, by the first sentence that each given cites.
ReadingCount compare_readings(const claims::Chain& read, const claims::Chain& expected);

}  // namespace modus::bridge
