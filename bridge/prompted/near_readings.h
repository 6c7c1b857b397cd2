// Claims that differ from one only by what a small model gets wrong most: which argument stands
// first, and which side of `->` a condition.
//
//   likes(bear, X) -> green(X)     likes(X, bear) -> green(X),   green(X) -> likes(bear, X), both
#pragma once

#include <vector>

#include "claims/claim.h"

namespace modus::bridge {

// By rising number of changes, at most 31; none for a claim with more than four places to change.
std::vector<claims::Claim> near_readings(const claims::Claim& claim);

}  // namespace modus::bridge
