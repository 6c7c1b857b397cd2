// Formulas that are true in every model of a drawn graph in which nothing is impossible, each by a
// theorem that is asked of causal/ and of nothing else; and the same bent, so that they are false
// in the model that was drawn.
#pragma once

#include <string>
#include <vector>

#include "base/random.h"
#include "causal/graph.h"
#include "claims/claim.h"

namespace modus::symbolic {

struct DrawnFormula {
  std::string family;  // "effect", "conditional effect", "rule 2", ...
  claims::Claim claim;
};

// One formula of each family that the graph has an example of, over its nodes a, b, c, ...
std::vector<DrawnFormula> drawn_formulas(const causal::CausalGraph& graph, RandomStream& random);

// P(a and b and ...) > 0 for every state of the nodes: what the theorems take for granted.
std::vector<claims::Claim> everything_is_possible(const causal::CausalGraph& graph);

}  // namespace modus::symbolic
