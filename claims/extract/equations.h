// Equations and chains of equalities in the tokens of one sentence.
//
//   where A = (-9 - 5 - 0)                  ->   let A := -9 - 5 - 0
//   A = (-9 - 5 - 0) = -9 - 5 = -14         ->   A = -9 - 5 - 0, -9 - 5 - 0 = -9 - 5, -9 - 5 = -14
//   18 rolls + 36 rolls = 54 rolls          ->   18 + 36 = 54
//   let x be the number of rolls; x = 18 + 36 = 54      let x := 18 + 36, 18 + 36 = 54
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

// Names that earlier sentences introduced; those of the sentence that is read are added.
struct Names {
  // With a value. Only where the words say so: where, let, call, calculate, and the list that
  // follows such a word; and a name that was let, by the first equation that says what it is.
  std::set<std::string> defined;
  std::set<std::string> let;  // "let x be the number of apples", and no equation spoke of x yet
};

Equations read_equations(const std::vector<ProseToken>& tokens, Names& names);

}  // namespace modus::claims
