// Equations and chains of equalities in the tokens of one sentence.
//
//   where A = (-9 - 5 - 0)                  ->   let A := -9 - 5 - 0
//   A = (-9 - 5 - 0) = -9 - 5 = -14         ->   A = -9 - 5 - 0, -9 - 5 - 0 = -9 - 5, -9 - 5 = -14
//   18 rolls + 36 rolls = 54 rolls          ->   18 + 36 = 54
//   the total - 5 = 49; 3x = 12; 2 h = 120 min     stay unread: a side reaches into words,
//                                                  is algebra, hides a conversion
#pragma once

#include <set>
#include <string>
#include <vector>

#include "claims/extract/extract.h"
#include "claims/extract/prose_tokens.h"

namespace modus::claims {

struct Equations {
  std::vector<Reading> readings;  // spans are in the plain text
  std::size_t unread = 0;         // equality signs with a side that could not be read
};

// defined: names that earlier sentences defined; those defined here are added. A name is defined
// only where the words say so: where, let, call, calculate, and the list that follows such a word.
Equations read_equations(const std::vector<ProseToken>& tokens, std::set<std::string>& defined);

}  // namespace modus::claims
