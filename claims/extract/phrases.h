// Arithmetic in words: "half of 24 is 12", "15% of 80 is 12", "twice 18 is 36", "a third of 9 is
// 3".
#pragma once

#include <vector>

#include "claims/extract/extract.h"
#include "claims/extract/prose_tokens.h"

namespace modus::claims {

// Spans are in the plain text. Reads only FRACTION [of] NUMBER [unit] is|equals NUMBER.
std::vector<Reading> read_phrases(const std::vector<ProseToken>& tokens);

}  // namespace modus::claims
