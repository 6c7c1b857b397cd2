// What a graph says of counterfactuals with evidence from the actual world.
//
//   P(y[x = 0] | x = 1), z blocks all back-door paths
//   ->  P(y[x = 0] | x = 1) = sum z: P(z | x = 1) * P(y | x = 0, z)      effect on the treated
//   P(y[x = 0] | w), y[x = 0] and w separated in the twin network
//   ->  P(y[x = 0] | w) = P(y[x = 0])
#pragma once

#include <vector>

#include "causal/graph.h"
#include "claims/claim.h"
#include "symbolic/probability/graph_terms.h"

namespace modus::symbolic {

// Links for one term of a query; none where it is not of that kind.
std::vector<claims::Claim> treated_links(const claims::Claim& term,
                                         const causal::CausalGraph& graph,
                                         const NamedStates& states);

}  // namespace modus::symbolic
