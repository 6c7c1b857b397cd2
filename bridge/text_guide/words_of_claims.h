// What given claims are made of, as a lexicon: their names by the places where they stand, and the
// switches of what occurs.
//
//   kind(ann), forall X: kind(X) -> age(X) > 3
//     predicates kind/1, functions age/1, constants ann, variables X, numbers 3; conditional,
//     quantifiers, comparison
#pragma once

#include <span>

#include "bridge/text_guide/claim_grammar.h"
#include "claims/claim.h"

namespace modus::bridge {

// In order of first occurrence, each once. What claim_grammar leaves out of the language is left
// out here.
TextLexicon words_of_claims(std::span<const claims::Claim> claims);

}  // namespace modus::bridge
