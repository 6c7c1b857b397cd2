// The one canonical printing of a claim: least brackets, one space round binary operators but `^`,
// digits as written. Bound and free variables keep their names.
//
//   kImplies(kAnd(kind(X), kNot(rough(X))), nice(X))   ->   "kind(X) and not rough(X) -> nice(X)"
//   kNegate(kPower(2, 2))                              ->   "-2^2"
#pragma once

#include <string>

#include "claims/claim.h"
#include "claims/grammar.h"

namespace modus::claims {

std::string print(const Claim& claim);

// The same with atoms over names, variables and numbers as the token form writes them when asked
// for: "kind X and not rough X -> nice X". Applications inside terms keep their brackets.
std::string print(const Claim& claim, AtomForm form);

}  // namespace modus::claims
