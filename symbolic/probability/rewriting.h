// A query about probabilities as one about the weights of its sample spaces: real numbers, linear
// where the claims are.
//
//   P(a | b) = 0.3, P(b) = 0.5 |- P(a and b) = 0.15
//   ->  7 * w0 - 3 * w1 = 0, w0 + w1 = 0.5 |- w0 = 0.15      w0: a and b, w1: not a and b
//
// Quotients are multiplied out: their denominators are probabilities, and positive wherever the
// claim has a value. In a product a factor that a premise gives as a number is taken as that
// number.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "claims/model.h"
#include "claims/sorts.h"
#include "symbolic/probability/sample_spaces.h"

namespace modus::symbolic {

struct WeightProblem {
  std::vector<claims::Claim> premises;  // one for each given
  std::optional<claims::Claim> goal;
  std::vector<claims::Claim> axioms;  // of the weights
  std::vector<std::string> weights;   // names that the signature does not have
  std::vector<std::string> products;  // likewise, of products that were replaced
  // Premises whose numbers the i-th premise, and the goal, were rewritten with.
  std::vector<std::set<std::size_t>> rests_on;
  std::set<std::size_t> goal_rests_on;
};

// The same where each product of unknowns is an unknown of its own: linear, and what follows from
// it follows. products: their names. Nothing changes where there is no product.
WeightProblem linearised(const WeightProblem& problem, const claims::Signature& signature);

class Rewriting {
 public:
  // goal: nullptr where there is none. Throws NoMeasure.
  Rewriting(std::span<const claims::Claim> premises, const claims::Claim* goal,
            const claims::Signature& signature);
  ~Rewriting();
  Rewriting(const Rewriting&) = delete;
  Rewriting& operator=(const Rewriting&) = delete;

  const WeightProblem& problem() const;

  // A model of the weight problem as one of the query: weights become measures.
  claims::Model model_of(const claims::Model& weights) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::symbolic
