// Sorts and their declarations as chains write them.
//
//   int   set[entity]   quantity[length/time]   age(entity): int
#pragma once

#include "claims/sorts.h"
#include "claims/token_stream.h"

namespace modus::claims {

// A sort from the front of the stream. Throws ParseError naming the nearest sort, or that the sort
// is not yet supported (time, interval, rv, event).
Sort parse_sort(TokenStream& tokens);

// What stands behind the word `sort`: `rolls: int`, `age(entity): int`.
SortDeclaration parse_sort_declaration(TokenStream& tokens);
std::string print_sort_declaration(const SortDeclaration& declaration);

}  // namespace modus::claims
