// The probabilities of a query in a causal model whose last tables are still to be found.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "causal/graph.h"
#include "causal/model.h"
#include "claims/model.h"
#include "claims/probability.h"
#include "symbolic/probability/fraction.h"

namespace modus::symbolic {

// The variables of a query as nodes: those of its graph, and others, which nothing is known of, as
// effects of all before them.
class ModelTerms {
 public:
  // Throws NoMeasure: several worlds in one regime, more points than a model may have.
  ModelTerms(const causal::CausalGraph& graph, const std::vector<claims::Claim>& terms);

  const causal::CausalModel& model() const { return model_; }
  causal::CausalModel& model() { return model_; }

  // The last node, in the model's order, that a claim's probabilities speak of.
  std::optional<std::size_t> last_node(const claims::Claim& claim) const;

  // A probability where the table of `open` is unknown: unknown row * states + state. Requires that
  // no later node is spoken of.
  Fraction fraction(const claims::Claim& term, std::size_t open) const;

  // The measures of all regimes of the query, over the variables of each.
  std::map<std::string, claims::Measure> measures() const;

 private:
  struct Regime {
    causal::States set;
    claims::EventVariables variables;
  };
  std::size_t place_of(const claims::EventVariable& variable) const;
  claims::SamplePoint sample(const Regime& regime, const std::vector<std::size_t>& point) const;
  std::map<std::string, std::vector<std::string>> values_;  // of each node, by state
  std::map<std::string, Regime> regimes_;
  std::map<std::string, std::size_t> places_;
  causal::CausalModel model_;
};

}  // namespace modus::symbolic
