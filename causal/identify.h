// Is a causal effect a function of what can be observed? The ID algorithm in the form of Tian and
// Pearl (2002), complete by Huang and Valtorta (2006) and Shpitser and Pearl (2006).
//
//   graph { x ~> m ~> y, x <~> y }: P(y | do(x))
//       = sum m: P(m | x) * (sum x: P(y | m, x) * P(x))
//   graph { x ~> y, x <~> y }: P(y | do(x)) is not identifiable: the hedge {x, y}, {y}
#pragma once

#include <string>
#include <variant>

#include "causal/estimand.h"
#include "causal/graph.h"

namespace modus::causal {

// Two sets of nodes, each joined by confoundings, the inner one without x: models that agree on
// all that is observed differ in the effect (Shpitser and Pearl 2006, theorem 4).
struct Hedge {
  NodeSet outer;
  NodeSet inner;
};
std::string print(const Hedge& hedge);  // "{x, y} over {y}"

// P(y | do(x)) from the observational distribution. x and y: disjoint observed nodes, y not empty.
std::variant<Estimand, Hedge> identify(const CausalGraph& graph, const NodeSet& x,
                                       const NodeSet& y);

}  // namespace modus::causal
