// From a claim `graph { ... }` to a causal graph, and back.
#pragma once

#include <string>
#include <variant>

#include "causal/graph.h"
#include "claims/claim.h"

namespace modus::causal {

struct GraphFault {
  std::string reason;  // "the graph has a cycle: a ~> b ~> a"
};

inline constexpr std::size_t kMaxGraphNodes = 200;

// claim: a kGraph (checked). A fault: a cycle, more than kMaxGraphNodes nodes.
std::variant<CausalGraph, GraphFault> graph_of_claim(const claims::Claim& claim);
claims::Claim claim_of_graph(const CausalGraph& graph);

}  // namespace modus::causal
