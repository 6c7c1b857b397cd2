// Our own evaluator: exact numbers and finite domains. It never looks at a solver, which makes it
// the judge of every counter-model that a solver returns.
//
//   18 + 36                                              ->   54
//   x = 0 or 1 / x > 2       {x = 0}                     ->   true
//   forall X: kind(X)        {domain ann; kind(ann)}     ->   true
//   1 km + 1 h                                           ->   Unknown{"dimension"}
#pragma once

#include <cstdint>

#include "claims/claim.h"
#include "claims/model.h"

namespace modus::claims {

// Value of a closed claim or term. The result is Undefined exactly where definedness.h's condition
// is false: guards are read from left to right (`false and 1/0 = 1` is false), everything else is
// strict, a quantifier in every instance.
//
// Quantifiers range over model.domain. A bound variable that is compared or computed with numbers
// ranges over numbers instead: then the result is known only if it does not depend on the variable.
// Units of one dimension convert exactly, months to days are Unknown{"conversion"}, two dimensions
// Unknown{"dimension"}; the literal 0 compares with every unit. `absent p` reads as `not p`: a
// model is complete. Work is bounded by `budget` node visits: beyond it Unknown{"too large to
// evaluate"}.
Value evaluate(const Claim& claim, const Model& model, std::uint64_t budget);

// A term or claim with numbers only: 18 + 36 -> 54. Unknown where a name occurs.
Value evaluate_ground(const Claim& claim);

bool is_plain_zero(const Claim& claim);  // the literal 0, without unit

}  // namespace modus::claims
