// The chains that `modus bench check` times: logic, cases, numbers with names, plain calculation,
// and a long derivation; about one step in six does not follow.
#pragma once

#include <vector>

#include "claims/chain.h"

namespace modus::app {

std::vector<claims::Chain> bench_chains();

// Chains whose steps are decided by each of the layers: ground, exact, directed, live, fresh.
std::vector<claims::Chain> layer_bench_chains();

// A derivation of about that many steps, each of which cites two: rules and equations are given
// where they are first used, names and numbers take turns.
//
//   s3  given kind0(X) -> kind1(X)     s4  have kind1(rex)  by s1 s3
//   s5  given n1 = n0 + 2              s6  have n1 = 3      by s2 s5
claims::Chain long_bench_chain(std::size_t steps);

}  // namespace modus::app
