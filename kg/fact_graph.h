// Triples on a Boost.Graph multigraph: things are vertices, a triple (subject, predicate, object)
// is an edge with a stable id; removal leaves a tombstone, so ids are never reused and never
// dangle. A hash index beside the graph answers (s, p, o) in O(1). Not thread-safe.
//
//   likes(ann, bob), likes(bob, carl)     path(ann, carl, likes only)   the two edges, in order
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "kg/symbols.h"

namespace modus::kg {

using EdgeId = StrongId<struct EdgeTag, std::uint64_t>;

struct Triple {
  SymbolId subject;
  SymbolId predicate;
  SymbolId object;
  bool operator==(const Triple&) const = default;
};

class FactGraph {
 public:
  FactGraph();
  ~FactGraph();
  FactGraph(FactGraph&&) noexcept;
  FactGraph& operator=(FactGraph&&) noexcept;

  EdgeId add(Triple triple);  // the id of the living equal triple, if there is one
  bool remove(EdgeId id);     // false when it is gone already
  std::optional<EdgeId> find(Triple triple) const;
  std::optional<Triple> triple(EdgeId id) const;  // nullopt after removal

  std::vector<EdgeId> outgoing(SymbolId subject) const;  // ascending ids
  std::vector<EdgeId> incoming(SymbolId object) const;
  std::size_t size() const;  // living triples

  // A shortest path of living edges from subject to object whose predicates the filter accepts;
  // nullopt when there is none. Ties go to the lower edge ids.
  std::optional<std::vector<EdgeId>> path(SymbolId from, SymbolId to,
                                          const std::function<bool(SymbolId)>& accepts) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::kg
