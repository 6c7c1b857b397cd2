// Raw Z3 on the checker's own queries: what a decision costs with nothing of ours around the solver.
// For `modus bench` only; verdicts never come from here.
#pragma once

#include <span>
#include <vector>

#include "symbolic/entailment.h"

namespace modus::symbolic {

struct RawZ3Times {
  std::vector<double> push_pop_us;  // a kept solver that knows the axioms: push, assert, check, pop
  std::vector<double> fresh_us;     // a new default solver a query
};

// One time a query and pass, in order; encoding is not counted. Queries outside of what can be encoded
// are left out. Runs in this process under limits.fresh_rlimit of `Limits{}`.
RawZ3Times time_raw_z3(const Theory& theory, std::span<const Query> queries, int passes);

}  // namespace modus::symbolic
