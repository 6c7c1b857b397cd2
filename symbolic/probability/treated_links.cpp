#include "symbolic/probability/treated_links.h"

#include <algorithm>

#include "causal/criteria.h"
#include "causal/twin_network.h"
#include "claims/definedness.h"
#include "claims/probability.h"

namespace modus::symbolic {

using causal::NodeSet;
using claims::Claim;
using claims::Op;

namespace {

constexpr std::size_t kMaxAdjustments = 4;

// P(event had `set` been | observed), the observations in the actual world.
struct Counterfactual {
  Claim event;  // as it would stand in one world
  std::vector<Claim> set;
  std::vector<Claim> observed;
};

Claim in_one_world(const Claim& event) {
  if (event.op() == Op::kWorld) return event.child(0);
  std::vector<Claim> children;
  for (const Claim& child : event.children()) children.push_back(in_one_world(child));
  if (children.empty()) return event;
  return claims::make(event.op(), event.name(), std::move(children), event.span());
}

std::optional<Counterfactual> counterfactual_of(const Claim& term) {
  if (term.op() != Op::kProbability || !claims::world_of(term).settings.empty())
    return std::nullopt;
  claims::EventVariables imagined, actual;
  collect_variables(term.child(0), claims::World{}, imagined);
  const Claim evidence = claims::evidence_of(term);
  collect_variables(evidence, claims::World{}, actual);
  if (imagined.empty() || actual.empty()) return std::nullopt;
  const claims::World world = imagined.begin()->second.world;
  for (const auto& [key, variable] : imagined)
    if (variable.world.text() != world.text() || world.settings.empty()) return std::nullopt;
  for (const auto& [key, variable] : actual)
    if (!variable.world.settings.empty()) return std::nullopt;
  Counterfactual found{in_one_world(term.child(0)), world.settings, {}};
  for (std::size_t i = 1; i < term.children().size(); ++i)
    if (term.child(i).op() != Op::kDo) found.observed.push_back(term.child(i));
  return found;
}

}  // namespace

std::vector<Claim> treated_links(const Claim& term, const causal::CausalGraph& graph,
                                 const NamedStates& states) {
  const auto found = counterfactual_of(term);
  if (!found) return {};
  const auto y = nodes_of(found->event, graph);
  const auto seen = nodes_of(claims::all_of(found->observed), graph);
  NodeSet x;
  for (const Claim& setting : found->set) x.insert(claims::set_variable(setting).name());
  if (!y || !seen || !causal::without(x, graph.observed()).empty() || causal::meet(x, *y))
    return {};
  std::vector<Claim> links;
  const causal::CausalGraph twin = causal::twin_network(graph, x);
  NodeSet imagined;
  for (const std::string& node : *y) imagined.insert(causal::in_set_world(graph, x, node));
  if (!causal::meet(imagined, *seen) && twin.separated(imagined, *seen, {}))
    links.push_back(
        guarded({claims::definedness(term, {})},
                claims::binary(Op::kEqual, term, conditional(found->event, {}, found->set))));
  if (*seen != x || !is_state_of_one(found->event)) return links;
  for (const NodeSet& set : causal::minimal_adjustment_sets(graph, x, *y, kMaxAdjustments)) {
    std::optional<Claim> sum;
    std::vector<Claim> guards = {claims::definedness(term, {})};
    const auto cases = assignments(set, states, 16);
    if (std::any_of(set.begin(), set.end(),
                    [&](const std::string& node) { return states.contains(node); }))
      continue;  // states that nobody names might be left out
    for (const Literals& values : cases) {
      std::vector<Claim> stratum;
      for (const auto& [node, value] : values) stratum.push_back(value);
      std::vector<Claim> all = stratum;
      all.insert(all.end(), found->set.begin(), found->set.end());
      guards.push_back(positive(conditional(claims::all_of(all), {}, {})));
      Claim part = conditional(found->event, all, {});
      if (!stratum.empty())
        part = claims::binary(Op::kMultiply,
                              conditional(claims::all_of(stratum), found->observed, {}), part);
      sum = sum ? claims::binary(Op::kAdd, *sum, part) : part;
    }
    if (sum) links.push_back(guarded(guards, claims::binary(Op::kEqual, term, *sum)));
  }
  return links;
}

}  // namespace modus::symbolic
