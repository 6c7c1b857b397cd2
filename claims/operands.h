// What an operator or a place of a claim may take: terms, or claims that are true or false.
//
//   not 5       refused: `not` takes a claim that is true or false, this is a term
//   1 + p and q refused: `+` takes a term
#pragma once

#include <string_view>

#include "claims/claim.h"
#include "claims/grammar.h"
#include "claims/token_stream.h"

namespace modus::claims {

// All throw ParseError at the operand; where: what takes it, "`not`".
void require_formula(const TokenStream& tokens, const Claim& claim, std::string_view where);
void require_term(const TokenStream& tokens, const Claim& claim, std::string_view where);
void require_operand(const TokenStream& tokens, const Claim& operand, const Operator& op);
// Also: `~=` takes a rounded number there, `in` a set.
void require_right_of_comparison(const TokenStream& tokens, const Claim& right, const Operator& op);
void require_set(const TokenStream& tokens, const Claim& claim);  // right of `in`

}  // namespace modus::claims
