// From the verdicts of the steps to the verdict of the chain. Pure.
//
// One verdict, the first that applies: malformed, inconsistent, refuted (any step); then, in the
// answer's backward slice (all steps where there is no answer), unproved, undecided, ungrounded,
// valid, verified.
#pragma once

#include <vector>

#include "claims/chain.h"
#include "symbolic/verdict.h"

namespace modus::symbolic {

struct ChainFacts {
  bool inconsistent = false;                      // the givens, or the header alone, have no model
  std::vector<claims::StepId> inconsistent_core;  // the givens that clash
  // Sentences of the text, counted from 1, that no grounded given reads: only answers that depend on
  // nothing being missed ask for them.
  std::vector<std::size_t> unread;
  bool nothing_missed = false;                    // the answer is one of those
};

ChainResult conclude(const claims::Chain& chain, std::vector<StepResult> steps,
                     const ChainFacts& facts);

// Indices of the steps that the answer rests on, ascending, the answer included; all steps where
// there is no answer. `answer open` rests on every given.
std::vector<std::size_t> backward_slice(const claims::Chain& chain);

}  // namespace modus::symbolic
