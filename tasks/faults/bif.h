// Bayesian networks in the Bayesian Interchange Format (BIF): variables, states, tables.
//
//   variable rain { type discrete [ 2 ] { yes, no }; }
//   probability ( wet | rain ) { (yes) 0.9, 0.1; (no) 0.05, 0.95; }
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "claims/number.h"
#include "tasks/faults/bayes_net.h"

namespace modus::tasks {

inline constexpr std::size_t kMaxBifBytes = 4u << 20;
inline constexpr std::size_t kMaxBifVariables = 2'000;
inline constexpr std::size_t kMaxBifStates = 200;    // of a variable
inline constexpr std::size_t kMaxBifRows = 100'000;  // of a table

struct BifVariable {
  std::string name;
  std::vector<std::string> states;
  std::vector<std::size_t> parents;  // indices of variables
  // A row for each setting of the parents, the last parent's state changing first; a row has a
  // probability for each state; what does not quite sum to 1 was divided by its sum.
  std::vector<std::vector<claims::Rational>> table;
};

struct BifNet {
  std::vector<BifVariable> variables;  // in the file's order
};

// Throws ParseError with line and column: what is no BIF, a variable without table or with two, a
// row that is missing or does not sum to 1, a cycle, more than the limits above.
BifNet read_bif(std::string_view text, std::string_view source_name);

// A part that is a network of its own: a variable with all its ancestors, every one of two states,
// at most kMaxNetNodes of them; the first state is read as true. Beside it a root of three states
// or more, where there is one outside. Such parts are drawn; empty where the net has none. Names
// become names of the claim language.
std::vector<BayesNet> small_parts(const BifNet& net);

}  // namespace modus::tasks
