#include "symbolic/probability/treated_links.h"

#include <algorithm>

#include "causal/criteria.h"
#include "claims/definedness.h"
#include "claims/probability.h"
#include "symbolic/probability/counterfactual_term.h"

namespace modus::symbolic {

using causal::NodeSet;
using claims::Claim;
using claims::Op;

namespace {

constexpr std::size_t kMaxStrata = 16;

}  // namespace

std::vector<Claim> treated_links(const Claim& term, const causal::CausalGraph& graph,
                                 const NamedStates& states, const AdjustmentSets& sets) {
  const auto found = counterfactual_of(term);
  if (!found) return {};
  const auto y = nodes_of(found->event, graph);
  const auto seen = nodes_of(claims::all_of(found->observed), graph);
  NodeSet x;
  for (const Claim& setting : found->set) x.insert(claims::set_variable(setting).name());
  if (!y || !seen || !causal::without(x, graph.observed()).empty() || causal::meet(x, *y))
    return {};
  std::vector<Claim> links;
  if (*seen != x || !is_state_of_one(found->event)) return links;
  for (const NodeSet& set : sets(x, *y)) {
    if (causal::backdoor_fault(graph, x, *y, set)) continue;
    std::optional<Claim> sum;
    std::vector<Claim> guards = {claims::definedness(term, {})};
    const auto cases = assignments(set, states, kMaxStrata);
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
