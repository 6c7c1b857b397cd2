#include "tasks/faults/bayes_net.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

#include "base/error.h"
#include "claims/probability.h"

namespace modus::tasks {

using claims::Claim;
using claims::Op;
using claims::Rational;

namespace {

// One case: which nodes are true, and the state of the many-valued variable.
struct Case {
  std::uint32_t truths = 0;
  std::size_t state = 0;
};

// Does an event hold in a case?
class Events {
 public:
  Events(const BayesNet& net, const Case& now) : net_(net), case_(now) {}

  bool holds(const Claim& event) const {
    switch (event.op()) {
      case Op::kTrue:
        return true;
      case Op::kName: {
        const auto node = net_.find(event.name());
        MODUS_CHECK(node.has_value(), "{} is no node", event.name());
        return (case_.truths >> *node & 1) != 0;
      }
      case Op::kNot:
        return !holds(event.child(0));
      case Op::kAnd:
        return std::ranges::all_of(event.children(), [&](const Claim& c) { return holds(c); });
      case Op::kOr:
        return std::ranges::any_of(event.children(), [&](const Claim& c) { return holds(c); });
      case Op::kEqual:
        return is_state(event.child(0), event.child(1));
      case Op::kIn:
        return std::ranges::any_of(event.child(1).children(), [&](const Claim& state) {
          return is_state(event.child(0), state);
        });
      default:
        MODUS_CHECK(false, "no event of a network");
        return false;
    }
  }

 private:
  bool is_state(const Claim& variable, const Claim& state) const {
    MODUS_CHECK(net_.many_valued && variable.name() == net_.many_valued->name, "{} has no states",
                variable.name());
    return net_.many_valued->states[case_.state] == state.name();
  }

  const BayesNet& net_;
  const Case& case_;
};

// The weight of a case where `settings` are set from outside; 0 where the case differs from them.
Rational weight(const BayesNet& net, const Case& now, const claims::World& world) {
  Rational product = net.many_valued ? net.many_valued->weights[now.state] : Rational(1);
  for (std::size_t i = 0; i < net.nodes.size() && product != 0; ++i) {
    const NetNode& node = net.nodes[i];
    const bool is_true = (now.truths >> i & 1) != 0;
    if (const auto fixed = world.fixed(claims::name(node.name))) {
      if (is_true != (*fixed == "true")) product = 0;
      continue;
    }
    std::size_t row = 0;
    for (std::size_t p = 0; p < node.parents.size(); ++p)
      row |= static_cast<std::size_t>(now.truths >> node.parents[p] & 1) << p;
    product *= is_true ? node.truth[row] : Rational(1 - node.truth[row]);
  }
  return product;
}

std::optional<Rational> probability(const BayesNet& net, const Claim& term) {
  const claims::World world = claims::world_of(term);
  const Claim evidence = claims::evidence_of(term);
  const std::size_t states = net.many_valued ? net.many_valued->states.size() : 1;
  Rational of_evidence = 0, of_both = 0;
  for (std::uint32_t truths = 0; truths < 1u << net.nodes.size(); ++truths)
    for (std::size_t state = 0; state < states; ++state) {
      const Case now{truths, state};
      const Events events(net, now);
      if (!events.holds(evidence)) continue;
      const Rational mass = weight(net, now, world);
      of_evidence += mass;
      if (events.holds(term.child(0))) of_both += mass;
    }
  if (of_evidence == 0) return std::nullopt;
  return Rational(of_both / of_evidence);
}

}  // namespace

std::optional<std::size_t> BayesNet::find(std::string_view name) const {
  const auto found = std::ranges::find(nodes, name, &NetNode::name);
  if (found == nodes.end()) return std::nullopt;
  return static_cast<std::size_t>(found - nodes.begin());
}

bool BayesNet::has_edge(std::size_t from, std::size_t to) const {
  return std::ranges::find(nodes[to].parents, from) != nodes[to].parents.end();
}

bool BayesNet::has_path(std::size_t from, std::size_t to,
                        const std::vector<std::size_t>& around) const {
  return std::ranges::any_of(nodes[to].parents, [&](std::size_t parent) {
    if (std::ranges::find(around, parent) != around.end()) return false;
    return parent == from || has_path(from, parent, around);
  });
}

std::optional<Rational> value_in(const BayesNet& net, const Claim& term) {
  if (term.op() == Op::kNumber) return term.literal().value;
  if (term.op() == Op::kProbability) return probability(net, term);
  std::vector<Rational> parts;
  for (const Claim& child : term.children()) {
    const auto part = value_in(net, child);
    if (!part) return std::nullopt;
    parts.push_back(*part);
  }
  switch (term.op()) {
    case Op::kNegate:
      return Rational(-parts[0]);
    case Op::kAdd:
      return Rational(parts[0] + parts[1]);
    case Op::kSubtract:
      return Rational(parts[0] - parts[1]);
    case Op::kMultiply:
      return Rational(parts[0] * parts[1]);
    case Op::kDivide:
      if (parts[1] == 0) return std::nullopt;
      return Rational(parts[0] / parts[1]);
    default:
      MODUS_CHECK(false, "no term of a network");
      return std::nullopt;
  }
}

bool connected(const BayesNet& net, const Connection& asked) {
  const auto is_given = [&](std::size_t node) {
    return std::ranges::find(asked.given, node) != asked.given.end();
  };
  const auto edge = [&](std::size_t a, std::size_t b) {
    return a != asked.out_of && net.has_edge(a, b);
  };
  // What is known of an effect is known of a common effect above it.
  std::array<bool, kMaxNetNodes> tells{};
  for (std::size_t node = net.nodes.size(); node-- > 0;) {
    tells[node] = is_given(node);
    for (std::size_t child = node + 1; child < net.nodes.size(); ++child)
      tells[node] = tells[node] || (edge(node, child) && tells[child]);
  }
  // Walks over nodes as reached from a child (up) or from a parent.
  std::array<std::array<bool, 2>, kMaxNetNodes> seen{};
  std::vector<std::pair<std::size_t, bool>> open = {{asked.from, true}};
  while (!open.empty()) {
    const auto [node, up] = open.back();
    open.pop_back();
    if (seen[node][up]) continue;
    seen[node][up] = true;
    if (node == asked.to && !is_given(node)) return true;
    const bool passes = !is_given(node);
    for (std::size_t other = 0; other < net.nodes.size(); ++other) {
      if (edge(node, other) && passes) open.push_back({other, false});
      if (edge(other, node) && (up ? passes : tells[node])) open.push_back({other, true});
    }
  }
  return false;
}

}  // namespace modus::tasks
