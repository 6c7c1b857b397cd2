// One step of a growing chain from its token form, and the header in front of it.
#pragma once

#include <string_view>

#include "claims/chain.h"

namespace modus::bridge {

// "s3 have modus_ponens s1 s2 nice ann ;" as the step after those of `before`. Throws ParseError
// for what does not parse and for a step that may not stand there: `ask` first and once, ids
// counted on, `answer` last.
claims::Step read_step(const claims::Chain& before, std::string_view token_form);

// "logic directed ; names unique ;". Throws ParseError.
claims::Header read_header(std::string_view token_form);

}  // namespace modus::bridge
