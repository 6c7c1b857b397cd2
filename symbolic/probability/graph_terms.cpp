#include "symbolic/probability/graph_terms.h"

#include <algorithm>

#include "causal/criteria.h"
#include "claims/print.h"
#include "claims/probability.h"

namespace modus::symbolic {

using causal::Estimand;
using causal::NodeSet;
using claims::Claim;
using claims::Op;

namespace {

constexpr std::size_t kMaxWritten = 64;  // products of one estimand written out

void collect_events(const Claim& event, std::vector<Claim>& conjuncts) {
  if (event.op() == Op::kAnd) {
    collect_events(event.child(0), conjuncts);
    collect_events(event.child(1), conjuncts);
  } else if (event.op() != Op::kTrue) {
    conjuncts.push_back(event);
  }
}

std::vector<Claim> literals_of(const NodeSet& nodes, const Literals& at) {
  std::vector<Claim> literals;
  for (const std::string& node : nodes) literals.push_back(at.at(node));
  return literals;
}

class EstimandWriter {
 public:
  explicit EstimandWriter(const NamedStates& states) : states_(states) {}

  std::optional<Claim> write(const Estimand& estimand, const Literals& at);
  std::vector<Claim> guards;

 private:
  std::optional<Claim> joined(Op op, const std::vector<Estimand>& parts, const Literals& at);
  std::optional<Claim> sum(const Estimand& estimand, const Literals& at);
  void guard(const Claim& claim) {
    if (std::find(guards.begin(), guards.end(), claim) == guards.end()) guards.push_back(claim);
  }
  const NamedStates& states_;
  std::size_t written_ = 0;
};

std::optional<Claim> EstimandWriter::write(const Estimand& estimand, const Literals& at) {
  if (++written_ > 8 * kMaxWritten) return std::nullopt;
  switch (estimand.kind) {
    case Estimand::Kind::kProbability: {
      const std::vector<Claim> given = literals_of(estimand.given, at);
      if (!given.empty()) guard(positive(conditional(claims::all_of(given), {}, {})));
      return conditional(claims::all_of(literals_of(estimand.variables, at)), given, {});
    }
    case Estimand::Kind::kQuotient: {
      const auto divisor = write(estimand.parts[1], at);
      if (divisor) guard(positive(*divisor));
      return joined(Op::kDivide, estimand.parts, at);
    }
    case Estimand::Kind::kProduct:
      if (estimand.parts.empty()) return claims::number_term(1);
      return joined(Op::kMultiply, estimand.parts, at);
    case Estimand::Kind::kSum:
      break;
  }
  return sum(estimand, at);
}

std::optional<Claim> EstimandWriter::joined(Op op, const std::vector<Estimand>& parts,
                                            const Literals& at) {
  std::optional<Claim> all = write(parts[0], at);
  for (std::size_t i = 1; all && i < parts.size(); ++i) {
    const auto part = write(parts[i], at);
    all = part ? std::optional(claims::binary(op, *all, *part)) : std::nullopt;
  }
  return all;
}

std::optional<Claim> EstimandWriter::sum(const Estimand& estimand, const Literals& at) {
  std::optional<Claim> all;
  const auto cases = assignments(estimand.variables, states_, kMaxWritten);
  for (const std::string& node : estimand.variables) {
    const auto states = values_of(node, states_);
    if (states.front().op() != Op::kEqual) continue;
    std::vector<Claim> labels;
    for (const Claim& state : states) labels.push_back(state.child(1));
    const Claim among = claims::binary(Op::kIn, claims::name(node),
                                       claims::make(Op::kSet, "", std::move(labels), {}));
    guard(claims::binary(Op::kEqual, conditional(among, {}, {}), claims::number_term(1)));
  }
  for (const Literals& values : cases) {
    Literals here = at;
    for (const auto& [node, value] : values) here.insert_or_assign(node, value);
    const auto term = write(estimand.parts[0], here);
    if (!term) return std::nullopt;
    all = all ? claims::binary(Op::kAdd, *all, *term) : *term;
  }
  return all;
}

}  // namespace

NamedStates named_states(const std::vector<Claim>& terms) {
  claims::EventVariables variables;
  for (const Claim& term : terms) collect_variables(term, variables);
  NamedStates states;
  for (const Claim& term : terms)
    for (const Claim& setting : claims::world_of(term).settings)
      if (setting.op() == Op::kEqual)
        states[claims::set_variable(setting).name()].insert(claims::set_value(setting));
  for (const auto& [key, variable] : variables)
    if (variable.variable.op() == Op::kName && !variable.states.empty())
      states[variable.variable.name()].insert(variable.states.begin(), variable.states.end());
  return states;
}

std::optional<NodeSet> nodes_of(const Claim& event, const causal::CausalGraph& graph) {
  claims::EventVariables variables;
  if (!claims::collect_variables(event, claims::World{}, variables)) return std::nullopt;
  NodeSet nodes;
  for (const auto& [key, variable] : variables) {
    const bool is_node = variable.variable.op() == Op::kName && variable.world.settings.empty() &&
                         graph.has(variable.variable.name());
    if (!is_node) return std::nullopt;
    nodes.insert(variable.variable.name());
  }
  return nodes;
}

std::optional<GraphTerm> graph_term(const Claim& term, const causal::CausalGraph& graph) {
  GraphTerm found{term.child(0), {}, {}, claims::world_of(term).settings};
  const auto nodes = nodes_of(term.child(0), graph);
  if (!nodes) return std::nullopt;
  found.event_nodes = *nodes;
  collect_events(claims::evidence_of(term), found.observed);
  for (const Claim& observed : found.observed)
    if (!nodes_of(observed, graph)) return std::nullopt;
  for (const Claim& setting : found.set)
    if (!graph.has(claims::set_variable(setting).name())) return std::nullopt;
  return found;
}

Claim claim_of(const GraphTerm& term) { return conditional(term.event, term.observed, term.set); }

bool is_state_of_one(const Claim& event) {
  if (event.op() == Op::kName) return true;
  if (event.op() == Op::kNot || event.op() == Op::kEqual) return event.child(0).op() == Op::kName;
  return false;
}

std::vector<Claim> values_of(const std::string& node, const NamedStates& states) {
  const Claim name = claims::name(node);
  const auto named = states.find(node);
  if (named == states.end()) return {name, claims::unary(Op::kNot, name)};
  std::vector<Claim> values;
  for (const std::string& state : named->second) {
    const bool negative = state.starts_with("-");
    const auto literal = claims::parse_literal(state.substr(negative ? 1 : 0));
    Claim label = literal ? claims::number(*literal, {}) : claims::name(state);
    if (literal && negative) label = claims::unary(Op::kNegate, label);
    values.push_back(claims::binary(Op::kEqual, name, label));
  }
  return values;
}

std::vector<Literals> assignments(const NodeSet& nodes, const NamedStates& states,
                                  std::size_t limit) {
  std::vector<Literals> all = {{}};
  for (const std::string& node : nodes) {
    std::vector<Literals> longer;
    for (const Literals& before : all)
      for (const Claim& value : values_of(node, states)) {
        longer.push_back(before);
        longer.back().emplace(node, value);
      }
    if (longer.size() > limit) return {};
    all = std::move(longer);
  }
  return all;
}

std::optional<WrittenEstimand> written(const Estimand& estimand, const Literals& at,
                                       const NamedStates& states) {
  EstimandWriter writer(states);
  Literals all = at;
  for (const std::string& node : causal::free_variables(estimand))
    if (!all.contains(node)) all.emplace(node, values_of(node, states).front());
  auto term = writer.write(estimand, all);
  if (!term) return std::nullopt;
  return WrittenEstimand{std::move(*term), std::move(writer.guards)};
}

Claim conditional(Claim event, const std::vector<Claim>& observed, const std::vector<Claim>& set) {
  std::vector<Claim> parts = {std::move(event)};
  parts.insert(parts.end(), observed.begin(), observed.end());
  if (!set.empty()) parts.push_back(claims::make(Op::kDo, "", set, {}));
  return claims::make(Op::kProbability, "", std::move(parts), {});
}

Claim positive(const Claim& probability) {
  return claims::binary(Op::kGreater, probability, claims::number_term(0));
}

Claim guarded(const std::vector<Claim>& guards, const Claim& equation) {
  const Claim guard = claims::all_of(guards);
  return guard.op() == Op::kTrue ? equation : claims::binary(Op::kImplies, guard, equation);
}

}  // namespace modus::symbolic
