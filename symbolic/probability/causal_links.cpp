#include "symbolic/probability/causal_links.h"

#include <algorithm>

#include "causal/criteria.h"
#include "causal/graph_of_claim.h"
#include "causal/identify.h"
#include "claims/definedness.h"
#include "claims/print.h"
#include "claims/probability.h"
#include "symbolic/probability/counterfactual_links.h"
#include "symbolic/probability/do_calculus.h"
#include "symbolic/probability/graph_terms.h"
#include "symbolic/probability/sample_spaces.h"
#include "symbolic/probability/treated_links.h"

namespace modus::symbolic {

using causal::NodeSet;
using claims::Claim;
using claims::Op;

namespace {

constexpr std::size_t kMaxPairs = 100;       // of terms
constexpr std::size_t kMaxLinkedNodes = 30;  // in larger graphs only separations are asked for
constexpr std::size_t kMaxAdjustments = 6;   // sets tried for one effect
constexpr std::size_t kMaxAssignments = 16;

class LinkWriter {
 public:
  LinkWriter(const causal::CausalGraph& graph, const std::vector<Claim>& terms,
             const std::optional<Claim>& goal)
      : graph_(graph), goal_(goal), claims_terms_(terms), states_(named_states(terms)) {
    for (const Claim& term : terms)
      if (term.op() == Op::kProbability)
        if (auto seen = graph_term(term, graph)) terms_.push_back(std::move(*seen));
  }

  std::vector<Claim> write() {
    const bool small = graph_.nodes().size() <= kMaxLinkedNodes;
    if (small) do_calculus();
    for (const GraphTerm& term : terms_) {
      if (!small || term.set.empty()) continue;
      if (!term.observed.empty()) {
        conditional_effect(term);
        continue;
      }
      effect(term);
      if (goal_ && compares(*goal_)) bounds(term);
    }
    for (const Claim& term : claims_terms_) {
      if (term.op() == Op::kIndependent) independence(term);
      if (!small) continue;
      const auto sets = [&](const NodeSet& x, const NodeSet& y) { return candidates(x, y); };
      for (Claim& link : treated_links(term, graph_, states_, sets)) add(std::move(link));
      for (Claim& link : counterfactual_links(term, graph_)) add(std::move(link));
    }
    if (goal_) separations();
    return std::move(links_);
  }

 private:
  void add(Claim link) {
    if (std::find(links_.begin(), links_.end(), link) == links_.end())
      links_.push_back(std::move(link));
  }
  void do_calculus();
  void same_in(const GraphTerm& from, const GraphTerm& to);
  void effect(const GraphTerm& term);
  void conditional_effect(const GraphTerm& term);
  void bounds(const GraphTerm& term);
  void independent_parts(const GraphTerm& term);
  static bool compares(const Claim& claim);
  std::optional<WrittenEstimand> at_event(const Claim& event, const NodeSet& nodes,
                                          const std::vector<Claim>& set,
                                          const causal::Estimand& estimand) const;
  void estimand(const GraphTerm& term, const causal::Estimand& estimand,
                std::vector<Claim> guards = {});
  std::optional<std::vector<Claim>> everything_possible(const NodeSet& x, const NodeSet& y) const;
  std::vector<NodeSet> candidates(const NodeSet& x, const NodeSet& y) const;
  std::optional<causal::Estimand> truncated(const NodeSet& x, const NodeSet& y) const;
  void independence(const Claim& claim);
  void separations();

  const causal::CausalGraph& graph_;
  const std::optional<Claim>& goal_;
  const std::vector<Claim>& claims_terms_;
  NamedStates states_;
  std::vector<GraphTerm> terms_;
  std::vector<Claim> links_;
};

// The first term equals the same event in the context of the second, where every context on the way
// has a positive probability.
void LinkWriter::do_calculus() {
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < terms_.size(); ++i)
    for (std::size_t j = i + 1; j < terms_.size() && pairs < kMaxPairs; ++j, ++pairs)
      same_in(terms_[i], terms_[j]);
  // What is set may not matter at all, even where the query does not say so.
  for (const GraphTerm& term : terms_) {
    if (term.set.empty()) continue;
    same_in(term, {term.event, term.event_nodes, {}, {}});
    if (term.observed.empty()) continue;
    same_in(term, {term.event, term.event_nodes, term.observed, {}});
    // Nor for what is observed, without which the term has no value.
    GraphTerm evidence{claims::all_of(term.observed), {}, {}, term.set};
    for (const Claim& observed : term.observed)
      evidence.event_nodes.merge(*nodes_of(observed, graph_));
    same_in(evidence, {evidence.event, evidence.event_nodes, {}, {}});
    // It is possible where it is seen with what is set, if that is as good as set.
    const GraphTerm seen{evidence.event, evidence.event_nodes, term.set, {}};
    if (do_calculus_path(graph_, evidence, seen).size() < 2) continue;
    std::vector<Claim> both = term.observed;
    both.insert(both.end(), term.set.begin(), term.set.end());
    add(guarded({positive(conditional(claims::all_of(both), {}, {}))},
                positive(claim_of(evidence))));
  }
}

void LinkWriter::same_in(const GraphTerm& from, const GraphTerm& to) {
  const std::vector<GraphTerm> path = do_calculus_path(graph_, from, to);
  if (path.size() < 2) return;
  std::vector<Claim> guards;
  for (const GraphTerm& on_the_way : path)
    guards.push_back(claims::definedness(claim_of(on_the_way), {}));
  add(guarded(guards, claims::binary(Op::kEqual, claim_of(path.back()), claim_of(path.front()))));
}

// Adjustment sets worth a try: what the query itself conditions on, and the smallest ones.
std::vector<NodeSet> LinkWriter::candidates(const NodeSet& x, const NodeSet& y) const {
  std::vector<NodeSet> sets;
  const auto consider = [&](const NodeSet& set) {
    if (sets.size() < kMaxAdjustments && std::find(sets.begin(), sets.end(), set) == sets.end())
      sets.push_back(set);
  };
  for (const GraphTerm& term : terms_) {
    NodeSet observed;
    for (const Claim& condition : term.observed) observed.merge(*nodes_of(condition, graph_));
    consider(causal::without(observed, causal::united(x, y)));
    if (!causal::meet(term.event_nodes, causal::united(x, y))) consider(term.event_nodes);
  }
  for (const NodeSet& set : causal::minimal_adjustment_sets(graph_, x, y, 2)) consider(set);
  return sets;
}

// Without hidden nodes: the product of all ancestors given their parents, those of x left out.
std::optional<causal::Estimand> LinkWriter::truncated(const NodeSet& x, const NodeSet& y) const {
  if (graph_.observed() != graph_.nodes() || !graph_.confoundings().empty()) return std::nullopt;
  const NodeSet needed = causal::without(graph_.without_incoming(x).ancestors(y), x);
  std::vector<causal::Estimand> factors;
  for (const std::string& node : needed)
    factors.push_back(causal::probability({node}, graph_.parents({node})));
  return causal::sum(causal::without(needed, y), causal::product(std::move(factors)));
}

void LinkWriter::effect(const GraphTerm& term) {
  NodeSet x;
  for (const Claim& setting : term.set) x.insert(claims::set_variable(setting).name());
  const NodeSet& y = term.event_nodes;
  const NodeSet observed = graph_.observed();
  if (causal::meet(x, y) || !causal::without(causal::united(x, y), observed).empty()) return;
  for (const NodeSet& set : candidates(x, y)) {
    if (!causal::backdoor_fault(graph_, x, y, set)) {
      estimand(term,
               causal::sum(set, causal::product({causal::probability(y, causal::united(x, set)),
                                                 causal::probability(set, {})})));
    } else if (!set.empty() && !causal::frontdoor_fault(graph_, x, y, set)) {
      const causal::Estimand inner =
          causal::sum(x, causal::product({causal::probability(y, causal::united(x, set)),
                                          causal::probability(x, {})}));
      estimand(term, causal::sum(set, causal::product({causal::probability(set, x), inner})));
    }
  }
  if (const auto factors = truncated(x, y)) estimand(term, *factors);
  const auto identified = causal::identify(graph_, x, y);
  const auto* found = std::get_if<causal::Estimand>(&identified);
  const auto guards = found ? everything_possible(x, y) : std::nullopt;
  if (guards) estimand(term, *found, *guards);
}

// Identification takes for granted that nothing is impossible.
std::optional<std::vector<Claim>> LinkWriter::everything_possible(const NodeSet& x,
                                                                  const NodeSet& y) const {
  const NodeSet above = graph_.projected().ancestors(causal::united(x, y));
  std::vector<Claim> guards;
  for (const Literals& at : assignments(above, states_, kMaxAssignments)) {
    std::vector<Claim> literals;
    for (const auto& [node, value] : at) literals.push_back(value);
    guards.push_back(positive(conditional(claims::all_of(literals), {}, {})));
  }
  if (guards.empty()) return std::nullopt;
  return guards;
}

void LinkWriter::estimand(const GraphTerm& term, const causal::Estimand& estimand,
                          std::vector<Claim> guards) {
  const auto sum = at_event(term.event, term.event_nodes, term.set, estimand);
  if (!sum) return;
  guards.insert(guards.end(), sum->guards.begin(), sum->guards.end());
  add(guarded(std::move(guards), claims::binary(Op::kEqual, claim_of(term), sum->term)));
}

// The event is the sum over the values of its nodes at which it holds. nullopt: states that nobody
// names might be left out, or it is too long.
std::optional<WrittenEstimand> LinkWriter::at_event(const Claim& event, const NodeSet& nodes,
                                                    const std::vector<Claim>& set,
                                                    const causal::Estimand& estimand) const {
  std::optional<WrittenEstimand> sum;
  for (const std::string& node : nodes)
    if (states_.contains(node) && !is_state_of_one(event)) return std::nullopt;
  for (const Literals& at : assignments(nodes, states_, kMaxAssignments)) {
    claims::SamplePoint point;
    Literals free = at;
    for (const auto& [node, value] : at) point.emplace(node, claims::set_value(value));
    const auto inside = claims::holds(event, claims::World{}, point);
    if (!inside) return std::nullopt;
    if (!*inside) continue;
    for (const Claim& setting : set)
      free.insert_or_assign(claims::set_variable(setting).name(), setting);
    auto part = written(estimand, free, states_);
    if (!part) return std::nullopt;
    if (!sum) {
      sum = std::move(part);
      continue;
    }
    sum->term = claims::binary(Op::kAdd, sum->term, part->term);
    sum->guards.insert(sum->guards.end(), part->guards.begin(), part->guards.end());
  }
  return sum;
}

// P(y | z, do(x)) by the effects on y and z together and on z alone, where both are identified.
void LinkWriter::conditional_effect(const GraphTerm& term) {
  NodeSet x, z;
  for (const Claim& setting : term.set) x.insert(claims::set_variable(setting).name());
  for (const Claim& observed : term.observed) z.merge(*nodes_of(observed, graph_));
  const NodeSet both = causal::united(term.event_nodes, z);
  if (causal::meet(x, both) || causal::meet(term.event_nodes, z)) return;
  if (!causal::without(causal::united(x, both), graph_.observed()).empty()) return;
  const auto guards = everything_possible(x, both);
  if (!guards) return;
  const auto identified = [&](const NodeSet& nodes, const Claim& event) {
    const auto found = causal::identify(graph_, x, nodes);
    const auto* formula = std::get_if<causal::Estimand>(&found);
    return formula ? at_event(event, nodes, term.set, *formula) : std::nullopt;
  };
  const Claim evidence = claims::all_of(term.observed);
  const Claim all[] = {term.event, evidence};
  const auto above = identified(both, claims::all_of(all));
  const auto below = above ? identified(z, evidence) : std::nullopt;
  if (!below) return;
  add(guarded(*guards, positive(below->term)));
  add(guarded(*guards, claims::binary(Op::kEqual, claim_of(term),
                                      claims::binary(Op::kDivide, above->term, below->term))));
}

bool LinkWriter::compares(const Claim& claim) {
  switch (claim.op()) {
    case Op::kLess:
    case Op::kLessEqual:
    case Op::kGreater:
    case Op::kGreaterEqual:
      return true;
    default:
      return std::any_of(claim.children().begin(), claim.children().end(), compares);
  }
}

// Consistency: where x is so by itself, setting it changes nothing. So P(y and x) <= P(y | do(x))
// <= 1 - P(not y and x) (Manski 1990).
void LinkWriter::bounds(const GraphTerm& term) {
  for (const Claim& setting : term.set)
    if (term.event_nodes.contains(claims::set_variable(setting).name())) return;
  const auto seen = [&](const Claim& event) {
    std::vector<Claim> parts = {event};
    parts.insert(parts.end(), term.set.begin(), term.set.end());
    return conditional(claims::all_of(parts), {}, {});
  };
  const Claim effect = claim_of(term);
  const Claim other =
      term.event.op() == Op::kNot ? term.event.child(0) : claims::unary(Op::kNot, term.event);
  add(claims::binary(Op::kLessEqual, seen(term.event), effect));
  add(claims::binary(Op::kLessEqual, effect,
                     claims::binary(Op::kSubtract, claims::number_term(1), seen(other))));
}

// P(a and b | c) = P(a | c) * P(b | c) where c separates the first conjunct from the others.
void LinkWriter::independent_parts(const GraphTerm& term) {
  if (term.event.op() != Op::kAnd) return;
  NodeSet given, set;
  for (const Claim& observed : term.observed) given.merge(*nodes_of(observed, graph_));
  for (const Claim& setting : term.set) set.insert(claims::set_variable(setting).name());
  const auto first = nodes_of(term.event.child(0), graph_);
  const auto rest = nodes_of(term.event.child(1), graph_);
  if (causal::meet(*first, *rest) || causal::meet(term.event_nodes, causal::united(given, set)) ||
      !graph_.without_incoming(set).separated(*first, *rest, causal::united(given, set)))
    return;
  if (!std::all_of(term.observed.begin(), term.observed.end(), is_state_of_one)) return;
  add(guarded(
      {claims::definedness(claim_of(term), {})},
      claims::binary(
          Op::kEqual, claim_of(term),
          claims::binary(Op::kMultiply, conditional(term.event.child(0), term.observed, term.set),
                         conditional(term.event.child(1), term.observed, term.set)))));
}

// Variables alone: separation in the graph without the arrows into what is set.
void LinkWriter::independence(const Claim& claim) {
  std::vector<NodeSet> sides;
  NodeSet given, set;
  for (const Claim& setting : claims::world_of(claim).settings)
    set.insert(claims::set_variable(setting).name());
  for (std::size_t i = 0; i < claim.children().size(); ++i) {
    const Claim& part = claim.child(i);
    if (part.op() == Op::kDo) continue;
    const auto nodes = nodes_of(part, graph_);
    if (!nodes || (i >= 2 && part.op() != Op::kName)) return;
    if (i < 2)
      sides.push_back(*nodes);
    else
      given.insert(nodes->begin(), nodes->end());
  }
  if (!causal::without(set, graph_.nodes()).empty()) return;
  if (causal::meet(sides[0], sides[1]) ||
      causal::meet(causal::united(sides[0], sides[1]), causal::united(given, set)))
    return;
  if (graph_.without_incoming(set).separated(sides[0], sides[1], causal::united(given, set)))
    add(claim);
}

// Pairs of nodes that the goal speaks of, alone and given what it observes.
void LinkWriter::separations() {
  const std::vector<Claim> goals = {*goal_};
  for (const Claim& goal : probability_terms(goals)) {
    const auto term = goal.op() == Op::kProbability ? graph_term(goal, graph_) : std::nullopt;
    if (!term || term->event_nodes.size() < 2) continue;
    independent_parts(*term);
    std::vector<Claim> conditions;
    for (const Claim& observed : term->observed) {
      const auto nodes = nodes_of(observed, graph_);
      for (const std::string& node : *nodes) conditions.push_back(claims::name(node));
    }
    if (!term->set.empty()) conditions.push_back(claims::make(Op::kDo, "", term->set, {}));
    for (auto a = term->event_nodes.begin(); a != term->event_nodes.end(); ++a)
      for (auto b = std::next(a); b != term->event_nodes.end(); ++b) {
        std::vector<Claim> parts = {claims::name(*a), claims::name(*b)};
        parts.insert(parts.end(), conditions.begin(), conditions.end());
        independence(claims::make(Op::kIndependent, "", std::move(parts), {}));
      }
  }
}

}  // namespace

const Claim* graph_in(const Claim& premise) {
  if (premise.op() == Op::kGraph) return &premise;
  if (premise.op() != Op::kAnd) return nullptr;
  const Claim* left = graph_in(premise.child(0));
  return left != nullptr ? left : graph_in(premise.child(1));
}

bool has_graph(std::span<const Claim> premises) {
  return std::any_of(premises.begin(), premises.end(),
                     [](const Claim& premise) { return graph_in(premise) != nullptr; });
}

CausalLinks causal_links(std::span<const Claim> premises, const std::optional<Claim>& goal) {
  CausalLinks links;
  const Claim* graph = nullptr;
  for (std::size_t i = 0; i < premises.size(); ++i) {
    const Claim* here = graph_in(premises[i]);
    if (here == nullptr) continue;
    if (graph != nullptr && !(*graph == *here)) return {{}, {}, "two graphs are given"};
    if (graph == nullptr) links.graph_premise = i;
    graph = here;
  }
  if (graph == nullptr) return links;
  auto read = causal::graph_of_claim(*graph);
  if (const auto* fault = std::get_if<causal::GraphFault>(&read)) return {{}, {}, fault->reason};
  std::vector<Claim> all;
  if (goal) all.push_back(*goal);  // first: not all pairs of terms can be tried
  all.insert(all.end(), premises.begin(), premises.end());
  const std::vector<Claim> terms = probability_terms(all);
  links.claims = LinkWriter(std::get<causal::CausalGraph>(read), terms, goal).write();
  return links;
}

}  // namespace modus::symbolic
