// What a given graph says of the probabilities of a query: equations between regimes that
// do-calculus, adjustment, the front door, identification, truncated factorisation, the twin network
// or consistency license, and independences that separation proves. Claims of the language, each
// true in every model of the graph.
//
//   graph { z ~> x ~> y, z ~> y }, the query speaks of P(y | do(x)) and P(y | x, z)
//   ->  P(x and z) > 0 and P(x and not z) > 0 ->
//         P(y | do(x)) = P(y | x, z) * P(z) + P(y | x, not z) * P(not z)
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "claims/claim.h"

namespace modus::symbolic {

struct CausalLinks {
  std::vector<claims::Claim> claims;
  std::optional<std::size_t> graph_premise;  // what all of them rest on
  std::string malformed;                     // a cycle, two graphs: nothing can be said
};

// The graph of a premise, itself or a conjunct of it; nullptr where there is none.
const claims::Claim* graph_in(const claims::Claim& premise);
bool has_graph(std::span<const claims::Claim> premises);

CausalLinks causal_links(std::span<const claims::Claim> premises,
                         const std::optional<claims::Claim>& goal);

}  // namespace modus::symbolic
