// The verdict of record: a new solver in a new context, told the canonical query and nothing else,
// under a resource limit. Equal queries get equal decisions, whatever was asked before.
//
// The caller decides which process this runs in (symbolic/worker.h); only the resource limit is
// applied here. Throws encode::OutsideFragment and z3::exception, which SolverSession turns into
// reasons.
#pragma once

#include "symbolic/layers/solver_session.h"

namespace modus::symbolic {

Decision decide_fresh(const Theory& theory, const SolverQuery& query);

}  // namespace modus::symbolic
