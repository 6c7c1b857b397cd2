// Words of a text that a formula takes no notice of: where several readings agree on a formula,
// these are what they most often pass over.
//
//   "Ida eats 3 figs in the morning and 2 at noon. How many figs does Ida eat in a week?"
//     figs + figs_noon             "the question asks for a week, no number does"
//   "She sells 4 of 9 figs and dries the rest, 2 on each tray."
//     figs / figs_tray             "sentence 1 says `rest`, nothing is taken away"
#pragma once

#include <string>

#include "bridge/word_problem.h"
#include "claims/claim.h"

namespace modus::bridge {

// formula: over the names of the problem's quantities, and numbers that convert units. "" where
// everything is heeded that we know of.
std::string unheeded(const claims::Claim& formula, const WordProblem& problem);

}  // namespace modus::bridge
