#include "tests/symbolic/probability/structural_model.h"

#include <utility>

#include "base/error.h"
#include "claims/evaluate.h"
#include "claims/probability.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;
using claims::Rational;

namespace {

void set(std::map<std::string, bool>& settings, const Claim& setting) {
  settings[claims::set_variable(setting).name()] = claims::set_value(setting) == "true";
}

}  // namespace

StructuralModel::StructuralModel(const causal::CausalGraph& graph, RandomStream& random) {
  std::map<std::string, std::vector<std::size_t>> causes;
  for (const auto& [a, b] : graph.confoundings()) {
    for (const std::string& node : {a, b}) causes[node].push_back(nodes_.size());
    nodes_.emplace_back();
  }
  for (const std::string& name : graph.topological_order()) {
    Node node{name, causes[name], {}};
    for (const std::string& parent : graph.parents({name}))
      node.parents.push_back(places_.at(parent));
    places_[name] = nodes_.size();
    nodes_.push_back(std::move(node));
  }
  MODUS_CHECK(nodes_.size() <= 9, "{} nodes", nodes_.size());
  for (Node& node : nodes_)
    for (std::size_t row = 0; row < std::size_t{1} << node.parents.size(); ++row)
      node.below.push_back(1 + random.below(3));
}

std::vector<bool> StructuralModel::world(std::size_t point, const Settings& settings) const {
  std::vector<bool> values(nodes_.size());
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    std::size_t row = 0;
    for (std::size_t k = 0; k < nodes_[i].parents.size(); ++k)
      if (values[nodes_[i].parents[k]]) row |= std::size_t{1} << k;
    const auto noise = static_cast<unsigned>(point >> (2 * i) & 3);
    const auto found = settings.find(nodes_[i].name);
    values[i] = found != settings.end() ? found->second : noise < nodes_[i].below[row];
  }
  return values;
}

bool StructuralModel::holds(const Claim& event, std::size_t point, const Settings& settings) const {
  switch (event.op()) {
    case Op::kTrue:
      return true;
    case Op::kName:
      return world(point, settings)[places_.at(event.name())];
    case Op::kNot:
      return !holds(event.child(0), point, settings);
    case Op::kAnd:
      return holds(event.child(0), point, settings) && holds(event.child(1), point, settings);
    case Op::kWorld: {
      Settings inner = settings;
      for (std::size_t i = 1; i < event.children().size(); ++i) set(inner, event.child(i));
      return holds(event.child(0), point, inner);
    }
    default:
      MODUS_CHECK(false, "an event of another form");
      return false;
  }
}

std::optional<Rational> StructuralModel::probability(const Claim& term) const {
  Settings settings;
  for (const Claim& setting : claims::world_of(term).settings) set(settings, setting);
  const Claim evidence = claims::evidence_of(term);
  unsigned long possible = 0, inside = 0;
  for (std::size_t point = 0; point < points(); ++point) {
    if (!holds(evidence, point, settings)) continue;
    ++possible;
    inside += holds(term.child(0), point, settings) ? 1 : 0;
  }
  if (possible == 0) return std::nullopt;
  Rational value(inside, possible);
  value.canonicalize();
  return value;
}

std::optional<bool> StructuralModel::truth(const Claim& claim) const {
  bool defined = true;
  const auto numbers = [&](const auto& self, const Claim& part) -> Claim {
    if (part.op() == Op::kProbability) {
      const auto value = probability(part);
      defined = defined && value;
      return claims::number_term(value.value_or(0));
    }
    std::vector<Claim> children;
    for (const Claim& child : part.children()) children.push_back(self(self, child));
    return children.empty() ? part : claims::make(part.op(), part.name(), std::move(children), {});
  };
  const claims::Value value = claims::evaluate_ground(numbers(numbers, claim));
  const bool* truth = std::get_if<bool>(&value);
  return defined && truth != nullptr ? std::optional(*truth) : std::nullopt;
}

}  // namespace modus::symbolic
