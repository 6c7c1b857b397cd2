#include "bridge/story_words.h"

#include <algorithm>
#include <utility>

#include "symbolic/reading/change_words.h"
#include "symbolic/reading/cues.h"

namespace modus::bridge {

namespace reading = symbolic::reading;
using reading::Token;
using reading::TokenKind;

namespace {

bool is_number(const Token& token) { return token.kind == TokenKind::kNumber; }

}  // namespace

bool counts_nothing(const std::string& word) {
  static const std::set<std::string_view> kWords = {
      "and",     "or",     "but",   "to",   "from",  "for",  "with",  "of",   "in",    "on",
      "at",      "by",     "away",  "back", "off",   "out",  "up",    "down", "into",  "than",
      "during",  "each",   "per",   "then", "that",  "when", "who",   "more", "if",    "less",
      "after",   "before", "while", "left", "still", "how",  "again", "now",  "today", "yesterday",
      "already", "them",   "he",    "she",  "they",  "it",   "i",     "we"};
  return kWords.contains(word) || reading::is_copula(word);
}

bool has_number(const SentenceTokens& sentence) { return std::ranges::any_of(sentence, is_number); }

bool may_be(const Token& token, const claims::Rational& value) {
  return token.kind == TokenKind::kNumber &&
         std::ranges::find(token.values, value) != token.values.end();
}

bool has_one_number(const SentenceTokens& sentence) {
  return std::ranges::count(sentence, TokenKind::kNumber, &Token::kind) == 1;
}

bool says_any(const SentenceTokens& sentence, const std::set<std::string_view>& words) {
  return std::ranges::any_of(sentence,
                             [&](const Token& token) { return words.contains(token.text); });
}

bool mentions(const SentenceTokens& sentence, const std::string& word) {
  return std::ranges::any_of(
      sentence, [&](const Token& token) { return reading::same_word(token.text, word); });
}

bool have_one_word(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& word) {
    return std::ranges::any_of(
        b, [&](const std::string& other) { return reading::same_word(word, other); });
  });
}

bool compares(const SentenceTokens& sentence) {
  return says_any(sentence, {"than", "times", "twice", "thrice"}) ||
         std::ranges::count(sentence, std::string("as"), &Token::text) > 1;
}

bool has_subject_pronoun(const SentenceTokens& sentence) {
  return std::any_of(sentence.begin() + 1, sentence.end(), [](const Token& token) {
    return token.text == "he" || token.text == "she" || token.text == "they" || token.text == "it";
  });
}

bool is_list(const SentenceTokens& sentence) {
  bool parted = true, begun = false, happens = false;
  for (const Token& token : sentence) {
    if (is_number(token) && (happens || !std::exchange(parted, false))) return false;
    parted = parted || token.kind == TokenKind::kComma || token.text == "and";
    happens = happens || (begun && reading::says_change({&token, 1}));
    begun = begun || is_number(token);
  }
  return true;
}

namespace {

// "A box holds 12", "12 in a box", "12 hours a day"; not "19 have got a fish".
bool article_says_each(const SentenceTokens& sentence, std::size_t at) {
  static const std::set<std::string_view> kBefore = {"in", "per", "for", "on", "of", "if"};
  static const std::set<std::string_view> kTimes = {"day", "week", "month", "year", "hour"};
  if (at + 1 < sentence.size() && kTimes.contains(sentence[at + 1].text)) return true;
  if (at > 0) return kBefore.contains(sentence[at - 1].text);
  const auto is = std::ranges::find_if(sentence, reading::is_copula, &Token::text);
  return is == sentence.end();
}

}  // namespace

bool says_for_each_of(const SentenceTokens& sentence, const std::string& word) {
  static const std::set<std::string_view> kEach = {"each", "every", "per", "a", "an"};
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (!kEach.contains(sentence[i].text)) continue;
    const bool article = sentence[i].text == "a" || sentence[i].text == "an";
    if (article && !article_says_each(sentence, i)) continue;
    std::size_t next = i + 1;
    while (next < sentence.size() && (sentence[next].text == "of" || sentence[next].text == "the"))
      ++next;
    if (next < sentence.size() && reading::same_word(sentence[next].text, word)) return true;
    if (next == sentence.size() && sentence[i].text == "each")
      return std::ranges::any_of(
          sentence, [&](const Token& token) { return reading::same_word(token.text, word); });
  }
  return false;
}

bool has_article(const SentenceTokens& sentence) {
  return std::ranges::any_of(
      sentence, [](const Token& token) { return token.text == "a" || token.text == "an"; });
}

}  // namespace modus::bridge
