#include "causal/criteria.h"

#include <algorithm>

#include <fmt/format.h>

namespace modus::causal {
namespace {

constexpr std::size_t kMaxCandidates = 8;  // of adjustment: all their subsets are looked at

Fault open_fault(const CausalGraph& graph, const NodeSet& a, const NodeSet& b,
                 const NodeSet& given) {
  if (const auto path = graph.open_path(a, b, given))
    return fmt::format("the path {} is open", *path);
  return std::nullopt;
}

Fault overlap_fault(std::initializer_list<const NodeSet*> sets) {
  NodeSet seen;
  for (const NodeSet* set : sets)
    for (const std::string& name : *set)
      if (!seen.insert(name).second) return fmt::format("{} stands twice", name);
  return std::nullopt;
}

Fault hidden_fault(const CausalGraph& graph, const NodeSet& set) {
  const NodeSet observed = graph.observed();
  for (const std::string& name : set)
    if (!observed.contains(name)) return fmt::format("{} is hidden", name);
  return std::nullopt;
}

Fault first_of(std::initializer_list<Fault> faults) {
  for (const Fault& fault : faults)
    if (fault) return fault;
  return std::nullopt;
}

}  // namespace

NodeSet united(const NodeSet& a, const NodeSet& b) {
  NodeSet both = a;
  both.insert(b.begin(), b.end());
  return both;
}
NodeSet without(const NodeSet& a, const NodeSet& b) {
  NodeSet rest = a;
  for (const std::string& name : b) rest.erase(name);
  return rest;
}
bool meet(const NodeSet& a, const NodeSet& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& name) { return b.contains(name); });
}

Fault backdoor_fault(const CausalGraph& graph, const NodeSet& x, const NodeSet& y,
                     const NodeSet& adjustment_set) {
  if (const Fault fault =
          first_of({overlap_fault({&x, &y, &adjustment_set}), hidden_fault(graph, adjustment_set)}))
    return fault;
  const NodeSet below = graph.descendants(x);
  for (const std::string& name : adjustment_set)
    if (below.contains(name)) return fmt::format("{} is a descendant of {}", name, *x.begin());
  return open_fault(graph.without_outgoing(x), x, y, adjustment_set);
}

Fault frontdoor_fault(const CausalGraph& graph, const NodeSet& x, const NodeSet& y,
                      const NodeSet& mediators) {
  if (const Fault fault =
          first_of({overlap_fault({&x, &y, &mediators}), hidden_fault(graph, mediators)}))
    return fault;
  const CausalGraph past = graph.without_incoming(mediators);
  for (const std::string& from : x)
    for (const std::string& to : y)
      if (const auto path = past.directed_path(from, to))
        return fmt::format("the path {} passes by the mediators", *path);
  if (const Fault fault = open_fault(graph.without_outgoing(x), x, mediators, {})) return fault;
  return open_fault(graph.without_outgoing(mediators), mediators, y, x);
}

Fault instrument_fault(const CausalGraph& graph, const std::string& z, const std::string& x,
                       const std::string& y, const NodeSet& given) {
  const NodeSet one = {z}, treatment = {x}, outcome = {y};
  if (const Fault fault = first_of({overlap_fault({&one, &treatment, &outcome, &given}),
                                    hidden_fault(graph, united(given, one))}))
    return fault;
  const NodeSet below = graph.descendants({x, y});
  for (const std::string& name : given)
    if (below.contains(name)) return fmt::format("{} is a descendant of {} or {}", name, x, y);
  if (graph.separated(one, treatment, given)) return fmt::format("{} says nothing of {}", z, x);
  return open_fault(graph.without_outgoing(treatment), one, outcome, given);
}

Fault observation_fault(const CausalGraph& graph, const DoTerm& term) {
  if (const Fault fault = overlap_fault({&term.y, &term.x, &term.z, &term.w})) return fault;
  return open_fault(graph.without_incoming(term.x), term.y, term.z, united(term.x, term.w));
}

Fault exchange_fault(const CausalGraph& graph, const DoTerm& term) {
  if (const Fault fault = overlap_fault({&term.y, &term.x, &term.z, &term.w})) return fault;
  return open_fault(graph.without_incoming(term.x).without_outgoing(term.z), term.y, term.z,
                    united(term.x, term.w));
}

Fault action_fault(const CausalGraph& graph, const DoTerm& term) {
  if (const Fault fault = overlap_fault({&term.y, &term.x, &term.z, &term.w})) return fault;
  const CausalGraph set = graph.without_incoming(term.x);
  const NodeSet above = set.ancestors(term.w);
  const NodeSet cut = without(term.z, above);
  return open_fault(set.without_incoming(cut), term.y, term.z, united(term.x, term.w));
}

std::vector<NodeSet> minimal_adjustment_sets(const CausalGraph& graph, const NodeSet& x,
                                             const NodeSet& y, std::size_t limit) {
  // A minimal set lies among the ancestors of x and y (van der Zander et al. 2014, cor. 3).
  const NodeSet above = graph.ancestors(united(x, y));
  const NodeSet candidates = without(without(graph.observed(), graph.descendants(x)), united(x, y));
  std::vector<std::string> names;
  for (const std::string& name : candidates)
    if (above.contains(name) && names.size() < kMaxCandidates) names.push_back(name);
  std::vector<NodeSet> sets;
  for (std::size_t bits = 0; bits < std::size_t{1} << names.size(); ++bits) {
    NodeSet set;
    for (std::size_t i = 0; i < names.size(); ++i)
      if (bits >> i & 1) set.insert(names[i]);
    sets.push_back(std::move(set));
  }
  std::stable_sort(sets.begin(), sets.end(),
                   [](const NodeSet& a, const NodeSet& b) { return a.size() < b.size(); });
  std::vector<NodeSet> minimal;
  for (const NodeSet& set : sets) {
    if (minimal.size() == limit) break;
    const bool larger = std::any_of(minimal.begin(), minimal.end(), [&](const NodeSet& smaller) {
      return std::includes(set.begin(), set.end(), smaller.begin(), smaller.end());
    });
    if (!larger && !backdoor_fault(graph, x, y, set)) minimal.push_back(set);
  }
  return minimal;
}

}  // namespace modus::causal
