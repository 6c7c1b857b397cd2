#include "symbolic/probability/counterfactual_links.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>

#include "causal/criteria.h"
#include "causal/twin_network.h"
#include "claims/definedness.h"
#include "claims/probability.h"
#include "symbolic/probability/counterfactual_term.h"
#include "symbolic/probability/graph_terms.h"

namespace modus::symbolic {

using causal::NodeSet;
using claims::Claim;
using claims::Op;

namespace {

constexpr std::size_t kMaxObserved = 6;

// What has become of an observation.
enum class Mode : std::uint8_t { kSeen, kGone, kAsSet };

class TwinSearch {
 public:
  TwinSearch(const Claim& term, const Counterfactual& asked, const causal::CausalGraph& graph)
      : imagined_event_(term.child(0)), asked_(asked), graph_(graph) {
    for (const Claim& setting : asked.set) set_.insert(claims::set_variable(setting).name());
  }

  // false: it speaks of what is no node, sets what it asks about, sets what nobody observes.
  bool prepare() {
    const auto nodes = nodes_of(asked_.event, graph_);
    if (!nodes || !causal::without(set_, graph_.observed()).empty()) return false;
    if (causal::meet(set_, *nodes) || asked_.observed.size() > kMaxObserved) return false;
    for (const Claim& item : asked_.observed) {
      const auto seen = nodes_of(item, graph_);
      if (!seen) return false;
      items_.push_back(*seen);
    }
    event_nodes_ = *nodes;
    below_ = graph_.descendants(set_);
    twin_ = causal::twin_network(graph_, set_);
    for (const std::string& node : event_nodes_)
      imagined_.insert(causal::in_set_world(graph_, set_, node));
    return true;
  }

  std::vector<Claim> links() {
    const Evidence start(items_.size(), Mode::kSeen);
    std::map<Evidence, Evidence> before = {{start, start}};
    std::deque<Evidence> open = {start};
    while (!open.empty()) {
      const Evidence here = open.front();
      open.pop_front();
      std::vector<Claim> guards;
      for (Evidence at = here;; at = before.at(at)) {
        guards.push_back(claims::definedness(imagined(at), {}));
        if (at == start) break;
      }
      for (const Claim& equal : equals_of(here))
        if (!(equal == imagined(start)))
          links_.push_back(
              guarded(with(guards, equal), claims::binary(Op::kEqual, imagined(start), equal)));
      for (Evidence& next : moves(here))
        if (before.emplace(next, here).second) open.push_back(std::move(next));
    }
    return std::move(links_);
  }

 private:
  using Evidence = std::vector<Mode>;

  static std::vector<Claim> with(std::vector<Claim> guards, const Claim& term) {
    guards.push_back(claims::definedness(term, {}));
    return guards;
  }

  // The item as it stands in the evidence; an observation of what was set may say that it was.
  Claim item(const Evidence& evidence, std::size_t i) const {
    if (evidence[i] == Mode::kSeen) return asked_.observed[i];
    for (const Claim& setting : asked_.set)
      if (claims::set_variable(setting).name() == *items_[i].begin()) return setting;
    return asked_.observed[i];
  }
  std::vector<Claim> seen(const Evidence& evidence) const {
    std::vector<Claim> items;
    for (std::size_t i = 0; i < evidence.size(); ++i)
      if (evidence[i] != Mode::kGone) items.push_back(item(evidence, i));
    return items;
  }
  NodeSet nodes_seen(const Evidence& evidence, std::size_t except) const {
    NodeSet nodes;
    for (std::size_t i = 0; i < evidence.size(); ++i)
      if (i != except && evidence[i] != Mode::kGone)
        nodes.insert(items_[i].begin(), items_[i].end());
    return nodes;
  }

  Claim imagined(const Evidence& evidence) const {
    return conditional(imagined_event_, seen(evidence), {});
  }

  // The same number by other names: in the actual world, and as an effect.
  std::vector<Claim> equals_of(const Evidence& evidence) const {
    std::vector<Claim> equal = {imagined(evidence)};
    const std::vector<Claim> items = seen(evidence);
    const NodeSet nodes = nodes_seen(evidence, items_.size());
    const bool done = std::all_of(asked_.set.begin(), asked_.set.end(), [&](const Claim& setting) {
      return std::find(items.begin(), items.end(), setting) != items.end();
    });
    if (done || !causal::meet(event_nodes_, below_))
      equal.push_back(conditional(asked_.event, items, {}));
    if (!causal::meet(nodes, below_)) equal.push_back(conditional(asked_.event, items, asked_.set));
    return equal;
  }

  std::vector<Evidence> moves(const Evidence& evidence) const {
    std::vector<Evidence> all;
    for (std::size_t i = 0; i < evidence.size(); ++i) {
      const NodeSet rest = nodes_seen(evidence, i);
      if (causal::meet(items_[i], rest) || !twin_.separated(imagined_, items_[i], rest)) continue;
      for (const Mode mode : {Mode::kSeen, Mode::kGone, Mode::kAsSet}) {
        if (mode == evidence[i] || (mode == Mode::kAsSet && !is_of_set(i))) continue;
        all.push_back(evidence);
        all.back()[i] = mode;
      }
    }
    return all;
  }
  bool is_of_set(std::size_t i) const {
    return items_[i].size() == 1 && set_.contains(*items_[i].begin()) &&
           is_state_of_one(asked_.observed[i]);
  }

  const Claim imagined_event_;
  const Counterfactual& asked_;
  const causal::CausalGraph& graph_;
  NodeSet set_, event_nodes_, below_, imagined_;
  std::vector<NodeSet> items_;  // of each observation
  causal::CausalGraph twin_;
  std::vector<Claim> links_;
};

}  // namespace

std::vector<Claim> counterfactual_links(const Claim& term, const causal::CausalGraph& graph) {
  const auto asked = counterfactual_of(term);
  if (!asked) return {};
  TwinSearch search(term, *asked, graph);
  return search.prepare() ? search.links() : std::vector<Claim>();
}

}  // namespace modus::symbolic
