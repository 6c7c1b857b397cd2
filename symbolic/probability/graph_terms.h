// Probability terms seen by a graph: which nodes they speak of, set and observe; and claims built
// from nodes, literals and estimands.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "causal/estimand.h"
#include "causal/graph.h"
#include "claims/claim.h"

namespace modus::symbolic {

// The states of the variables that a query names with states; the others are propositions.
using NamedStates = std::map<std::string, std::set<std::string>>;
NamedStates named_states(const std::vector<claims::Claim>& terms);

// P(event | observed, do(set)) within one world, all of whose variables are nodes of the graph.
struct GraphTerm {
  claims::Claim event;
  causal::NodeSet event_nodes;
  std::vector<claims::Claim> observed;  // conjuncts
  std::vector<claims::Claim> set;       // settings
};
std::optional<GraphTerm> graph_term(const claims::Claim& term, const causal::CausalGraph& graph);
claims::Claim claim_of(const GraphTerm& term);

// The nodes of an event: nullopt where it speaks of another world or of what is no node.
std::optional<causal::NodeSet> nodes_of(const claims::Claim& event,
                                        const causal::CausalGraph& graph);
// x, not x, x = 0: a state of one node.
bool is_state_of_one(const claims::Claim& event);

// Every value of a node as an event: x and not x; x = 1, x = 2.
std::vector<claims::Claim> values_of(const std::string& node, const NamedStates& states);
// All combinations; no more than `limit`, else none.
using Literals = std::map<std::string, claims::Claim>;  // node -> its value as an event
std::vector<Literals> assignments(const causal::NodeSet& nodes, const NamedStates& states,
                                  std::size_t limit);

// An estimand where the free variables have these values; one without a value gets its first: an
// effect does not depend on it. The guards are what must be positive for
// it to hold, and that variables with states have no others.
struct WrittenEstimand {
  claims::Claim term;
  std::vector<claims::Claim> guards;
};
std::optional<WrittenEstimand> written(const causal::Estimand& estimand, const Literals& at,
                                       const NamedStates& states);

claims::Claim conditional(claims::Claim event, const std::vector<claims::Claim>& observed,
                          const std::vector<claims::Claim>& set);
claims::Claim positive(const claims::Claim& probability);
claims::Claim guarded(const std::vector<claims::Claim>& guards, const claims::Claim& equation);

}  // namespace modus::symbolic
