// A term as somebody reads it who lets no operator bind tighter than another.
//
//   2 + 3 * 4        ->   (2 + 3) * 4
//   20 - 4 / 2 + 1   ->   ((20 - 4) / 2) + 1
//   2 * (3 + 4)      ->   2 * (3 + 4)          brackets are brackets
#pragma once

#include "claims/claim.h"

namespace modus::symbolic {

// The operators + - * / of the term, applied in the order in which they are printed. An operand in
// brackets is read in the same way by itself; other terms stay as they are.
claims::Claim read_left_to_right(const claims::Claim& term);

}  // namespace modus::symbolic
