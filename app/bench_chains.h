// The chains that `modus bench check` times: logic, cases, numbers with names, plain calculation,
// and a long derivation; about one step in six does not follow.
#pragma once

#include <vector>

#include "claims/chain.h"

namespace modus::app {

std::vector<claims::Chain> bench_chains();

}  // namespace modus::app
