// Every way to apply one rule among premises of `logic directed` to literals among them, so that it
// says something that none of them states.
//
//   s1 kind(ann)   s2 kind(X) -> patient(X)   s3 patient(X) -> calm(X)     s1 s2: patient(ann)
#pragma once

#include <span>
#include <vector>

#include "claims/chain.h"
#include "claims/claim.h"
#include "symbolic/entailment.h"

namespace modus::symbolic {

struct Application {
  std::vector<claims::StepId> premises;  // ascending: the rule and the literals of its body
  claims::Claim conclusion;              // a literal
};

// By rule, then in the order of its matches. A literal that several premises state is taken from
// the first. Empty where a premise is outside the fragment or has an `absent`; at most `limit`.
std::vector<Application> applications(std::span<const Premise> premises, std::size_t limit);

}  // namespace modus::symbolic
