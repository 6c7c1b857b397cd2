// The instances of a quantified claim that a step is about.
//
//   kind(X) and young(X) -> nice(X)   with   kind(ann), nice(bob)
//     ->   kind(ann) and young(ann) -> nice(ann),   kind(bob) and young(bob) -> nice(bob)
//   exists X: cat(X) and black(X)   with   black(tom)   ->   cat(tom) and black(tom)
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "claims/claim.h"

namespace modus::rules {

// quantified: what stands below leading `forall`s or below leading `exists`, or an implication or
// equivalence with free variables; other claims have no instances here. An instance binds every
// variable by matching atoms of the quantified claim (their signs aside), and applications in its
// comparisons, with those of the claims, the first of which takes part in each instance. At most
// `limit`, without repetition, in order of the atoms.
std::vector<claims::Claim> instances_of(const claims::Claim& quantified,
                                        std::span<const claims::Claim> claims, std::size_t limit);

}  // namespace modus::rules
