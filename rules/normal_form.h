// When two claims say the same in other letters.
//
//   3.0 > x and kind(ann)                  ->  one form with  kind(ann) and x < 3
//   forall Y: dog(Y) -> animal(Y)          ->  one form with  dog(X) -> animal(X)
#pragma once

#include "claims/claim.h"

namespace modus::rules {

inline constexpr std::size_t kMaxNormalisedNodes = 400;  // larger claims are their own form

// Equal normal forms mean equivalent claims: bound variables are renumbered, rule-form claims
// closed universally, operands of commutative operators put in one order, > and >= turned round,
// double negations dropped, numbers compared by value and unit instead of by digits. A form to
// compare with, never to be printed.
claims::Claim normal_form(const claims::Claim& claim);

}  // namespace modus::rules
