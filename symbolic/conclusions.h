// What premises under `logic directed` say beyond themselves: the literals of their closure that
// none of them states.
//
//   kind(ann);  kind(X) -> patient(X);  patient(X) -> calm(X)     calm(ann), patient(ann)
#pragma once

#include <span>
#include <vector>

#include "claims/claim.h"
#include "symbolic/entailment.h"

namespace modus::symbolic {

// In order of derivation. Empty where a premise is outside the fragment or names a closed
// predicate's absence, and where the closure is too large.
std::vector<claims::Claim> conclusions(std::span<const Premise> premises);

}  // namespace modus::symbolic
