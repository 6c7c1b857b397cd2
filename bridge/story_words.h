// Words of a story's sentence: what its numbers count, whether it compares, lists, or says how many
// for each.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "bridge/asked_about.h"
#include "claims/number.h"

namespace modus::bridge {

// What may stand behind a number that counts nothing by name: "picked 29 and", "gave 6 to Ann".
bool counts_nothing(const std::string& word);
bool has_number(const SentenceTokens& sentence);
// "half" may be 1/2 or 2.
bool may_be(const symbolic::reading::Token& token, const claims::Rational& value);
bool has_one_number(const SentenceTokens& sentence);  // and no more
bool says_any(const SentenceTokens& sentence, const std::set<std::string_view>& words);
// A form of the word.
bool mentions(const SentenceTokens& sentence, const std::string& word);
// Forms of one word in both?
bool have_one_word(const std::vector<std::string>& a, const std::vector<std::string>& b);
// "9 more than", "3 times", "as many as"; not "as a gift".
bool compares(const SentenceTokens& sentence);
// Behind its beginning: "..., she gave 3 away" is a story of its own.
bool has_subject_pronoun(const SentenceTokens& sentence);
// "3 red pens, 4 blue ones and 5 books": between two numbers a comma or `and`, and no verb of a
// change.
bool is_list(const SentenceTokens& sentence);
// "each box", "every one of the boxes", "a box", "per box"; "... for 5 coins each".
bool says_for_each_of(const SentenceTokens& sentence, const std::string& word);
// "a", "an"
bool has_article(const SentenceTokens& sentence);

}  // namespace modus::bridge
