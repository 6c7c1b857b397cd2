// Claims that differ from one only by what a small model gets wrong most: who stands in which
// argument, and which side of `->` is the condition.
//
//   likes(bear, X) -> green(X)     likes(X, X) -> green(X)   ...   likes(X, bear) -> green(X)   ...
#pragma once

#include <vector>

#include "claims/claim.h"

namespace modus::bridge {

// The same predicates with the claim's own names and variables in their arguments, by rising number
// of places that changed (changed sides count as one); at most 1024.
std::vector<claims::Claim> near_readings(const claims::Claim& claim);

}  // namespace modus::bridge
