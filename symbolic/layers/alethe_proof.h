// cvc5's proof that a text of to_smtlib (symbolic/export/export.h) is unsat, in Alethe. It reads that
// very text, so that proof and problem belong together. cvc5 is optional; the .cpp without it is
// second_opinion_none.cpp.
#pragma once

#include <string>

#include "symbolic/export/export.h"

namespace modus::symbolic {

// Runs in the worker process. Never throws for what the text says.
AletheProof alethe_proof(const std::string& smtlib);

}  // namespace modus::symbolic
