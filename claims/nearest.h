// The nearest known word to a mistyped one, for the remedies of error messages.
//
//   nearest("modus_ponnens", rule_names())   ->   "modus_ponens"
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace modus::claims {

// By edit distance (Levenshtein 1966), at most a third of the word's length and at most 3; ties go
// to the first. nullopt when nothing is near.
std::optional<std::string_view> nearest(std::string_view word,
                                        std::span<const std::string_view> known);

}  // namespace modus::claims
