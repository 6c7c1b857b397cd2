// A number, with its unit, or a date, from the front of a token stream: 24, 5.0 mg, 2024-03-01.
#pragma once

#include "claims/claim.h"
#include "claims/grammar.h"
#include "claims/token_stream.h"

namespace modus::claims {

// Requires a number token in front. Throws ParseError for what is no number and, in the bracketed
// form, for a name behind it: a product is written with `*`.
Claim parse_number(TokenStream& tokens, AtomForm form);

}  // namespace modus::claims
