// Regular endings of English nouns and verbs.
#pragma once

#include <string>
#include <string_view>

namespace modus::neural {

// A lower-case word as stem and suffix: {"dog", "+s"}, {"yumpus", "+es"}, {"puppy", "+ies"},
// {"is", ""}. with_suffix gives the word back.
struct StemAndSuffix {
  std::string stem;
  std::string suffix;  // "+s", "+es", "+ies" or empty
};
StemAndSuffix split_suffix(std::string_view word);

// puppy, +ies: puppies. The suffix is one of the three.
std::string with_suffix(std::string_view stem, std::string_view suffix);
bool is_suffix(std::string_view piece);

}  // namespace modus::neural
