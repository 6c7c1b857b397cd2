// The final answer of somebody's prose: #### 24, \boxed{24}, "the answer is 24", "Answer: 24".
#pragma once

#include <optional>
#include <string_view>

#include "claims/extract/extract.h"

namespace modus::claims {

// In one sentence, whose offset in the whole is `begin`. The claim is the value's term; nullopt
// when the sentence gives no answer that is a number.
std::optional<Reading> read_final_answer(std::string_view sentence, std::size_t begin);

}  // namespace modus::claims
