// Whom or what a question for an amount is about: whose gains and losses count.
//
//   "How many stamps does Nora have left?"         nora
//   "How many stamps does she have left?"          the only person whom the text names
//   "How many apples does the farmer have now?"    farmer
//   "How many rulers are now in the drawer?"       drawer
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "symbolic/reading/words.h"

namespace modus::bridge {

using SentenceTokens = std::vector<symbolic::reading::Token>;

struct AskedAbout {
  enum class Kind : std::uint8_t {
    kNobody,
    kSomebody,
    kThing,
    kPlace,  // the first of the text: the question names none
  };
  Kind kind = Kind::kNobody;
  std::vector<std::string> names;  // in lower case; empty: nobody is named
  bool alone = false;              // one person, and the text names no other
};

// `text`: the sentences without the question.
AskedAbout asked_about(const SentenceTokens& question, std::span<const SentenceTokens> text);

// A capital that does not only begin the sentence, and is no day or month.
bool is_somebody(const SentenceTokens& sentence, std::size_t at);
std::vector<std::string> named_in(const SentenceTokens& sentence);

}  // namespace modus::bridge
