// Names at the front of a token stream, and its end.
#pragma once

#include <string>
#include <string_view>

#include "claims/token_stream.h"

namespace modus::claims {

// A name that is free to be one: not a keyword, a step id or a word reserved for later. A capital
// letter passes where it is one of the source's constants. Fails naming `role`: "the name of a
// sort".
std::string parse_name(TokenStream& tokens, std::string_view role);

// Fails unless everything was read, with the most likely reason for what is left.
void expect_end(TokenStream& tokens);

}  // namespace modus::claims
