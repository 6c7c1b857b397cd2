// `{X in s: p(X)}` and `{X: p(X)}`, read by claim_parser where a set begins with a variable. Internal
// to claims.
#pragma once

#include "claims/claim.h"
#include "claims/probability_parser.h"
#include "claims/token_stream.h"

namespace modus::claims {

// `{` was taken and the variable is next; stops before the closing bracket. range and condition read
// a term and a claim. Throws ParseError with position and remedy.
Claim parse_comprehension(TokenStream& tokens, const Token& open, const EventReader& range,
                          const EventReader& condition);

}  // namespace modus::claims
