#include "tests/symbolic/probability/drawn_formulas.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "causal/criteria.h"
#include "causal/identify.h"
#include "causal/twin_network.h"
#include "claims/parse.h"
#include "symbolic/probability/graph_terms.h"

namespace modus::symbolic {

using causal::NodeSet;
using claims::Claim;
using claims::Op;

namespace {

Claim parsed(const std::string& text) { return claims::parse_claim(text, "drawn"); }
Claim equation(Claim left, Claim right) {
  return claims::binary(Op::kEqual, std::move(left), std::move(right));
}

class Drawing {
 public:
  Drawing(const causal::CausalGraph& graph, RandomStream& random) : graph_(graph), random_(random) {
    const NodeSet nodes = graph.nodes();
    order_.assign(nodes.begin(), nodes.end());
    for (std::size_t i = order_.size(); i > 1; --i)
      std::swap(order_[i - 1], order_[random.below(static_cast<std::uint32_t>(i))]);
  }

  std::vector<DrawnFormula> all() {
    effects();
    rules();
    adjustment();
    counterfactuals();
    bounds();
    separations();
    return std::move(formulas_);
  }

 private:
  void add(std::string family, std::optional<Claim> claim) {
    if (claim) formulas_.push_back({std::move(family), *std::move(claim)});
  }
  const std::string& x() const { return order_[0]; }
  const std::string& y() const { return order_[1]; }
  const std::string& z() const { return order_[2]; }
  const std::string& w() const { return order_[3]; }

  Claim state(const std::string& node) {
    const Claim name = claims::name(node);
    const auto known = states_.find(node);
    if (known != states_.end()) return known->second;
    return states_.emplace(node, random_.chance(0.5) ? name : claims::unary(Op::kNot, name))
        .first->second;
  }
  Claim joint(const NodeSet& nodes) {
    std::vector<Claim> parts;
    for (const std::string& node : nodes) parts.push_back(state(node));
    return claims::all_of(parts);
  }
  std::vector<Claim> list(const NodeSet& nodes) {
    std::vector<Claim> parts;
    for (const std::string& node : nodes) parts.push_back(state(node));
    return parts;
  }

  std::optional<Claim> estimand(const NodeSet& set, const NodeSet& effect) {
    const auto found = causal::identify(graph_, set, effect);
    const auto* formula = std::get_if<causal::Estimand>(&found);
    if (formula == nullptr) return std::nullopt;
    Literals at;
    for (const std::string& node : causal::united(set, effect)) at.emplace(node, state(node));
    const auto text = written(*formula, at, {});
    return text ? std::optional(text->term) : std::nullopt;
  }

  void effects() {
    const auto one = estimand({x()}, {y()});
    if (one) add("effect", equation(conditional(state(y()), {}, list({x()})), *one));
    const auto two = estimand({x(), w()}, {y()});
    if (two) add("effect of two", equation(conditional(state(y()), {}, list({x(), w()})), *two));
    const auto both = estimand({x()}, {y(), z()});
    if (!both) return;
    add("joint effect", equation(conditional(joint({y(), z()}), {}, list({x()})), *both));
    const auto alone = estimand({x()}, {z()});
    if (alone)
      add("conditional effect", equation(conditional(state(y()), list({z()}), list({x()})),
                                         claims::binary(Op::kDivide, *both, *alone)));
  }

  void rules() {
    const causal::DoTerm term{{y()}, {x()}, {z()}, {w()}};
    const std::vector<Claim> set = list({x()}), with_z = list({z(), w()}), set_z = list({x(), z()});
    const Claim event = state(y());
    if (!causal::observation_fault(graph_, term))
      add("rule 1",
          equation(conditional(event, with_z, set), conditional(event, list({w()}), set)));
    if (!causal::exchange_fault(graph_, term))
      add("rule 2",
          equation(conditional(event, list({w()}), set_z), conditional(event, with_z, set)));
    if (!causal::action_fault(graph_, term))
      add("rule 3",
          equation(conditional(event, list({w()}), set_z), conditional(event, list({w()}), set)));
    const std::string total = fmt::format(
        "P({0} | do({1})) = P({0} | do({1}), {2}) * P({2} | do({1})) + "
        "P({0} | do({1}), not {2}) * P(not {2} | do({1}))",
        y(), x(), z());
    add("total under do", parsed(total));
  }

  void adjustment() {
    NodeSet set;
    if (random_.chance(0.6)) set.insert(z());
    if (random_.chance(0.6)) set.insert(w());
    if (causal::backdoor_fault(graph_, {x()}, {y()}, set)) return;
    const auto formula = written(
        causal::sum(set, causal::product({causal::probability({y()}, causal::united({x()}, set)),
                                          causal::probability(set, {})})),
        {{x(), state(x())}, {y(), state(y())}}, {});
    if (formula)
      add("adjustment", equation(conditional(state(y()), {}, list({x()})), formula->term));
    if (set.size() != 1) return;
    const std::string text = fmt::format(
        "P({0}[{1}] | not {1}) = P({2} | not {1}) * P({0} | {1}, {2}) + "
        "P(not {2} | not {1}) * P({0} | {1}, not {2})",
        y(), x(), *set.begin());
    add("effect on the untreated", parsed(text));
  }

  void counterfactuals() {
    const auto text = [&](std::string_view pattern) {
      return parsed(fmt::format(fmt::runtime(pattern), y(), x(), z(), w()));
    };
    add("consistency", text("P({0}[{1}] | {1}) = P({0} | {1})"));
    add("consistency given more", text("P({0}[{1}] | {1}, {2}) = P({0} | {1}, {2})"));
    const causal::CausalGraph twin = causal::twin_network(graph_, {x()});
    const auto there = [&](const std::string& node) {
      return causal::in_set_world(graph_, {x()}, node);
    };
    const auto apart = [&](const NodeSet& a, const NodeSet& b, const NodeSet& given) {
      return !causal::meet(a, b) && !causal::meet(causal::united(a, b), given) &&
             twin.separated(a, b, given);
    };
    if (apart({there(y())}, {x()}, {}))
      add("no confounding", text("P({0}[{1}] | not {1}) = P({0} | do({1}))"));
    if (apart({there(y())}, {z()}, {}))
      add("independent evidence", text("P({0}[{1}] | {2}) = P({0} | do({1}))"));
    if (apart({there(y())}, {x()}, {z()}))
      add("ignorable given", text("P({0}[{1}] | not {1}, {2}) = P({0} | {1}, {2})"));
    if (apart({there(y())}, {w()}, {z()}))
      add("evidence that adds nothing", text("P({0}[{1}] | {2}, {3}) = P({0}[{1}] | {2})"));
    if (!graph_.descendants({x()}).contains(y()))
      add("no effect", text("P({0}[{1}] | {2}) = P({0} | {2})"));
    if (!graph_.descendants({x()}).contains(z()))
      add("evidence from before", text("P({0}[{1}] | {2}) = P({0} | do({1}), {2})"));
  }

  void bounds() {
    const auto text = [&](std::string_view pattern) {
      return parsed(fmt::format(fmt::runtime(pattern), y(), x(), z()));
    };
    add("bound from below", text("P({0} | do({1})) >= P({0} and {1})"));
    add("bound from above", text("P({0} | do({1})) <= 1 - P(not {0} and {1})"));
    add("bound of necessity", text("P({0}[{1}] and not {1}) <= P(not {1})"));
  }

  void separations() {
    if (graph_.without_incoming({z()}).separated({x()}, {y()}, {z()}))
      add("independence under do",
          parsed(fmt::format("independent({}, {} | do({}))", x(), y(), z())));
    if (graph_.separated({x()}, {y()}, {z()}))
      add("product given",
          parsed(fmt::format("P({0} and {1} | {2}) = P({0} | {2}) * P({1} | {2})", x(), y(), z())));
    if (graph_.separated({x()}, {y(), w()}, {z()}))
      add("two at once",
          parsed(fmt::format("P({0} | {1}, {3}, {2}) = P({0} | {2})", x(), y(), z(), w())));
  }

  const causal::CausalGraph& graph_;
  RandomStream& random_;
  std::vector<std::string> order_;
  Literals states_;
  std::vector<DrawnFormula> formulas_;
};

}  // namespace

std::vector<DrawnFormula> drawn_formulas(const causal::CausalGraph& graph, RandomStream& random) {
  return Drawing(graph, random).all();
}

std::vector<Claim> everything_is_possible(const causal::CausalGraph& graph) {
  std::vector<Claim> all;
  for (const Literals& at : assignments(graph.nodes(), {}, 64)) {
    std::vector<Claim> literals;
    for (const auto& [node, value] : at) literals.push_back(value);
    all.push_back(positive(conditional(claims::all_of(literals), {}, {})));
  }
  return all;
}

}  // namespace modus::symbolic
