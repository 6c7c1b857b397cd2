// Equations and chains of equalities in the tokens of one sentence.
//
//   A = (-9 - 5 - 0) = -9 - 5 = -14    ->   let A, A = -9 - 5 - 0, ... , -9 - 5 = -14
#pragma once

#include <set>
#include <string>
#include <vector>

#include "claims/extract/extract.h"
#include "claims/extract/prose_tokens.h"

namespace modus::claims {

// What the sentence says of its numbers beside the equations.
struct Manner {
  bool about = false;      // about, approximately, rounded
  bool remainder = false;  // "... with 1 remaining": a quotient may be the whole part
  bool cents = false;      // cents beside dollars: a factor of 100 may be unsaid
};

struct Equations {
  std::vector<Reading> readings;  // spans are in the plain text
  std::size_t unread = 0;         // equality signs with a side that could not be read
};

// defined: names that earlier sentences defined; those defined here are added.
Equations read_equations(const std::vector<ProseToken>& tokens, const Manner& manner,
                         std::set<std::string>& defined);

// left = right, or left ~= right where right is a plain decimal that the exact value does not reach,
// or was said to be rounded.
enum class Rounding : std::uint8_t { kExact, kAbout };
Claim equation(const Claim& left, const Claim& right, Rounding rounding);

}  // namespace modus::claims
