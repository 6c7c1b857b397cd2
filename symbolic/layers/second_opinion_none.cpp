#include "symbolic/layers/alethe_proof.h"
#include "symbolic/layers/layers.h"
#include "symbolic/layers/second_opinion.h"

namespace modus::symbolic {

bool has_double_check() { return false; }

Decision second_opinion(const Theory&, const SolverQuery&) {
  Decision decision;
  decision.reason = "this build has no cvc5";
  return decision;
}

AletheProof alethe_proof(const std::string&) { return {"", "this build has no cvc5"}; }

}  // namespace modus::symbolic
