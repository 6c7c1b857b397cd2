// The token form, for a transformer: premises before conclusions, ` ; ` after each step, one line.
//
//   logic directed ; ask nice anne ; s1 given @1 kind anne ; s2 given @2 kind X -> nice X ;
//   s3 have modus_ponens s1 s2 nice anne ; answer s3 true ;
//
// Atoms over names, variables and numbers only drop brackets and commas; every other application
// keeps them. The text of the problem is not part of the token form (it stands before it), so
// equality holds for chains whose text is put back.
#pragma once

#include <string>
#include <string_view>

#include "claims/chain.h"

namespace modus::claims {

std::string chain_to_tokens(const Chain& chain);
std::string step_to_tokens(const Step& step);  // "s3 have modus_ponens s1 s2 nice anne ;"
Chain chain_from_tokens(std::string_view tokens, std::string_view source_name);

}  // namespace modus::claims
