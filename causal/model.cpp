#include "causal/model.h"

#include <algorithm>

namespace modus::causal {

using claims::Rational;

std::optional<CausalModel> CausalModel::over(const CausalGraph& graph, const States& counts) {
  CausalModel model;
  States places;
  std::size_t points = 1;
  const auto add = [&](const std::string& name, const std::vector<std::size_t>& parents) {
    ModelNode node{name, 2, parents, {}};
    if (const auto count = counts.find(name); count != counts.end()) node.states = count->second;
    std::size_t rows = 1;
    for (const std::size_t parent : parents) rows *= model.nodes_[parent].states;
    const Rational share(1, static_cast<unsigned long>(node.states));
    node.rows.assign(rows, std::vector<Rational>(node.states, share));
    points *= node.states;
    places.emplace(name, model.nodes_.size());
    model.nodes_.push_back(std::move(node));
    return points <= kMaxModelPoints && rows <= kMaxModelPoints;
  };
  const auto pairs = graph.confoundings();
  const auto cause = [](const auto& pair) { return pair.first + " <~> " + pair.second; };
  for (const auto& pair : pairs)
    if (!add(cause(pair), {})) return std::nullopt;
  for (const std::string& name : graph.topological_order()) {
    std::vector<std::size_t> parents;
    for (const std::string& parent : graph.parents({name})) parents.push_back(places.at(parent));
    for (const auto& pair : pairs)
      if (pair.first == name || pair.second == name) parents.push_back(places.at(cause(pair)));
    if (!add(name, parents)) return std::nullopt;
  }
  return model;
}

std::size_t CausalModel::row_at(std::size_t node, const std::vector<std::size_t>& point) const {
  std::size_t row = 0, stride = 1;
  for (const std::size_t parent : nodes_[node].parents) {
    row += point[parent] * stride;
    stride *= nodes_[parent].states;
  }
  return row;
}

std::vector<CausalModel::Weighted> CausalModel::extended(std::vector<Weighted> points,
                                                         std::size_t node, const States& set,
                                                         bool weighted) const {
  const auto fixed = set.find(nodes_[node].name);
  std::vector<Weighted> longer;
  for (const Weighted& before : points)
    for (std::size_t state = 0; state < nodes_[node].states; ++state) {
      if (fixed != set.end() && fixed->second != state) continue;
      Weighted next = before;
      next.point.push_back(state);
      if (weighted && fixed == set.end())
        next.weight *= nodes_[node].rows[row_at(node, next.point)][state];
      if (next.weight != 0) longer.push_back(std::move(next));
    }
  return longer;
}

std::vector<CausalModel::Weighted> CausalModel::distribution(const States& set) const {
  std::vector<Weighted> points = {{{}, 1}};
  for (std::size_t i = 0; i < nodes_.size(); ++i)
    points = extended(std::move(points), i, set, true);
  return points;
}

std::vector<CausalModel::Weighted> CausalModel::prefix_distribution(const States& set,
                                                                    std::size_t open) const {
  std::vector<Weighted> points = {{{}, 1}};
  for (std::size_t i = 0; i <= open; ++i) points = extended(std::move(points), i, set, i != open);
  return points;
}

Rational CausalModel::probability(const States& event, const States& set) const {
  Rational sum = 0;
  for (const Weighted& at : distribution(set)) {
    const bool inside = std::all_of(nodes_.begin(), nodes_.end(), [&](const ModelNode& node) {
      const auto wanted = event.find(node.name);
      return wanted == event.end() ||
             wanted->second == at.point[static_cast<std::size_t>(&node - nodes_.data())];
    });
    if (inside) sum += at.weight;
  }
  return sum;
}

}  // namespace modus::causal
