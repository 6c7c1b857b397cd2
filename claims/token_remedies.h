// Why a token cannot stand where it stands, with what to write instead.
#pragma once

#include <string>
#include <string_view>

#include "claims/lexer.h"

namespace modus::claims {

std::string shown(const Token& token);  // "`foo`", "the end"

// The token stands where a claim or term has to begin: `and`, `s3`, `)`.
std::string operand_remedy(const Token& token);

// The token stands behind a whole claim and cannot continue it: `x h`, `p)`, `1,200`.
std::string leftover_remedy(const Token& token);

// A word that is no name because a part of the language has it: `do`, `graph`, `before`.
std::string reserved_remedy(std::string_view word, std::string_view part);

// The token stands where a name is expected, which is said by `role` ("what `let` names").
std::string name_remedy(const Token& token, std::string_view role);

}  // namespace modus::claims
