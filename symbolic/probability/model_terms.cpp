#include "symbolic/probability/model_terms.h"

#include <algorithm>

#include "claims/print.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;
using claims::Rational;

namespace {

constexpr std::size_t kMaxPointsPerRegime = 4096;

std::vector<std::string> values_of(const std::set<std::string>& states) {
  if (states.empty()) return {"true", "false"};
  std::vector<std::string> values(states.begin(), states.end());
  std::string other = "another";
  while (states.contains(other)) other += '_';
  values.push_back(other);
  return values;
}

causal::CausalModel model_over(const causal::CausalGraph& graph, const causal::States& counts) {
  auto model = causal::CausalModel::over(graph, counts);
  std::size_t points = 1;
  if (model)
    for (const causal::ModelNode& node : model->nodes()) points *= node.states;
  if (!model || points > kMaxPointsPerRegime)
    throw NoMeasure{"a graph with too many nodes for a causal model"};
  return std::move(*model);
}

}  // namespace

ModelTerms::ModelTerms(const causal::CausalGraph& graph, const std::vector<Claim>& terms) {
  std::map<std::string, std::set<std::string>> states;
  const auto note = [&](const std::string& node, const std::set<std::string>& named) {
    states[node].insert(named.begin(), named.end());
  };
  for (const Claim& term : terms) {
    const std::string name = regime_of(term);
    if (name.find(" | ") != std::string::npos) throw NoMeasure{"worlds beside each other"};
    Regime& regime = regimes_[name];
    if (!claims::collect_variables(term, regime.variables))
      throw NoMeasure{"an event with a variable"};
    std::vector<claims::World> worlds = {claims::world_of(term)};
    for (const auto& [key, variable] : regime.variables) {
      note(claims::print(variable.variable), variable.states);
      worlds.push_back(variable.world);
    }
    for (const claims::World& world : worlds)
      for (const Claim& setting : world.settings)
        note(claims::print(claims::set_variable(setting)),
             setting.op() == Op::kEqual ? std::set{claims::set_value(setting)}
                                        : std::set<std::string>{});
  }
  causal::CausalGraph whole = graph;
  for (const auto& [node, named] : states) {
    if (whole.has(node)) continue;
    const causal::NodeSet before = whole.nodes();
    whole.add_node(node);
    for (const std::string& other : before) whole.add_edge(other, node);
  }
  causal::States counts;
  for (const auto& [node, named] : states) {
    values_[node] = values_of(named);
    counts[node] = values_[node].size();
  }
  model_ = model_over(whole, counts);
  for (std::size_t i = 0; i < model_.nodes().size(); ++i) places_[model_.nodes()[i].name] = i;
  for (const Claim& term : terms) {
    Regime& regime = regimes_.at(regime_of(term));
    claims::World world = claims::world_of(term);
    for (const auto& [key, variable] : regime.variables) world = variable.world;
    for (const Claim& setting : world.settings) {
      const std::string node = claims::print(claims::set_variable(setting));
      const auto& values = values_.at(node);
      const auto found = std::find(values.begin(), values.end(), claims::set_value(setting));
      if (found == values.end()) throw NoMeasure{node + " is set and has no such state"};
      regime.set[node] = static_cast<std::size_t>(found - values.begin());
    }
  }
}

std::size_t ModelTerms::place_of(const claims::EventVariable& variable) const {
  return places_.at(claims::print(variable.variable));
}

std::optional<std::size_t> ModelTerms::last_node(const Claim& claim) const {
  const Claim claims_[] = {claim};
  std::optional<std::size_t> last;
  for (const Claim& term : probability_terms(claims_)) {
    claims::EventVariables variables;
    collect_variables(term, variables);
    for (const auto& [key, variable] : variables)
      last = std::max(last.value_or(0), place_of(variable));
    for (const auto& [node, state] : regimes_.at(regime_of(term)).set)
      last = std::max(last.value_or(0), places_.at(node));
  }
  return last;
}

claims::SamplePoint ModelTerms::sample(const Regime& regime,
                                       const std::vector<std::size_t>& point) const {
  claims::SamplePoint sample;
  for (const auto& [key, variable] : regime.variables) {
    const std::size_t place = place_of(variable);
    if (place < point.size())
      sample.emplace(key, values_.at(claims::print(variable.variable))[point[place]]);
  }
  return sample;
}

// Over all points of the nodes up to the open one; its factor is an unknown unless it is set.
Fraction ModelTerms::fraction(const Claim& term, std::size_t open) const {
  const Regime& regime = regimes_.at(regime_of(term));
  const claims::World world = claims::world_of(term);
  const Claim joint = claims::joint_of(term).child(0), evidence = claims::evidence_of(term);
  const causal::ModelNode& last = model_.nodes()[open];
  Fraction result{Polynomial(), Polynomial(), true};
  for (const auto& [point, weight] : model_.prefix_distribution(regime.set, open)) {
    const claims::SamplePoint at = sample(regime, point);
    const auto observed = claims::holds(evidence, world, at);
    const auto inside = claims::holds(joint, world, at);
    if (!observed || !inside) throw NoMeasure{"a later node"};
    if (!*observed) continue;
    const std::size_t row = model_.row_at(open, point);
    const Polynomial factor =
        regime.set.contains(last.name)
            ? Polynomial(1)
            : Polynomial::unknown(static_cast<std::uint32_t>(row * last.states + point[open]));
    result.denominator.add(factor, weight);
    if (*inside) result.numerator.add(factor, weight);
  }
  if (evidence.op() == Op::kTrue) result.denominator = Polynomial(1);
  return result;
}

std::map<std::string, claims::Measure> ModelTerms::measures() const {
  std::map<std::string, claims::Measure> measures;
  for (const auto& [name, regime] : regimes_) {
    std::map<claims::SamplePoint, Rational> weights;
    for (const auto& [point, weight] : model_.distribution(regime.set))
      weights[sample(regime, point)] += weight;
    measures.emplace(name, claims::Measure(weights.begin(), weights.end()));
  }
  return measures;
}

}  // namespace modus::symbolic
