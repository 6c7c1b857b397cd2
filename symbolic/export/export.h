// What a step asks, written for other provers.
//
//   s3 have kind(rex) by s1 s2   ->   SMT-LIB 2.6, unsat exactly where s1 and s2 entail it
//                                     TPTP, a theorem exactly then
//
// Names keep their spelling but where the other language has the word; quantities become plain
// numbers, in coherent SI units where a query has several units of one dimension.
#pragma once

#include <cstddef>
#include <string>

#include "claims/chain.h"
#include "symbolic/entailment.h"

namespace modus::symbolic {

// The premises and the goal of a `have` step as the kernel takes them; an answer has no such form.
// Throws Error naming the step and why it asks nothing.
Query query_of_step(const claims::Chain& chain, const Theory& theory, claims::StepId step);

// Both throw Error where a claim has no form there: "log(x, 2) has no SMT-LIB form".
std::string to_smtlib(const Theory& theory, const Query& query);
std::string to_tptp(const Theory& theory, const Query& query);

}  // namespace modus::symbolic
