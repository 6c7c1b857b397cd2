// Claims only: givens and a question in, a verified chain out, no model. The chain is written from a
// proof (a least-height Datalog derivation, or the unsat core of a classical proof, or the two
// witnesses of `open`) and then checked like anybody else's.
#pragma once

#include "claims/chain.h"
#include "symbolic/checker.h"

namespace modus::symbolic {

struct Solution {
  claims::Chain chain;   // the problem with derivation and answer appended
  ChainResult result;    // of checking it
};

// problem: header, text, givens, lets and one ask; other steps are an Error. Where no answer can be
// found within the limits the chain has none and the result says undecided.
Solution solve_claims(const claims::Chain& problem, const CheckOptions& options);

}  // namespace modus::symbolic
