// Where an equation in prose may begin and end without cutting a larger expression in two.
//
//   a total of 5 + 3 = 8 rolls        begins at 5, ends at 8
//   2/3 of 5 + 3 = 8, 12 divided by 5 + 3 = 8, 1 and 1/4 + 3 = 8          may not begin at 5, 1
//   5 + 3 = 8 dozen, 11 / 3 = 3 remainder 2, 4 + 4 = 8 and a half         may not end at 8, 3
#pragma once

#include <cstddef>
#include <vector>

#include "claims/extract/prose_tokens.h"

namespace modus::claims {

bool may_begin_at(const std::vector<ProseToken>& tokens, std::size_t begin);

// end: the first token behind the equation.
bool may_end_at(const std::vector<ProseToken>& tokens, std::size_t end);

}  // namespace modus::claims
