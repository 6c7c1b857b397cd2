#include "causal/twin_network.h"

namespace modus::causal {

std::string in_set_world(const CausalGraph& graph, const NodeSet& set, const std::string& node) {
  return graph.descendants(set).contains(node) ? node + "*" : node;
}

CausalGraph twin_network(const CausalGraph& graph, const NodeSet& set) {
  CausalGraph twin = graph;
  const NodeSet below = graph.descendants(set), observed = graph.observed();
  const auto copy = [&](const std::string& node) {
    return below.contains(node) ? node + "*" : node;
  };
  for (const std::string& node : below) {
    twin.add_node(copy(node));
    if (!observed.contains(node)) twin.hide(copy(node));
    if (set.contains(node)) continue;
    const std::string noise = "u_" + node + "*";  // what else decides the node, in both worlds
    twin.hide(noise);
    twin.add_edge(noise, node);
    twin.add_edge(noise, copy(node));
  }
  for (const auto& [from, to] : graph.edges())
    if (below.contains(to) && !set.contains(to)) twin.add_edge(copy(from), copy(to));
  // A hidden common cause is one in both worlds: it reaches copies as it reaches their nodes.
  for (const auto& [a, b] : graph.confoundings()) {
    const std::string cause = "u_" + a + "_" + b + "*";
    if (!below.contains(a) && !below.contains(b)) continue;
    twin.hide(cause);
    for (const std::string& node : {a, b}) {
      twin.add_edge(cause, node);
      if (below.contains(node) && !set.contains(node)) twin.add_edge(cause, copy(node));
    }
  }
  return twin;
}

}  // namespace modus::causal
