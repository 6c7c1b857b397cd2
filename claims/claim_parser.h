// One claim or term from the front of a token stream: the part of the parser that claims, chains in
// printed form and chains in token form share. What the claim cannot take is left in the stream.
#pragma once

#include "claims/claim.h"
#include "claims/grammar.h"
#include "claims/token_stream.h"

namespace modus::claims {

// Throws ParseError with position and remedy; see parse.h for the limits.
Claim parse_expression(TokenStream& tokens, AtomForm form);

// The same, and the result must be a claim (true or false): `given 5` is refused.
Claim parse_formula(TokenStream& tokens, AtomForm form);
// The same, and the result must be a term: `let x := p and q` is refused.
Claim parse_term(TokenStream& tokens);

// A name that is free to be one: not a keyword, a step id or a word reserved for later. A capital
// letter passes where it is one of the source's constants. Fails naming `role`: "the name of a
// sort".
std::string parse_name(TokenStream& tokens, std::string_view role);

// Fails unless everything was read, with the most likely reason for what is left.
void expect_end(TokenStream& tokens);

}  // namespace modus::claims
