// Claims that differ from one only by what a small model gets wrong most: who stands in which
// argument, and which side of `->` is the condition.
//
//   likes(bear, X) -> green(X)     likes(X, X) -> green(X)   ...   likes(X, bear) -> green(X)   ...
#pragma once

#include <span>
#include <vector>

#include "claims/claim.h"

namespace modus::bridge {

// The same predicates with the claim's own names and variables, and `others`, in their arguments,
// by rising number of places that changed (changed sides count as one); at most 1024.
std::vector<claims::Claim> near_readings(const claims::Claim& claim,
                                         std::span<const claims::Claim> others);

}  // namespace modus::bridge
