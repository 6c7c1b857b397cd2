#include "kg/fact_graph.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

#include <boost/graph/adjacency_list.hpp>

namespace modus::kg {
namespace {

struct EdgeLabel {
  EdgeId id;
};
// vecS edges keep the order of adding, so ids ascend along every list.
using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS,
                                    boost::no_property, EdgeLabel>;
using Vertex = Graph::vertex_descriptor;

struct TripleHash {
  std::size_t operator()(const Triple& t) const noexcept {
    std::uint64_t hash = t.subject.value;
    for (const std::uint32_t part : {t.predicate.value, t.object.value}) {
      hash = (hash ^ part) * 0xFF51AFD7ED558CCDull;
      hash ^= hash >> 32;
    }
    return hash;
  }
};

}  // namespace

// Invariants: triples[id] is edge id's triple for ever; living holds exactly the ids not removed;
// tombstones stay in the graph and are skipped.
struct FactGraph::State {
  Vertex vertex_of(SymbolId thing) {
    const auto [it, is_new] = vertices.try_emplace(thing, Vertex{});
    if (is_new) it->second = boost::add_vertex(graph);
    return it->second;
  }
  bool lives(EdgeId id) const { return id.index() < triples.size() && alive[id.index()]; }

  template <typename Range>
  std::vector<EdgeId> living_edges(Range range) const {
    std::vector<EdgeId> result;
    for (auto [edge, end] = range; edge != end; ++edge)
      if (lives(graph[*edge].id)) result.push_back(graph[*edge].id);
    return result;
  }

  Graph graph;
  std::unordered_map<SymbolId, Vertex> vertices;
  std::unordered_map<Triple, EdgeId, TripleHash> living;
  std::vector<Triple> triples;
  std::vector<bool> alive;
};

FactGraph::FactGraph() : state_(std::make_unique<State>()) {}
FactGraph::~FactGraph() = default;
FactGraph::FactGraph(FactGraph&&) noexcept = default;
FactGraph& FactGraph::operator=(FactGraph&&) noexcept = default;

EdgeId FactGraph::add(Triple triple) {
  const EdgeId next(state_->triples.size());
  const auto [it, is_new] = state_->living.try_emplace(triple, next);
  if (!is_new) return it->second;
  const Vertex subject = state_->vertex_of(triple.subject);
  const Vertex object = state_->vertex_of(triple.object);
  boost::add_edge(subject, object, EdgeLabel{next}, state_->graph);
  state_->triples.push_back(triple);
  state_->alive.push_back(true);
  return next;
}

bool FactGraph::remove(EdgeId id) {
  if (!state_->lives(id)) return false;
  state_->alive[id.index()] = false;
  state_->living.erase(state_->triples[id.index()]);
  return true;
}

std::optional<EdgeId> FactGraph::find(Triple triple) const {
  const auto it = state_->living.find(triple);
  if (it == state_->living.end()) return std::nullopt;
  return it->second;
}

std::optional<Triple> FactGraph::triple(EdgeId id) const {
  if (!state_->lives(id)) return std::nullopt;
  return state_->triples[id.index()];
}

std::vector<EdgeId> FactGraph::outgoing(SymbolId subject) const {
  const auto it = state_->vertices.find(subject);
  if (it == state_->vertices.end()) return {};
  return state_->living_edges(boost::out_edges(it->second, state_->graph));
}

std::vector<EdgeId> FactGraph::incoming(SymbolId object) const {
  const auto it = state_->vertices.find(object);
  if (it == state_->vertices.end()) return {};
  return state_->living_edges(boost::in_edges(it->second, state_->graph));
}

std::size_t FactGraph::size() const { return state_->living.size(); }

std::optional<std::vector<EdgeId>> FactGraph::path(
    SymbolId from, SymbolId to, const std::function<bool(SymbolId)>& accepts) const {
  if (from == to) return std::vector<EdgeId>{};
  // Breadth first along ascending ids: things are reached in the order of their least paths.
  std::unordered_map<SymbolId, EdgeId> reached_by;
  std::deque<SymbolId> queue = {from};
  while (!queue.empty() && !reached_by.contains(to)) {
    const SymbolId at = queue.front();
    queue.pop_front();
    for (const EdgeId id : outgoing(at)) {
      const Triple& step = state_->triples[id.index()];
      if (step.object == from || !accepts(step.predicate)) continue;
      if (reached_by.try_emplace(step.object, id).second) queue.push_back(step.object);
    }
  }
  if (!reached_by.contains(to)) return std::nullopt;
  std::vector<EdgeId> result;
  for (SymbolId at = to; at != from; at = state_->triples[result.back().index()].subject)
    result.push_back(reached_by.at(at));
  std::reverse(result.begin(), result.end());
  return result;
}

}  // namespace modus::kg
