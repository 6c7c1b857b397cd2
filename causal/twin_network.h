// Two worlds of one graph (Balke and Pearl 1994): the actual one, and one where some nodes are set.
//
//   graph { x ~> y } with x set   ->   graph { x ~> y, x* ~> y*, hidden u_y, u_y ~> y, u_y ~> y* }
//
// What is no descendant of a set node is the same in both worlds and stands once. A copy is called
// after its node with a star, which no claim can name.
#pragma once

#include "causal/graph.h"

namespace modus::causal {

CausalGraph twin_network(const CausalGraph& graph, const NodeSet& set);

// The name of a node in the world where `set` is set.
std::string in_set_world(const CausalGraph& graph, const NodeSet& set, const std::string& node);

}  // namespace modus::causal
