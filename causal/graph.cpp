#include "causal/graph.h"

#include <algorithm>
#include <deque>
#include <map>

#include <boost/graph/adjacency_list.hpp>

#include "base/error.h"

namespace modus::causal {
namespace {

struct Node {
  std::string name;  // empty: the common cause of a confounding
  bool hidden = false;
};
using Graph = boost::adjacency_list<boost::setS, boost::vecS, boost::bidirectionalS, Node>;
using Vertex = Graph::vertex_descriptor;
using Vertices = std::set<Vertex>;

template <typename Visit>
void for_each_child(const Graph& graph, Vertex of, Visit visit) {
  for (auto [edge, end] = boost::out_edges(of, graph); edge != end; ++edge)
    visit(boost::target(*edge, graph));
}
template <typename Visit>
void for_each_parent(const Graph& graph, Vertex of, Visit visit) {
  for (auto [edge, end] = boost::in_edges(of, graph); edge != end; ++edge)
    visit(boost::source(*edge, graph));
}

// A step of a path: the node, and whether it was reached along an arrow into it.
struct Reached {
  Vertex node;
  bool by_arrow;
  auto operator<=>(const Reached&) const = default;
};

}  // namespace

struct CausalGraph::State {
  Graph graph;
  std::map<std::string, Vertex> by_name;
  std::map<std::pair<std::string, std::string>, Vertex> confounding;  // a < b

  Vertex vertex(const std::string& name) {
    const auto [it, is_new] = by_name.try_emplace(name, Vertex{});
    if (is_new) it->second = boost::add_vertex(Node{name, false}, graph);
    return it->second;
  }
  Vertex at(const std::string& name) const {
    const auto found = by_name.find(name);
    MODUS_CHECK(found != by_name.end(), "{} is no node of the graph", name);
    return found->second;
  }
  Vertices at(const NodeSet& names) const {
    Vertices found;
    for (const std::string& name : names) found.insert(at(name));
    return found;
  }
  NodeSet named(const Vertices& vertices) const {
    NodeSet names;
    for (const Vertex vertex : vertices)
      if (!graph[vertex].name.empty()) names.insert(graph[vertex].name);
    return names;
  }
  Vertices closure(const Vertices& from, bool upwards) const;
  std::string shown(Vertex vertex) const {
    return graph[vertex].name.empty() ? "?" : graph[vertex].name;
  }
  Path path_to(Reached end, const std::map<Reached, Reached>& from) const;
};

Vertices CausalGraph::State::closure(const Vertices& from, bool upwards) const {
  Vertices found = from;
  std::vector<Vertex> open(from.begin(), from.end());
  const auto visit = [&](Vertex next) {
    if (found.insert(next).second) open.push_back(next);
  };
  while (!open.empty()) {
    const Vertex vertex = open.back();
    open.pop_back();
    if (upwards)
      for_each_parent(graph, vertex, visit);
    else
      for_each_child(graph, vertex, visit);
  }
  return found;
}

CausalGraph::CausalGraph() : state_(std::make_unique<State>()) {}
CausalGraph::~CausalGraph() = default;
CausalGraph::CausalGraph(const CausalGraph& other)
    : state_(std::make_unique<State>(*other.state_)) {}
CausalGraph& CausalGraph::operator=(const CausalGraph& other) {
  *state_ = *other.state_;
  return *this;
}
CausalGraph::CausalGraph(CausalGraph&&) noexcept = default;
CausalGraph& CausalGraph::operator=(CausalGraph&&) noexcept = default;

void CausalGraph::add_node(const std::string& name) { state_->vertex(name); }
void CausalGraph::hide(const std::string& name) {
  state_->graph[state_->vertex(name)].hidden = true;
}
void CausalGraph::add_edge(const std::string& from, const std::string& to) {
  const Vertex source = state_->vertex(from), target = state_->vertex(to);
  boost::add_edge(source, target, state_->graph);
}
void CausalGraph::add_confounding(const std::string& a, const std::string& b) {
  const Vertex first = state_->vertex(a), second = state_->vertex(b);
  const auto [it, is_new] = state_->confounding.try_emplace(std::minmax(a, b), Vertex{});
  if (!is_new) return;
  it->second = boost::add_vertex(Node{"", true}, state_->graph);
  boost::add_edge(it->second, first, state_->graph);
  boost::add_edge(it->second, second, state_->graph);
}

NodeSet CausalGraph::nodes() const {
  NodeSet names;
  for (const auto& [name, vertex] : state_->by_name) names.insert(name);
  return names;
}
NodeSet CausalGraph::observed() const {
  NodeSet names;
  for (const auto& [name, vertex] : state_->by_name)
    if (!state_->graph[vertex].hidden) names.insert(name);
  return names;
}
bool CausalGraph::has(const std::string& name) const { return state_->by_name.contains(name); }
bool CausalGraph::has_edge(const std::string& from, const std::string& to) const {
  return has(from) && has(to) &&
         boost::edge(state_->at(from), state_->at(to), state_->graph).second;
}

std::vector<std::pair<std::string, std::string>> CausalGraph::edges() const {
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& [name, vertex] : state_->by_name)
    for_each_child(state_->graph, vertex,
                   [&](Vertex child) { all.emplace_back(name, state_->graph[child].name); });
  std::sort(all.begin(), all.end());
  return all;
}
std::vector<std::pair<std::string, std::string>> CausalGraph::confoundings() const {
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& [pair, vertex] : state_->confounding)
    if (boost::out_degree(vertex, state_->graph) == 2) all.push_back(pair);
  return all;
}

// Nodes whose parents are all placed are placed, the first name first; what is left lies on or
// below a cycle.
std::vector<std::string> CausalGraph::placed_in_order() const {
  std::map<std::string, std::size_t> missing;  // parents that are not placed
  NodeSet ready;
  for (const auto& [name, vertex] : state_->by_name) {
    missing[name] = parents({name}).size();
    if (missing[name] == 0) ready.insert(name);
  }
  std::vector<std::string> order;
  while (!ready.empty()) {
    order.push_back(ready.extract(ready.begin()).value());
    for_each_child(state_->graph, state_->at(order.back()), [&](Vertex child) {
      const std::string& name = state_->graph[child].name;
      if (--missing.at(name) == 0) ready.insert(name);
    });
  }
  return order;
}

std::optional<Path> CausalGraph::cycle() const {
  NodeSet left = nodes();
  for (const std::string& name : placed_in_order()) left.erase(name);
  for (const std::string& name : left) {
    std::optional<Path> back;
    for_each_child(state_->graph, state_->at(name), [&](Vertex child) {
      if (back) return;
      const auto path = directed_path(state_->graph[child].name, name);
      if (path) back = name + " ~> " + *path;
    });
    if (back) return back;
  }
  return std::nullopt;
}

std::vector<std::string> CausalGraph::topological_order() const {
  std::vector<std::string> order = placed_in_order();
  MODUS_CHECK(order.size() == nodes().size(), "the graph has a cycle");
  return order;
}

NodeSet CausalGraph::parents(const NodeSet& of) const {
  Vertices found;
  for (const Vertex vertex : state_->at(of))
    for_each_parent(state_->graph, vertex, [&](Vertex parent) { found.insert(parent); });
  return state_->named(found);
}
NodeSet CausalGraph::ancestors(const NodeSet& of) const {
  return state_->named(state_->closure(state_->at(of), true));
}
NodeSet CausalGraph::descendants(const NodeSet& of) const {
  return state_->named(state_->closure(state_->at(of), false));
}

std::optional<Path> CausalGraph::directed_path(const std::string& from,
                                               const std::string& to) const {
  const Vertex source = state_->at(from), target = state_->at(to);
  std::map<Vertex, Vertex> before = {{source, source}};
  std::deque<Vertex> open = {source};
  while (!open.empty() && !before.contains(target)) {
    const Vertex vertex = open.front();
    open.pop_front();
    for_each_child(state_->graph, vertex, [&](Vertex child) {
      if (before.emplace(child, vertex).second) open.push_back(child);
    });
  }
  if (!before.contains(target)) return std::nullopt;
  Path path = to;
  for (Vertex vertex = target; vertex != source;) {
    vertex = before.at(vertex);
    path = state_->shown(vertex) + " ~> " + path;
  }
  return path;
}

bool CausalGraph::separated(const NodeSet& a, const NodeSet& b, const NodeSet& given) const {
  return !open_path(a, b, given).has_value();
}

Path CausalGraph::State::path_to(Reached end, const std::map<Reached, Reached>& from) const {
  Path path = shown(end.node);
  while (!(from.at(end) == end)) {
    const Reached before = from.at(end);
    path = shown(before.node) + (end.by_arrow ? " ~> " : " <~ ") + path;
    end = before;
  }
  return path;
}

// Breadth first over (node, how it was reached): a chain or fork passes where its middle is not
// given, a collider where it or a descendant is (Koller and Friedman 2009, alg. 3.1).
std::optional<Path> CausalGraph::open_path(const NodeSet& a, const NodeSet& b,
                                           const NodeSet& given) const {
  const Graph& graph = state_->graph;
  const Vertices known = state_->at(given);
  const Vertices above_known = state_->closure(known, true);
  Vertices targets = state_->at(b);
  for (const Vertex vertex : known) targets.erase(vertex);
  std::map<Reached, Reached> from;
  std::deque<Reached> open;
  const auto reach = [&](Reached next, Reached before) {
    if (from.emplace(next, before).second) open.push_back(next);
  };
  for (const Vertex start : state_->at(a))
    if (!known.contains(start)) reach({start, false}, {start, false});
  while (!open.empty()) {
    const Reached here = open.front();
    open.pop_front();
    const bool is_known = known.contains(here.node);
    if (!is_known && targets.contains(here.node)) return state_->path_to(here, from);
    if (here.by_arrow ? above_known.contains(here.node) : !is_known)
      for_each_parent(graph, here.node, [&](Vertex parent) { reach({parent, false}, here); });
    if (!is_known)
      for_each_child(graph, here.node, [&](Vertex child) { reach({child, true}, here); });
  }
  return std::nullopt;
}

CausalGraph CausalGraph::without_incoming(const NodeSet& to) const {
  CausalGraph result = *this;
  for (const std::string& name : to)
    boost::clear_in_edges(result.state_->at(name), result.state_->graph);
  return result;
}
CausalGraph CausalGraph::without_outgoing(const NodeSet& from) const {
  CausalGraph result = *this;
  for (const std::string& name : from)
    boost::clear_out_edges(result.state_->at(name), result.state_->graph);
  return result;
}

CausalGraph CausalGraph::restricted(const NodeSet& kept) const {
  CausalGraph result;
  for (const std::string& name : kept) {
    result.add_node(name);
    if (state_->graph[state_->at(name)].hidden) result.hide(name);
  }
  for (const auto& [from, to] : edges())
    if (kept.contains(from) && kept.contains(to)) result.add_edge(from, to);
  for (const auto& [a, b] : confoundings())
    if (kept.contains(a) && kept.contains(b)) result.add_confounding(a, b);
  return result;
}

// What a node reaches along arrows through hidden nodes only: an observed one causes it, two that a
// hidden one reaches are confounded.
CausalGraph CausalGraph::projected() const {
  const Graph& graph = state_->graph;
  CausalGraph result;
  for (const std::string& name : observed()) result.add_node(name);
  for (auto [vertex, end] = boost::vertices(graph); vertex != end; ++vertex) {
    Vertices seen;
    std::vector<Vertex> open = {*vertex};
    NodeSet reached;
    const auto visit = [&](Vertex child) {
      if (!graph[child].hidden)
        reached.insert(graph[child].name);
      else if (seen.insert(child).second)
        open.push_back(child);
    };
    while (!open.empty()) {
      const Vertex next = open.back();
      open.pop_back();
      for_each_child(graph, next, visit);
    }
    if (!graph[*vertex].hidden)
      for (const std::string& to : reached) result.add_edge(graph[*vertex].name, to);
    else
      for (const std::string& a : reached)
        for (const std::string& b : reached)
          if (a < b) result.add_confounding(a, b);
  }
  return result;
}

std::vector<NodeSet> CausalGraph::confounded_components() const {
  std::vector<NodeSet> components;
  NodeSet left = nodes();
  const auto pairs = confoundings();
  while (!left.empty()) {
    NodeSet component = {*left.begin()};
    for (bool grew = true; grew;) {
      grew = false;
      for (const auto& [a, b] : pairs)
        if (component.contains(a) != component.contains(b)) {
          component.insert({a, b});
          grew = true;
        }
    }
    for (const std::string& name : component) left.erase(name);
    components.push_back(std::move(component));
  }
  return components;
}

}  // namespace modus::causal
