// From one context to another by the rules of do-calculus, one condition at a time.
//
//   graph { z ~> x ~> y }: P(y | do(x)) and P(y | x, z)
//   P(y | do(x)), rule 2: P(y | x), rule 1: P(y | x, z)
#pragma once

#include <vector>

#include "causal/graph.h"
#include "symbolic/probability/graph_terms.h"

namespace modus::symbolic {

// The terms on the way from the event of `from` in the context of `to` back to `from`, both ends
// included; empty where no way was found. Each equals its neighbours where both have a value.
std::vector<GraphTerm> do_calculus_path(const causal::CausalGraph& graph, const GraphTerm& from,
                                        const GraphTerm& to);

}  // namespace modus::symbolic
