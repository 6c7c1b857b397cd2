// A causal model that fits a given graph and the claims of a query: the witness that premises have
// a model, or that a goal does not follow.
//
//   graph { u ~> x ~> y, u ~> y, hidden u }, P(y | x) = 0.7 |- P(y | do(x)) = 0.7
//   ->  tables of u, x and y with P(y | x) = 0.7 and another P(y | do(x))
//
// Nodes get their tables one by one, parents first: what the claims say of a node and those before
// it is linear in its table and solved exactly, the rest is drawn. The same query finds the same
// model.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "claims/model.h"
#include "symbolic/entailment.h"

namespace modus::symbolic {

// fits: the judge of a model (own evaluation of all claims, the goal false). nullopt: none found,
// which proves nothing.
std::optional<claims::Model> find_causal_model(
    const Theory& theory, const std::vector<claims::Claim>& premises,
    const std::optional<claims::Claim>& goal, const Limits& limits,
    const std::function<bool(const claims::Model&)>& fits);

}  // namespace modus::symbolic
