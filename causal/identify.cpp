#include "causal/identify.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "base/error.h"
#include "causal/criteria.h"

namespace modus::causal {
namespace {

// Q[C], the distribution of C were all else set, where it is a function of what is observed.
struct Factor {
  NodeSet nodes;
  Estimand q;
};

// The component of `within` that holds the nodes.
NodeSet component_of(const CausalGraph& within, const NodeSet& nodes) {
  for (const NodeSet& component : within.confounded_components())
    if (component.contains(*nodes.begin())) return component;
  return nodes;
}

// P(v | w, u) as P(v | w) where v and u are separated given w.
Estimand shortened(const CausalGraph& graph, Estimand factor) {
  if (factor.kind != Estimand::Kind::kProbability) return factor;
  const NodeSet given = factor.given;
  for (const std::string& node : given) {
    const NodeSet rest = without(factor.given, {node});
    if (graph.separated(factor.variables, {node}, rest)) factor.given = rest;
  }
  return factor;
}

// Q[component] from Q[whole]: in topological order, each of its nodes given all before it (Tian and
// Pearl 2002, lemma 4).
Estimand component_factor(const CausalGraph& graph, const Factor& whole, const NodeSet& component) {
  std::vector<Estimand> factors;
  NodeSet before;
  const auto up_to = [&](const NodeSet& nodes) {
    return sum(without(whole.nodes, nodes), whole.q);
  };
  for (const std::string& node : graph.topological_order()) {
    if (!whole.nodes.contains(node)) continue;
    const NodeSet now = united(before, {node});
    if (component.contains(node))
      factors.push_back(shortened(graph, quotient(up_to(now), up_to(before))));
    before = now;
  }
  return product(std::move(factors));
}

// Q[wanted] from Q[known]: Tian and Pearl 2002, fig. 5.
std::variant<Estimand, Hedge> narrowed(const CausalGraph& graph, const NodeSet& wanted,
                                       Factor known) {
  for (;;) {
    const NodeSet above = graph.restricted(known.nodes).ancestors(wanted);
    if (above == wanted) return sum(without(known.nodes, wanted), known.q);
    if (above == known.nodes) return Hedge{known.nodes, wanted};
    const Factor smaller{above, sum(without(known.nodes, above), known.q)};
    const NodeSet component = component_of(graph.restricted(above), wanted);
    known = {component, component_factor(graph, smaller, component)};
  }
}

}  // namespace

std::string print(const Hedge& hedge) {
  return fmt::format("{{{}}} over {{{}}}", fmt::join(hedge.outer, ", "),
                     fmt::join(hedge.inner, ", "));
}

std::variant<Estimand, Hedge> identify(const CausalGraph& graph, const NodeSet& x,
                                       const NodeSet& y) {
  const CausalGraph projected = graph.projected();
  const NodeSet all = projected.nodes();
  MODUS_CHECK(!y.empty() && !meet(x, y) && without(united(x, y), all).empty(),
              "effect on {} nodes of {} others", y.size(), x.size());
  const NodeSet needed = projected.restricted(without(all, x)).ancestors(y);
  const Factor observed{all, probability(all, {})};
  std::vector<Estimand> factors;
  for (const NodeSet& wanted : projected.restricted(needed).confounded_components()) {
    const NodeSet component = component_of(projected, wanted);
    auto found =
        narrowed(projected, wanted, {component, component_factor(projected, observed, component)});
    if (auto* hedge = std::get_if<Hedge>(&found)) return std::move(*hedge);
    factors.push_back(std::move(std::get<Estimand>(found)));
  }
  return sum(without(needed, y), product(std::move(factors)));
}

}  // namespace modus::causal
