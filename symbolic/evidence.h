// Why a verdict is what it is, once the kernel has spoken: the citation that is missing, the right
// value of a wrong number, vacuity. Never changes a verdict.
//
//   have 18 + 36 = 44              refuted    right_value "18 + 36 = 54"
//   have nice(ann) by s1           unproved   also_cite s2
//   have beats(bob, ann) by s1 s2  unproved   nearest_claim beats(ann, bob)
#pragma once

#include "claims/chain.h"
#include "symbolic/entailment.h"
#include "symbolic/kernel.h"
#include "symbolic/verdict.h"

namespace modus::symbolic {

// Fills result.evidence and result.vacuous for the step that the kernel checked last. Returns
// whether all accepted steps together would prove an unproved step; nullopt where that was not
// asked.
std::optional<bool> explain(const claims::Chain& chain, const Theory& theory, const Kernel& kernel,
                            Entailment& layers, StepResult& result);

// "18 + 36 = 54" for the first false equation of a claim whose sides the premises give a value; ""
// where there is none. A claim `18 + 36 = 54` that is true gives "".
std::string right_value(const claims::Claim& claim, std::span<const Premise> premises);

}  // namespace modus::symbolic
