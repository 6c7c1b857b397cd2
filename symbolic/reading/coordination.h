// What `and`, `or` and commas join within a stretch of a sentence.
//
//   "gentle, bold or shy"     three alternatives
//   "small and quiet"         two conjuncts
#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>

#include "symbolic/reading/assertions.h"
#include "symbolic/reading/words.h"

namespace modus::symbolic::reading {

// The first content word of a conjunct of which no token is used; "" where there is none.
std::string unused_conjunct(std::span<const Token> tokens, const Stretch& stretch,
                            const std::set<std::size_t>& used);
// The first content word that is not used in an alternative: what an `or` joins, or a comma in a
// list that ends in `or`. A word less there and the claim says more.
std::string unused_alternative(std::span<const Token> tokens, const Stretch& stretch,
                               const std::set<std::size_t>& used);

}  // namespace modus::symbolic::reading
