// What a causal effect is in terms of what can be observed: sums, products and quotients of
// probabilities of variables.
//
//   sum z: P(y | x, z) * P(z)
//
// Plain values. A variable of a sum stands for each of its states; the others are free.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "causal/graph.h"
#include "claims/number.h"

namespace modus::causal {

struct Estimand {
  enum class Kind {
    kProbability,  // P(variables | given)
    kSum,          // over `variables` of the only part
    kProduct,      // of the parts; 1 where there is none
    kQuotient,     // of the first part by the second
  };
  Kind kind = Kind::kProduct;
  NodeSet variables;
  NodeSet given;
  std::vector<Estimand> parts;
  bool operator==(const Estimand&) const = default;
};

// Builders that keep things short: P without variables is 1, a sum drops what sums to 1.
Estimand probability(NodeSet variables, NodeSet given);
Estimand sum(NodeSet over, Estimand part);
Estimand product(std::vector<Estimand> parts);
Estimand quotient(Estimand numerator, Estimand denominator);

NodeSet free_variables(const Estimand& estimand);
std::string print(const Estimand& estimand);

// The state of each variable: 0, 1, ...
using States = std::map<std::string, std::size_t>;
// P(event) of an assignment to some variables.
using Probability = std::function<claims::Rational(const States& event)>;

// The value where the free variables have these states. counts: the number of states of each.
// nullopt where a divisor or the probability of a condition is 0.
std::optional<claims::Rational> evaluate(const Estimand& estimand, const States& at,
                                         const States& counts, const Probability& probability);

}  // namespace modus::causal
