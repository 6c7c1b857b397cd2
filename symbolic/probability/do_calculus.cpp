#include "symbolic/probability/do_calculus.h"

#include <algorithm>
#include <deque>

#include "causal/criteria.h"

namespace modus::symbolic {

using causal::NodeSet;
using claims::Claim;

namespace {

constexpr std::size_t kMaxItems = 4;  // conditions of both terms together: 3^n contexts

// The context of a term: for each condition whether it is left out, observed or set.
enum class SlotMode : std::uint8_t { kAbsent, kObserved, kSet };
using Context = std::vector<SlotMode>;

// Do-calculus between the contexts of two terms: each move is one application of a rule.
class ContextSearch {
 public:
  ContextSearch(const causal::CausalGraph& graph, const GraphTerm& from, const GraphTerm& to);

  // The contexts on the way, both ends included; empty where there is none.
  std::vector<GraphTerm> path() const;

 private:
  Context context_of(const GraphTerm& term) const;
  GraphTerm term_of(const Context& context) const;
  std::vector<Context> next(const Context& context) const;
  bool allowed(const Context& context, std::size_t item, SlotMode mode) const;
  NodeSet nodes_with(const Context& context, SlotMode mode, std::size_t without) const;

  const causal::CausalGraph& graph_;
  const GraphTerm &from_, &to_;
  std::vector<Claim> items_;
  std::vector<NodeSet> item_nodes_;
};

ContextSearch::ContextSearch(const causal::CausalGraph& graph, const GraphTerm& from,
                             const GraphTerm& to)
    : graph_(graph), from_(from), to_(to) {
  for (const GraphTerm* term : {&from, &to})
    for (const auto* conditions : {&term->observed, &term->set})
      for (const Claim& condition : *conditions)
        if (std::find(items_.begin(), items_.end(), condition) == items_.end())
          items_.push_back(condition);
  for (const Claim& item : items_) item_nodes_.push_back(*nodes_of(item, graph));
}

Context ContextSearch::context_of(const GraphTerm& term) const {
  Context context(items_.size(), SlotMode::kAbsent);
  const auto mark = [&](const std::vector<Claim>& conditions, SlotMode mode) {
    for (const Claim& condition : conditions)
      context[static_cast<std::size_t>(std::find(items_.begin(), items_.end(), condition) -
                                       items_.begin())] = mode;
  };
  mark(term.observed, SlotMode::kObserved);
  mark(term.set, SlotMode::kSet);
  return context;
}

GraphTerm ContextSearch::term_of(const Context& context) const {
  GraphTerm term{from_.event, from_.event_nodes, {}, {}};
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (context[i] == SlotMode::kObserved) term.observed.push_back(items_[i]);
    if (context[i] == SlotMode::kSet) term.set.push_back(items_[i]);
  }
  return term;
}

NodeSet ContextSearch::nodes_with(const Context& context, SlotMode mode,
                                  std::size_t without) const {
  NodeSet nodes;
  for (std::size_t i = 0; i < items_.size(); ++i)
    if (i != without && context[i] == mode)
      nodes.insert(item_nodes_[i].begin(), item_nodes_[i].end());
  return nodes;
}

// May the item be brought from its mode to this one?
bool ContextSearch::allowed(const Context& context, std::size_t item, SlotMode mode) const {
  const causal::DoTerm term{from_.event_nodes, nodes_with(context, SlotMode::kSet, item),
                            item_nodes_[item], nodes_with(context, SlotMode::kObserved, item)};
  const auto between = [&](SlotMode a, SlotMode b) {
    return (context[item] == a && mode == b) || (context[item] == b && mode == a);
  };
  const bool sets = mode == SlotMode::kSet || context[item] == SlotMode::kSet;
  if (sets && !is_state_of_one(items_[item])) return false;
  if (between(SlotMode::kAbsent, SlotMode::kObserved))
    return !causal::observation_fault(graph_, term);
  if (between(SlotMode::kObserved, SlotMode::kSet)) return !causal::exchange_fault(graph_, term);
  return !causal::action_fault(graph_, term);
}

std::vector<Context> ContextSearch::next(const Context& context) const {
  std::vector<Context> contexts;
  for (std::size_t i = 0; i < items_.size(); ++i)
    for (const SlotMode mode : {SlotMode::kAbsent, SlotMode::kObserved, SlotMode::kSet}) {
      if (mode == context[i] || !allowed(context, i, mode)) continue;
      contexts.push_back(context);
      contexts.back()[i] = mode;
    }
  return contexts;
}

std::vector<GraphTerm> ContextSearch::path() const {
  if (items_.size() > kMaxItems || from_.event_nodes != to_.event_nodes) return {};
  const Context start = context_of(from_), end = context_of(to_);
  std::map<Context, Context> before = {{start, start}};
  std::deque<Context> open = {start};
  while (!open.empty() && !before.contains(end)) {
    const Context context = open.front();
    open.pop_front();
    for (Context& reached : next(context))
      if (before.emplace(reached, context).second) open.push_back(std::move(reached));
  }
  if (!before.contains(end)) return {};
  std::vector<GraphTerm> terms = {term_of(end)};
  for (Context at = end; at != start;) {
    at = before.at(at);
    terms.push_back(term_of(at));
  }
  return terms;
}

}  // namespace

std::vector<GraphTerm> do_calculus_path(const causal::CausalGraph& graph, const GraphTerm& from,
                                        const GraphTerm& to) {
  return ContextSearch(graph, from, to).path();
}

}  // namespace modus::symbolic
