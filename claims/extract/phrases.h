// Arithmetic in words.
//
//   half of 24 is 12;  a third of 9 is 3;  15% of 80 is 12;  twice 18 is 36
//   twice as many as 18, which is 36;  3 times as many as 4 is 12
//   the sum of 3 and 4 is 7;  the product of 3 and 4 equals 12;  the average of 3, 4 and 8 is 5
//   3 more than twice 5 is 13;  15% less than 80 is 68;  80 increased by 15% is 92
#pragma once

#include <vector>

#include "claims/extract/extract.h"
#include "claims/extract/prose_tokens.h"

namespace modus::claims {

// Spans are in the plain text. A number that goes on behind the phrase ("is 12 more than") is none.
std::vector<Reading> read_phrases(const std::vector<ProseToken>& tokens);

}  // namespace modus::claims
