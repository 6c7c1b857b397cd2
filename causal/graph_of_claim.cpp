#include "causal/graph_of_claim.h"

#include <fmt/core.h>

#include "base/error.h"

namespace modus::causal {

using claims::Claim;
using claims::Op;

std::variant<CausalGraph, GraphFault> graph_of_claim(const Claim& claim) {
  MODUS_CHECK(claim.op() == Op::kGraph, "op {} is no graph", static_cast<int>(claim.op()));
  CausalGraph graph;
  for (const Claim& item : claim.children()) {
    if (item.op() == Op::kName)
      graph.add_node(item.name());
    else if (item.op() == Op::kHidden)
      graph.hide(item.child(0).name());
    else if (item.op() == Op::kCauses)
      graph.add_edge(item.child(0).name(), item.child(1).name());
    else
      graph.add_confounding(item.child(0).name(), item.child(1).name());
  }
  if (const std::size_t count = graph.nodes().size(); count > kMaxGraphNodes)
    return GraphFault{
        fmt::format("the graph has {} nodes, at most {} are looked at", count, kMaxGraphNodes)};
  if (const auto cycle = graph.cycle()) return GraphFault{"the graph has a cycle: " + *cycle};
  return graph;
}

Claim claim_of_graph(const CausalGraph& graph) {
  std::vector<Claim> items;
  const NodeSet observed = graph.observed();
  NodeSet mentioned;
  for (const std::string& name : graph.nodes())
    if (!observed.contains(name)) {
      items.push_back(claims::unary(Op::kHidden, claims::name(name)));
      mentioned.insert(name);
    }
  const auto pair = [&](Op op, const std::pair<std::string, std::string>& nodes) {
    items.push_back(claims::binary(op, claims::name(nodes.first), claims::name(nodes.second)));
    mentioned.insert({nodes.first, nodes.second});
  };
  for (const auto& edge : graph.edges()) pair(Op::kCauses, edge);
  for (const auto& confounding : graph.confoundings()) pair(Op::kConfounds, confounding);
  for (const std::string& name : observed)
    if (!mentioned.contains(name)) items.push_back(claims::name(name));
  return claims::make(Op::kGraph, "", std::move(items), {});
}

}  // namespace modus::causal
