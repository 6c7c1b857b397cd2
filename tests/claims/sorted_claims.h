// Random well-sorted claims over one small signature, and random models of it, for property tests
// (RapidCheck). Entities a, b; propositions r; predicates p/1, q/2; numbers m, n, x; f(entity).
#pragma once

#include <rapidcheck.h>

#include "claims/claim.h"
#include "claims/model.h"

namespace modus::claims {

// At most `depth` operators deep; closed.
rc::Gen<Claim> any_sorted_formula(int depth);
rc::Gen<Claim> any_sorted_term(int depth);  // a number; never x

// Gives everything but x a value; zeros are frequent.
rc::Gen<Model> any_small_model();

}  // namespace modus::claims
