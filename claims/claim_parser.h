// One claim or term from the front of a token stream: the part of the parser that claims, chains in
// printed form and chains in token form share. What the claim cannot take is left in the stream.
#pragma once

#include "claims/claim.h"
#include "claims/grammar.h"
#include "claims/name_parser.h"
#include "claims/token_stream.h"

namespace modus::claims {

// Throws ParseError with position and remedy; see parse.h for the limits.
Claim parse_expression(TokenStream& tokens, AtomForm form);

// The same, and the result must be a claim (true or false): `given 5` is refused.
Claim parse_formula(TokenStream& tokens, AtomForm form);
// The same, and the result must be a term: `let x := p and q` is refused.
Claim parse_term(TokenStream& tokens);

}  // namespace modus::claims
