// One step of a chain as text, in printed or in token form; step_parser.h reads it back.
#pragma once

#include <string>

#include "claims/chain.h"
#include "claims/grammar.h"

namespace modus::claims {

// What stands behind the kind of a step.
//   kBracketed    "nice(anne)  by modus_ponens s1 s2"
//   kJuxtaposed   "modus_ponens s1 s2 nice anne"
std::string print_step_body(const Step& step, AtomForm form);

std::string print_answer_value(const Step& answer);          // "true", "open", "A", "{ann, bob}"
std::string print_step_ids(const std::vector<StepId>& ids);  // "s1 s2"

}  // namespace modus::claims
