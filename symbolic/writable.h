// Claims that were put together, not read: rule tests fill patterns, repairs change parts. Some of
// them nobody could write: graph { x ~> x }, P(y | do(y)), independent(a and a, b) deeper than the
// parser goes.
#pragma once

#include "claims/claim.h"

namespace modus::symbolic {

// Printed, it is read back as itself. Capital names that are constants stay constants.
bool is_writable(const claims::Claim& claim);

}  // namespace modus::symbolic
