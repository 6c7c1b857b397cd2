// A causal model whose nodes are functions of their parents and of a noise of their own, so that
// every world exists at every point: what claims about imagined worlds are worth, by counting.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "causal/graph.h"
#include "claims/claim.h"
#include "claims/number.h"

namespace modus::symbolic {

// Each node, and each hidden cause of two, has a noise of 4 equally likely values; a node is true
// where its noise is below 1, 2 or 3, as drawn for the values of its parents. At most 9 of both.
class StructuralModel {
 public:
  StructuralModel(const causal::CausalGraph& graph, RandomStream& random);

  // P(event | evidence, do(settings)), events about several worlds too; nullopt where the evidence
  // is impossible.
  std::optional<claims::Rational> probability(const claims::Claim& term) const;

  // An equation or comparison between terms over probabilities; nullopt where it has no value.
  std::optional<bool> truth(const claims::Claim& claim) const;

 private:
  using Settings = std::map<std::string, bool>;
  struct Node {
    std::string name;                  // "" for a hidden cause
    std::vector<std::size_t> parents;  // earlier nodes
    std::vector<unsigned> below;       // by the parents' values, the first fastest
  };
  std::vector<bool> world(std::size_t point, const Settings& settings) const;
  bool holds(const claims::Claim& event, std::size_t point, const Settings& settings) const;
  std::size_t points() const { return std::size_t{1} << (2 * nodes_.size()); }

  std::vector<Node> nodes_;
  std::map<std::string, std::size_t> places_;
};

}  // namespace modus::symbolic
