// A step whose dimensions clash is malformed, and still seen by the rules: they say which operands
// do not go together.
//
//   s1 given walk = 3 km, s2 have walk + 2 h = 5 km   ->   s2: C01, length and time
#pragma once

#include "claims/chain.h"
#include "rules/library.h"
#include "symbolic/entailment.h"
#include "symbolic/verdict.h"

namespace modus::symbolic {

bool is_dimension_clash(const StepResult& result);

// Adds to the evidence what rules with the test `dimension` find in the malformed step, from the
// sorts of the steps before it. Nothing where those have none.
void explain_dimension_clash(const claims::Chain& chain, const rules::Library& library,
                             const Limits& limits, StepResult& result);

}  // namespace modus::symbolic
