// What would mend a step that does not follow: the one accepted step that it should have cited, or
// the one claim near to it that its premises do entail. Each is decided by the layers before it is
// shown.
//
//   s4 have tall(ann) by s1     and s2 says tall(X), kind(X)          also cite s2
//   premises likes(ann, bob) -> happy(bob), likes(ann, bob)
//     have happy(ann)                                               happy(bob) follows
#pragma once

#include <optional>
#include <span>

#include "symbolic/entailment.h"

namespace modus::symbolic {

// The index of the smallest of `further` (fewest nodes, then first) that together with the premises
// entails the goal. At most kMaxSingle of those that share a name with the goal or a premise are
// tried.
inline constexpr std::size_t kMaxSingle = 24;
std::optional<std::size_t> closing_premise(const Query& query, std::span<const Premise> further,
                                           Entailment& layers);

// The claim that differs from the goal by one edit (two arguments swapped, one name or predicate
// for another of its sort, a comparison turned round, an implication reversed), is entailed, and is
// no premise already; nullopt where there is none or more than one.
std::optional<claims::Claim> nearest_claim(const Theory& theory, const Query& query,
                                           Entailment& layers);

}  // namespace modus::symbolic
