// A causal graph: nodes by name, directed edges, hidden common causes; separation and mutilation.
//
//   graph { smoking ~> tar ~> cancer, smoking <~> cancer }
//   separated({tar}, {cancer}, {})  false: tar ~> cancer is open
//
// `a <~> b` is a hidden node without a name that causes both. Sets of names, so that results do not
// depend on any order. Copying copies the graph; const methods may be called from any thread.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace modus::causal {

using NodeSet = std::set<std::string>;
using Path = std::string;  // "x <~ u ~> y"

class CausalGraph {
 public:
  CausalGraph();
  ~CausalGraph();
  CausalGraph(const CausalGraph& other);
  CausalGraph& operator=(const CausalGraph& other);
  CausalGraph(CausalGraph&&) noexcept;
  CausalGraph& operator=(CausalGraph&&) noexcept;

  // Nodes are added where they are first named. What stands twice is one edge.
  void add_node(const std::string& name);
  void hide(const std::string& name);  // nobody observes it
  void add_edge(const std::string& from, const std::string& to);
  void add_confounding(const std::string& a, const std::string& b);

  NodeSet nodes() const;  // with a name
  NodeSet observed() const;
  bool has(const std::string& name) const;
  bool has_edge(const std::string& from, const std::string& to) const;
  std::vector<std::pair<std::string, std::string>> edges() const;         // sorted
  std::vector<std::pair<std::string, std::string>> confoundings() const;  // sorted, a < b

  // All below take nodes of the graph only and, but for cycle(), a graph without cycles.
  std::optional<Path> cycle() const;                   // "a ~> b ~> a"
  std::vector<std::string> topological_order() const;  // ties by name
  NodeSet parents(const NodeSet& of) const;
  NodeSet ancestors(const NodeSet& of) const;    // themselves too
  NodeSet descendants(const NodeSet& of) const;  // themselves too
  std::optional<Path> directed_path(const std::string& from, const std::string& to) const;

  // Every path between a and b is blocked by `given` (Pearl 2009, def. 1.2.3). Sets that meet are
  // not separated; members of `given` are taken out of both.
  bool separated(const NodeSet& a, const NodeSet& b, const NodeSet& given) const;
  // A path that is not: nullopt where they are separated.
  std::optional<Path> open_path(const NodeSet& a, const NodeSet& b, const NodeSet& given) const;

  CausalGraph without_incoming(const NodeSet& to) const;  // as after do(to)
  CausalGraph without_outgoing(const NodeSet& from) const;
  CausalGraph restricted(const NodeSet& kept) const;  // confoundings between kept ones stay
  // Over the observed nodes alone: hidden ones become edges and confoundings (Verma and Pearl
  // 1990).
  CausalGraph projected() const;
  // The sets that chains of confoundings join, in order of their first members.
  std::vector<NodeSet> confounded_components() const;

 private:
  std::vector<std::string> placed_in_order() const;  // all nodes where there is no cycle
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::causal
