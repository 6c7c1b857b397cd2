// Words of an English sentence: tokens, the numbers that they write, and which word forms belong
// together. Simple morphology only: no dictionary beyond a short list of irregular forms.
//
//   "Ann doesn't see twenty-one cats."  ->  ann does not see 21 cats
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "claims/number.h"

namespace modus::symbolic::reading {

enum class TokenKind { kWord, kNumber, kComma };

struct Token {
  TokenKind kind = TokenKind::kWord;
  std::string text;                      // lower case; a possessive 's is a word of its own, "'s"
  bool capital = false;                  // begins with a capital as written
  std::vector<claims::Rational> values;  // kNumber: any of these in a claim uses the number
  std::vector<claims::Rational> companions;  // may stand beside them: the 1 and 2 of a half
};

// Hyphens part words, contractions are spelled out ("isn't" is "is", "not").
std::vector<Token> tokenise(std::string_view sentence);

// One word, or two regular forms of one word: sees and see, jompuses and jompus, visited and
// visits.
bool same_word(std::string_view a, std::string_view b);

// "old_bear" -> old, bear
std::vector<std::string> words_of_name(std::string_view name);

// The shorter names in it: see_bald_eagle has see, see_bald, bald, bald_eagle and eagle.
std::vector<std::string> parts_of_name(std::string_view name);

// Are the names the same but for forms of their words: sees_owl and see_owl?
bool same_name(std::string_view a, std::string_view b);

// see -> seen, sees -> see: what a word may be a form of, itself first.
std::vector<std::string> base_forms(std::string_view word);

}  // namespace modus::symbolic::reading
