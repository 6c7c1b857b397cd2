// Names that a sentence lets stand for something.
//
//   Let x be 5 + 3                        ->   x, with the value 5 + 3
//   Let n be the number of red marbles    ->   n, a number that is not known yet
//   Let s denote the sum, let t be 2 * 6  ->   s; t, with the value 2 * 6
//   Let ABC be a triangle                 ->   nothing: no single letter
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/extract/prose_tokens.h"
#include "claims/extract/terms.h"

namespace modus::claims {

struct LetName {
  std::string name;
  std::optional<ProseTerm> value;  // a term right behind `be`, up to the end of the clause
  std::size_t begin = 0;           // the token of the name
};

std::vector<LetName> read_lets(const std::vector<ProseToken>& tokens);

// A sentence that is one such clause and says nothing else: whatever numbers stand in it are part
// of a description.
bool only_lets(const std::vector<ProseToken>& tokens);

}  // namespace modus::claims
