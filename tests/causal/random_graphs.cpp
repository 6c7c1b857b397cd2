#include "tests/causal/random_graphs.h"

#include <algorithm>
#include <functional>

namespace modus::causal {
namespace {

std::string name_of(std::size_t i) { return std::string(1, static_cast<char>('a' + i)); }

// The graph with the causes of confoundings as nodes.
struct Arrows {
  std::vector<std::pair<std::string, std::string>> all;
  explicit Arrows(const CausalGraph& graph) : all(graph.edges()) {
    for (const auto& [a, b] : graph.confoundings()) {
      all.emplace_back("?" + a + b, a);
      all.emplace_back("?" + a + b, b);
    }
  }
  bool has(const std::string& from, const std::string& to) const {
    return std::find(all.begin(), all.end(), std::pair(from, to)) != all.end();
  }
  bool reaches(const std::string& from, const NodeSet& to) const {
    if (to.contains(from)) return true;
    return std::any_of(all.begin(), all.end(), [&](const auto& arrow) {
      return arrow.first == from && reaches(arrow.second, to);
    });
  }
};

}  // namespace

CausalGraph random_graph(std::size_t nodes, double edge, double confounding, RandomStream& random) {
  CausalGraph graph;
  for (std::size_t i = 0; i < nodes; ++i) graph.add_node(name_of(i));
  for (std::size_t i = 0; i < nodes; ++i)
    for (std::size_t j = i + 1; j < nodes; ++j) {
      if (random.chance(edge)) graph.add_edge(name_of(i), name_of(j));
      if (random.chance(confounding)) graph.add_confounding(name_of(i), name_of(j));
    }
  return graph;
}

CausalModel random_model(const CausalGraph& graph, RandomStream& random) {
  CausalModel model = *CausalModel::over(graph, {});
  for (std::size_t node = 0; node < model.nodes().size(); ++node)
    for (std::size_t row = 0; row < model.nodes()[node].rows.size(); ++row) {
      claims::Rational p(1 + random.below(19), 20);
      p.canonicalize();
      model.set_row(node, row, {p, 1 - p});
    }
  return model;
}

bool separated_by_paths(const CausalGraph& graph, const std::string& a, const std::string& b,
                        const NodeSet& given) {
  const Arrows arrows(graph);
  NodeSet nodes;
  for (const auto& [from, to] : arrows.all) nodes.insert({from, to});
  std::vector<std::string> path = {a};
  const auto passes = [&](std::size_t i) {
    const bool collider = arrows.has(path[i - 1], path[i]) && arrows.has(path[i + 1], path[i]);
    return collider ? arrows.reaches(path[i], given) : !given.contains(path[i]);
  };
  const std::function<bool()> open = [&] {
    if (path.back() == b) {
      for (std::size_t i = 1; i + 1 < path.size(); ++i)
        if (!passes(i)) return false;
      return true;
    }
    const std::string here = path.back();
    for (const std::string& next : nodes) {
      if (!arrows.has(here, next) && !arrows.has(next, here)) continue;
      if (std::find(path.begin(), path.end(), next) != path.end()) continue;
      path.push_back(next);
      const bool found = open();
      path.pop_back();
      if (found) return true;
    }
    return false;
  };
  return !open();
}

}  // namespace modus::causal
