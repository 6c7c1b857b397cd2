// Small Bayesian networks over true and false, and their exact probabilities by writing out every
// case: what chains about probabilities and causes are seeded from.
//
//   rain ~> wet   P(rain) = 3/10, P(wet | rain) = 9/10, P(wet | not rain) = 1/20
//   probability of `P(rain | wet)`  54/61;  of `P(wet | do(not rain))`  1/20
//
// Paths and separation are judged here by a search of their own (Koller and Friedman 2009,
// algorithm 3.1), so that what is planted does not lean on the engine that has to find it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "claims/claim.h"

namespace modus::tasks {

inline constexpr std::size_t kMaxNetNodes = 8;  // 2^8 cases

struct NetNode {
  std::string name;
  std::vector<std::size_t> parents;     // earlier nodes
  std::vector<claims::Rational> truth;  // P(node | parents): bit i of the index is parent i
};

// A variable of several states, independent of all nodes: `day in {sat, sun}`.
struct StatesNode {
  std::string name;
  std::vector<std::string> states;
  std::vector<claims::Rational> weights;  // sum 1
};

struct BayesNet {
  std::vector<NetNode> nodes;  // parents before children, at most kMaxNetNodes
  std::optional<StatesNode> many_valued;

  std::optional<std::size_t> find(std::string_view name) const;
  bool has_edge(std::size_t from, std::size_t to) const;
  // A directed path of one edge or more that passes none of `around`.
  bool has_path(std::size_t from, std::size_t to, const std::vector<std::size_t>& around) const;
};

// What a term is worth: numbers, + - * /, P(...) of the network, with `do` and without, no worlds.
// nullopt where it has no value (evidence that cannot happen, a quotient by 0).
std::optional<claims::Rational> value_in(const BayesNet& net, const claims::Claim& term);

// Two nodes and what is known; `out_of` has lost its outgoing edges (back-door paths).
struct Connection {
  std::size_t from = 0, to = 0;
  std::vector<std::size_t> given;
  std::optional<std::size_t> out_of;
};
bool connected(const BayesNet& net, const Connection& asked);

}  // namespace modus::tasks
