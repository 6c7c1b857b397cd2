// Numbers as a sentence writes them: digits ("1,200", "2.5", "15%") and words ("twenty-one",
// "three hundred", "half", "twice").
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "symbolic/reading/words.h"

namespace modus::symbolic::reading {

// Reads the number at text[at], which is a digit, and moves `at` behind it.
Token read_digits(std::string_view text, std::size_t& at);

// "twice", "double", "tripled": the number multiplies, it counts nothing by itself.
bool is_multiple_word(std::string_view word);

// Number words become number tokens; neighbours that write one number become one token; "15
// percent" is 15%.
std::vector<Token> join_number_words(std::vector<Token> tokens);

}  // namespace modus::symbolic::reading
