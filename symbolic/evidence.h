// Why a verdict is what it is, once the kernel has spoken: the citation that is missing, the right
// value of a wrong number, vacuity. Never changes a verdict.
//
//   have 18 + 36 = 44              refuted    right_value "18 + 36 = 54"
//   have nice(ann) by s1           unproved   also_cite s2
//   have beats(bob, ann) by s1 s2  unproved   nearest_claim beats(ann, bob)
#pragma once

#include "claims/chain.h"
#include "symbolic/citable_steps.h"
#include "symbolic/entailment.h"
#include "symbolic/kernel.h"
#include "symbolic/verdict.h"

namespace modus::symbolic {

// One chain, its steps in order. A step costs a bounded number of queries, each of a bounded number
// of premises, however long the chain is. All are borrowed.
class Explainer {
 public:
  Explainer(const claims::Chain& chain, const Theory& theory, const Kernel& kernel,
            Entailment& layers)
      : chain_(chain), theory_(theory), kernel_(kernel), layers_(layers),
        citable_(chain, theory, kernel) {}

  // Fills result.evidence and result.vacuous for the step that the kernel checked last. Returns
  // whether the accepted steps together would prove an unproved step; nullopt where that was not
  // asked, or not of all that it is connected to.
  std::optional<bool> explain(StepResult& result);

 private:
  std::optional<bool> find_missing_citation(const claims::Claim& goal, StepResult& result);
  std::vector<claims::StepId> missing_steps(const Query& query, const Decision& decision,
                                            const claims::Step& step);

  const claims::Chain& chain_;
  const Theory& theory_;
  const Kernel& kernel_;
  Entailment& layers_;
  CitableSteps citable_;
};

// "18 + 36 = 54" for the first false equation of a claim whose sides the premises give a value; ""
// where there is none. A claim `18 + 36 = 54` that is true gives "".
std::string right_value(const claims::Claim& claim, std::span<const Premise> premises);

}  // namespace modus::symbolic
