// What a graph says of those of whom something else was done than is imagined: the effect on the
// treated by adjustment.
//
//   P(y[x = 0] | x = 1), z blocks all back-door paths
//   ->  P(y[x = 0] | x = 1) = sum z: P(z | x = 1) * P(y | x = 0, z)
#pragma once

#include <functional>
#include <vector>

#include "causal/graph.h"
#include "claims/claim.h"
#include "symbolic/probability/graph_terms.h"

namespace modus::symbolic {

// The sets that are tried for an effect of x on y.
using AdjustmentSets =
    std::function<std::vector<causal::NodeSet>(const causal::NodeSet& x, const causal::NodeSet& y)>;

// Links for one term of a query; none where it is not of that kind.
std::vector<claims::Claim> treated_links(const claims::Claim& term,
                                         const causal::CausalGraph& graph,
                                         const NamedStates& states, const AdjustmentSets& sets);

}  // namespace modus::symbolic
