// Divisions with a remainder: "706 / 7 = 100 remainder 6", "= 58 R 5", "= 100 with a remainder of
// 6" become 706 = 7 * 100 + 6.
#pragma once

#include <vector>

#include "claims/extract/extract.h"
#include "claims/extract/prose_tokens.h"

namespace modus::claims {

std::vector<Reading> read_divisions(const std::vector<ProseToken>& tokens);  // spans: plain text

}  // namespace modus::claims
