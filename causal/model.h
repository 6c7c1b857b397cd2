// A causal model with exact tables: for each node a distribution given its parents. Hidden common
// causes are nodes of their own. All regimes follow from it by truncated factorisation.
//
//   x ~> y, P(x) = 1/2, P(y | x) = 3/4, P(y | not x) = 1/4   ->   P(y | do(x)) = 3/4
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "causal/estimand.h"
#include "causal/graph.h"
#include "claims/number.h"

namespace modus::causal {

inline constexpr std::size_t kMaxModelPoints = std::size_t{1} << 14;

struct ModelNode {
  std::string name;
  std::size_t states = 2;
  std::vector<std::size_t> parents;  // indices of earlier nodes
  // One row a configuration of the parents (the first parent runs fastest), each sums to 1.
  std::vector<std::vector<claims::Rational>> rows;
};

class CausalModel {
 public:
  // The nodes of the graph and of its confoundings, parents first, with `counts` states (2 where
  // it says nothing) and uniform rows. nullopt: more than kMaxModelPoints.
  static std::optional<CausalModel> over(const CausalGraph& graph, const States& counts);

  const std::vector<ModelNode>& nodes() const { return nodes_; }
  void set_row(std::size_t node, std::size_t row, std::vector<claims::Rational> distribution) {
    nodes_[node].rows[row] = std::move(distribution);
  }
  std::size_t row_at(std::size_t node, const std::vector<std::size_t>& point) const;

  // Every point (one state a node, in order) with the product of its rows, those of set nodes left
  // out: Pearl 2009, eq. 3.10. Points that contradict `set` are left out.
  struct Weighted {
    std::vector<std::size_t> point;
    claims::Rational weight;
  };
  std::vector<Weighted> distribution(const States& set) const;
  // The same for the nodes up to `open`, whose own factor is left out.
  std::vector<Weighted> prefix_distribution(const States& set, std::size_t open) const;
  claims::Rational probability(const States& event, const States& set) const;

 private:
  std::vector<Weighted> extended(std::vector<Weighted> points, std::size_t node, const States& set,
                                 bool weighted) const;
  std::vector<ModelNode> nodes_;
};

}  // namespace modus::causal
