// One line of a chain in printed form, and the sorts and header items that lines hold.
#pragma once

#include <optional>
#include <string_view>

#include "claims/chain.h"
#include "claims/token_stream.h"

namespace modus::claims {

// Reads the step that the stream holds, to its end. `next_id` numbers a step that has none; without
// it an id is required. Throws ParseError with the remedy.
Step parse_step(TokenStream& tokens, std::optional<StepId> next_id);

// "int", "set[entity]", "quantity[length/time]". nullopt when it is no sort.
std::optional<Sort> parse_sort(std::string_view text);

// `sort age(entity): int` behind the word `sort`.
SortDeclaration parse_sort_declaration(TokenStream& tokens);

}  // namespace modus::claims
