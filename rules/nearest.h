// The known word that somebody probably meant.
//
//   nearest("severty", {"id", "severity", "scope"}) == "severity"
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace modus::rules {

// The word with the least edit distance, the first of equals; "" when all differ in more than half
// of their letters.
std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

// "; did you mean `severity`?", or "; known are: a, b, c" when none is near.
std::string suggestion(std::string_view word, std::span<const std::string_view> known);

}  // namespace modus::rules
