// Graphs and models drawn at random, and slow, obvious ways to ask them things.
#pragma once

#include "base/random.h"
#include "causal/graph.h"
#include "causal/model.h"

namespace modus::causal {

inline CausalGraph graph_from(std::initializer_list<std::pair<const char*, const char*>> edges) {
  CausalGraph graph;
  for (const auto& [from, to] : edges) graph.add_edge(from, to);
  return graph;
}

// n nodes a, b, c, ... with arrows from earlier to later ones and confoundings.
CausalGraph random_graph(std::size_t nodes, double edge, double confounding, RandomStream& random);

// Rows drawn from 1/20 .. 19/20.
CausalModel random_model(const CausalGraph& graph, RandomStream& random);

// Every simple path between a and b is looked at, collider by collider (Pearl 2009, def. 1.2.3).
bool separated_by_paths(const CausalGraph& graph, const std::string& a, const std::string& b,
                        const NodeSet& given);

}  // namespace modus::causal
