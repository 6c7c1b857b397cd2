// What a step asks, written for other provers.
//
//   s3 have kind(rex) by s1 s2   ->   SMT-LIB 2.6, unsat exactly where s1 and s2 entail it
//                                     TPTP, a theorem exactly then
//
// Names keep their spelling but where the other language has the word; quantities become plain
// numbers, in coherent SI units where a query has several units of one dimension.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "claims/chain.h"
#include "symbolic/entailment.h"

namespace modus::symbolic {

// What a step asks, as the kernel takes it; nullopt: nothing, and `reason` says why.
struct StepQuery {
  std::size_t index = 0;  // of the step in the chain
  std::optional<Query> query;
  std::string reason;
};

// One for each `have` step and for the answer, whose goals become one; in order. Nothing is solved:
// linear in the steps. Throws Error under `logic directed`, whose rules have no such form.
std::vector<StepQuery> step_queries(const claims::Chain& chain, const Theory& theory);

// That of one `have` step. Throws Error naming the step and why it asks nothing.
Query query_of_step(const claims::Chain& chain, const Theory& theory, claims::StepId step);

// Both throw Error where a claim has no form there: "log(x, 2) has no SMT-LIB form".
std::string to_smtlib(const Theory& theory, const Query& query);
std::string to_tptp(const Theory& theory, const Query& query);

// A proof that a text of to_smtlib is unsat, in Alethe (Schurr et al. 2021), by cvc5 in the worker
// process under these limits. text is empty where there is none, and `reason` says why.
struct AletheProof {
  std::string text;
  std::string reason;
};
AletheProof to_alethe(const std::string& smtlib, const Limits& limits);

}  // namespace modus::symbolic
