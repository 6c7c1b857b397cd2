// The layer for probabilities and causes: turns a query into one about weights of sample spaces and
// has the other layers decide that. Regimes are linked only where a given graph links them.
//
//   P(a) = 0.3 |- P(not a) = 0.7                                  entailed
//   P(a | b) = 0.9 |- P(b | a) = 0.9                              open, with weights
//   graph { x ~> y } and P(y | x) = 0.4 |- P(y | do(x)) = 0.4     entailed: nothing confounds them
#pragma once

#include "symbolic/entailment.h"
#include "symbolic/layers/solver_session.h"

namespace modus::symbolic {

// query.mode and query.rlimit are not looked at. Never throws for what a query says; SolverError as
// Entailment does.
Decision decide_probability(const Theory& theory, const SolverQuery& query, const Limits& limits);

}  // namespace modus::symbolic
