// The same question asked of cvc5, through an encoding of its own: what Z3's encoder gets wrong this
// one is not bound to repeat. Probabilities become weights of every single point
// (second_measure.h); where a graph links regimes there is no second opinion. cvc5 is optional; the
// .cpp without it is second_opinion_none.cpp.
#pragma once

#include "symbolic/layers/solver_session.h"

namespace modus::symbolic {

// Only the outcome is filled in: kEntailed when the premises with the goal denied have no model,
// kOpen when they have one, kUndecided otherwise. Runs in the worker process.
Decision second_opinion(const Theory& theory, const SolverQuery& query);

}  // namespace modus::symbolic
