#include "kg/fact_graph.h"

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace modus::kg {
namespace {

using Key = std::array<std::uint32_t, 3>;

Triple triple_of(const Key& key) { return {SymbolId(key[0]), SymbolId(key[1]), SymbolId(key[2])}; }
std::uint32_t pick(int end) {
  return static_cast<std::uint32_t>(*rc::gen::resize(100, rc::gen::inRange(0, end)));
}

// The plain model: living triples by id.
using Model = std::map<std::uint64_t, Key>;

struct Built {
  FactGraph graph;
  Model model;
};

Built arbitrary_graph() {
  Built built;
  std::uint64_t next = 0;
  for (std::uint32_t i = pick(60); i > 0; --i) {
    if (pick(4) == 0 && next > 0) {
      const std::uint64_t id = pick(static_cast<int>(next));
      RC_ASSERT(built.graph.remove(EdgeId(id)) == (built.model.erase(id) == 1));
      continue;
    }
    const Key key = {pick(6), pick(3), pick(6)};
    const auto known = std::find_if(built.model.begin(), built.model.end(),
                                    [&](const auto& entry) { return entry.second == key; });
    const EdgeId id = built.graph.add(triple_of(key));
    RC_ASSERT(id.value == (known == built.model.end() ? next : known->first));
    if (known == built.model.end()) built.model[next++] = key;
  }
  return built;
}

std::vector<EdgeId> ids_where(const Model& model, std::size_t place, std::uint32_t value) {
  std::vector<EdgeId> ids;
  for (const auto& [id, key] : model)
    if (key[place] == value) ids.push_back(EdgeId(id));
  return ids;
}

TEST(FactGraph, EqualsAPlainMap) {
  EXPECT_TRUE(rc::check("ids, look-ups and neighbours", [] {
    const auto [graph, model] = arbitrary_graph();
    RC_ASSERT(graph.size() == model.size());
    for (std::uint64_t id = 0; id < 70; ++id) {
      const auto it = model.find(id);
      const auto found = graph.triple(EdgeId(id));
      RC_ASSERT(found.has_value() == (it != model.end()));
      if (!found) continue;
      RC_ASSERT(*found == triple_of(it->second));
      RC_ASSERT(graph.find(*found) == EdgeId(id));
    }
    for (std::uint32_t thing = 0; thing < 7; ++thing) {
      RC_ASSERT(graph.outgoing(SymbolId(thing)) == ids_where(model, 0, thing));
      RC_ASSERT(graph.incoming(SymbolId(thing)) == ids_where(model, 2, thing));
    }
  }));
}

// All paths of at most `length` edges, shortest first and then by their ids.
std::optional<std::vector<EdgeId>> first_path(const Model& model, std::uint32_t from,
                                              std::uint32_t to, std::uint32_t predicate) {
  std::set<std::pair<std::vector<EdgeId>, std::uint32_t>> paths = {{{}, from}};
  for (int length = 0; length <= 6; ++length) {
    for (const auto& [path, end] : paths)
      if (end == to) return path;
    std::set<std::pair<std::vector<EdgeId>, std::uint32_t>> longer;
    std::set<std::uint32_t> ends;  // one path an end is enough: the least comes first
    for (const auto& [path, end] : paths) {
      for (const auto& [id, key] : model) {
        if (key[0] != end || key[1] != predicate || !ends.insert(key[2]).second) continue;
        std::vector<EdgeId> next = path;
        next.push_back(EdgeId(id));
        longer.emplace(std::move(next), key[2]);
      }
    }
    paths = std::move(longer);
  }
  return std::nullopt;
}

TEST(FactGraph, PathIsShortestWithTheLowestIds) {
  EXPECT_TRUE(rc::check("against all paths by length", [] {
    const auto [graph, model] = arbitrary_graph();
    const std::uint32_t predicate = pick(3);
    const auto accepts = [&](SymbolId p) { return p.value == predicate; };
    for (std::uint32_t from = 0; from < 6; ++from)
      for (std::uint32_t to = 0; to < 6; ++to)
        RC_ASSERT(graph.path(SymbolId(from), SymbolId(to), accepts) ==
                  first_path(model, from, to, predicate));
  }));
}

}  // namespace
}  // namespace modus::kg
