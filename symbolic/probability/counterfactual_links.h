// What a graph says of an event in an imagined world, given what is seen in the actual one, by its
// twin network (Balke and Pearl 1994): evidence that is separated from the event may go or come,
// what was done may be seen done instead, and evidence from before it is evidence there too.
//
//   P(y[x] | not x, z), y[x] and x separated given z   ->   P(y[x] | x, z), which is P(y | x, z)
//   P(y[x] | z), z no descendant of x                  ->   P(y | do(x), z)
//   P(y[x] | z), y no descendant of x                  ->   P(y | z)
#pragma once

#include <vector>

#include "causal/graph.h"
#include "claims/claim.h"

namespace modus::symbolic {

// Equations for one term of a query, guarded by that all terms on the way have a value; none where
// it is no such term. At most 6 observations.
std::vector<claims::Claim> counterfactual_links(const claims::Claim& term,
                                                const causal::CausalGraph& graph);

}  // namespace modus::symbolic
