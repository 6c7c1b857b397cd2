// How far a term in prose reaches to the left.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "claims/extract/prose_tokens.h"

namespace modus::claims {

// Where the term begins whose last token is `end` - 1: read backwards, operand by operand.
//   "She has 5 apples and 3 + 4 =", end at "=" -> the token 3.   "The total - 5 =" -> nullopt.
std::optional<std::size_t> term_begin(const std::vector<ProseToken>& tokens, std::size_t end);

}  // namespace modus::claims
