// The one canonical printing of a claim: least brackets, one space round binary operators, digits
// as written. Bound and free variables keep their names.
//
//   kImplies(kAnd(kind(X), kNot(rough(X))), nice(X))   ->   "kind(X) and not rough(X) -> nice(X)"
#pragma once

#include <string>

#include "claims/claim.h"
#include "claims/grammar.h"

namespace modus::claims {

std::string print(const Claim& claim);
// kJuxtaposed is the token form's: kind X and not rough X -> nice X.
std::string print(const Claim& claim, AtomForm form);

}  // namespace modus::claims
