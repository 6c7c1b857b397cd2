#include "bridge/asked_about.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "bridge/word_problem.h"
#include "symbolic/reading/cues.h"

namespace modus::bridge {

namespace reading = symbolic::reading;
using reading::Token;
using reading::TokenKind;

namespace {

bool is_day_or_month(const std::string& word) {
  static const std::set<std::string_view> kWords = {
      "monday",  "tuesday",   "wednesday", "thursday", "friday",  "saturday", "sunday",
      "january", "february",  "march",     "april",    "may",     "june",     "july",
      "august",  "september", "october",   "november", "december"};
  return kWords.contains(word);
}

// Begins sentences and is nobody.
bool is_beginning(const std::string& word) {
  static const std::set<std::string_view> kWords = {
      "after", "another", "at",        "before",  "during", "each",       "every",     "first",
      "for",   "from",    "how",       "if",      "in",     "last",       "later",     "many",
      "my",    "next",    "of",        "on",      "only",   "our",        "some",      "suppose",
      "then",  "there",   "today",     "tonight", "what",   "when",       "yesterday", "your",
      "while", "finally", "initially", "later",   "most",   "altogether", "tomorrow",  "all"};
  return kWords.contains(word) || reading::is_filler(word) || reading::is_conditional(word) ||
         reading::is_universal(word);
}

// "Unfortunately, 213 came late."
bool begins_with_adverb(const SentenceTokens& sentence) {
  return sentence.size() > 1 && sentence[0].text.ends_with("ly") &&
         sentence[1].kind == TokenKind::kComma;
}

bool has(const SentenceTokens& sentence, std::string_view word) {
  return std::ranges::any_of(sentence, [&](const Token& token) { return token.text == word; });
}

std::set<std::string> everybody(std::span<const SentenceTokens> text) {
  std::set<std::string> names;
  for (const SentenceTokens& sentence : text)
    for (std::string& name : named_in(sentence)) names.insert(std::move(name));
  return names;
}

// "does the farmer have", "are in the drawer": the noun, where the text has it too.
std::vector<std::string> thing_asked_about(const SentenceTokens& question,
                                           std::span<const SentenceTokens> text) {
  static const std::set<std::string_view> kBefore = {"do", "does", "did", "in", "on"};
  for (std::size_t i = 0; i + 2 < question.size(); ++i) {
    if (!kBefore.contains(question[i].text) || question[i + 1].text != "the") continue;
    const std::string& noun = question[i + 2].text;
    if (question[i + 2].kind == TokenKind::kWord &&
        std::ranges::any_of(text, [&](const auto& sentence) { return has(sentence, noun); }))
      return {noun};
  }
  return {};
}

bool is_time(const std::string& word) {
  static const std::set<std::string_view> kWords = {
      "morning", "afternoon", "evening", "night",  "day",    "week", "weekend",
      "month",   "year",      "spring",  "summer", "autumn", "fall", "winter"};
  return kWords.contains(word);
}

// "There are 7 crayons in the drawer.": drawer.
std::vector<std::string> first_place(std::span<const SentenceTokens> text) {
  static const std::set<std::string_view> kBefore = {"in", "on"}, kArticles = {"the", "a", "an"};
  for (const SentenceTokens& sentence : text)
    for (std::size_t i = 0; i + 2 < sentence.size(); ++i)
      if (kBefore.contains(sentence[i].text) && kArticles.contains(sentence[i + 1].text) &&
          sentence[i + 2].kind == TokenKind::kWord && !is_time(sentence[i + 2].text))
        return {sentence[i + 2].text};
  return {};
}

}  // namespace

bool is_somebody(const SentenceTokens& sentence, std::size_t at) {
  const Token& token = sentence[at];
  if (at == 0 && begins_with_adverb(sentence)) return false;
  return token.capital && token.kind == TokenKind::kWord && !reading::is_filler(token.text) &&
         !is_day_or_month(token.text) && (at > 0 || !is_beginning(token.text));
}

std::vector<std::string> named_in(const SentenceTokens& sentence) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < sentence.size(); ++i)
    if (is_somebody(sentence, i)) names.push_back(sentence[i].text);
  return names;
}

AskedAbout asked_about(const SentenceTokens& question, std::span<const SentenceTokens> text) {
  const std::set<std::string> all = everybody(text);
  AskedAbout about;
  static const std::set<std::string_view> kTitles = {"mr", "mrs", "ms", "miss", "dr"};
  for (std::size_t i = 0; i < question.size(); ++i) {
    if (!question[i].capital || !all.contains(question[i].text)) continue;
    // "how many Pokemon cards": nobody
    if (i > 0 && (question[i - 1].text == "many" || question[i - 1].text == "much")) continue;
    std::string name = question[i].text;
    if (kTitles.contains(name) && i + 1 < question.size()) name += " " + question[++i].text;
    about.names.push_back(std::move(name));
  }
  const bool pronoun = says_any(question, {"he", "she", "they", "him", "her"});
  if (about.names.empty() && pronoun && all.size() == 1) about.names = {*all.begin()};
  if (!about.names.empty()) about.kind = AskedAbout::Kind::kSomebody;
  about.alone = about.names.size() == 1 && all.size() == 1;
  if (about.names.empty() && !pronoun) {
    about.names = thing_asked_about(question, text);
    if (!about.names.empty()) about.kind = AskedAbout::Kind::kThing;
  }
  if (about.names.empty() && has(question, "there")) {
    about.names = first_place(text);
    about.kind = AskedAbout::Kind::kPlace;
  }
  return about;
}

}  // namespace modus::bridge
