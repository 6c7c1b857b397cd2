// The closed word lists that say how far an equation in prose reaches. Words are lower case.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace modus::claims {

std::string lower(std::string_view text);  // A to Z only

// By the first letter first: lists are asked about every word of a text.
template <std::size_t N>
bool contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return !word.empty() && std::any_of(words.begin(), words.end(), [&](std::string_view each) {
    return each.front() == word.front() && each == word;
  });
}

// May stand between a number and the next sign as its unit: "18 fresh rolls + 36". Function words,
// verbs, pronouns, number words and lone letters may not.
bool is_unit_word(std::string_view word);

// "twenty", "half", "dozen": a value that is written in words.
bool is_number_word(std::string_view word);

// 1 for "one", 25 for "twenty-five", 12 for "dozen"; nullopt for shares and all other words.
std::optional<int> number_word_value(std::string_view word);

// Behind a number it changes its value: "= 3 dozen", "= 7 remainder 1".
bool changes_value_before(std::string_view word);

// In front of a number it makes the number part of something larger: "twice 5 + 3", "than 4".
bool reaches_into_what_follows(std::string_view word);

// A bare number behind it is no label: "so 24 = 12 * 2", but not "week 3 = 5 * 2".
bool introduces_equation(std::string_view word);

// "more", "twice": relates a number to another one.
bool says_comparison(std::string_view word);

// "about", "rounded".
bool says_rounded(std::string_view word);

// "time" for hours and minutes, "money" for cents and dollars; empty for any other word. Plural and
// singular are one unit: see unit_stem.
std::string_view dimension_of_word(std::string_view word);
std::string_view unit_stem(std::string_view word);  // "hours" -> "hour"

}  // namespace modus::claims
