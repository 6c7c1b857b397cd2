// A problem in first-order notation, decided: the label of FOLIO and ProverQA from the formulas
// that the data set gives.
#pragma once

#include <string>
#include <vector>

#include "claims/chain.h"
#include "claims/fol_names.h"
#include "symbolic/checker.h"

namespace modus::tasks {

struct FolProblem {
  std::vector<std::string> premises;
  std::string conclusion;
};

struct FolReading {
  claims::Chain chain;  // the givens and the question; no steps where `unread` says why
  claims::FolNames names;
  std::vector<std::string> notes;  // irregular writing, names that clash
  std::string unread;              // "premise 3: ... no quantifier binds `y` ..."
};
FolReading read_fol_problem(const FolProblem& problem);

struct FolDecision {
  std::string answer;   // "true", "false" or "open"; "" when there is none
  std::string trouble;  // why there is none: inconsistent with its core, undecided
  bool inconsistent = false;
  std::string evidence;  // the premises that decide it, or a counter-model
};
FolDecision decide_fol(const FolReading& reading, const symbolic::CheckOptions& options);

// Predicates and constants that stand in one formula only (the question counts as one), each with
// the nearest other name: "`cupcake` (nearest cupcakes)". Nothing is ever merged.
std::vector<std::string> lone_names(const FolReading& reading);

}  // namespace modus::tasks
