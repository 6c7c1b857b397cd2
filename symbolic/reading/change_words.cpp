#include "symbolic/reading/change_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace modus::symbolic::reading {
namespace {

using Words = std::span<const std::string_view>;

// Away from the subject, to whoever stands behind the verb.
constexpr auto kGiving = std::to_array<std::string_view>(
    {"give",  "gives", "gave", "given", "sell",   "sells",  "sold",    "lend",
     "lends", "lent",  "hand", "hands", "handed", "donate", "donates", "donated",
     "pay",   "pays",  "paid", "send",  "sends",  "sent"});
// Away from the subject.
constexpr auto kLosing = std::to_array<std::string_view>(
    {"lose",  "loses",  "lost",   "eat",     "eats",     "ate",      "use",   "uses",   "used",
     "spend", "spends", "spent",  "break",   "breaks",   "broke",    "throw", "throws", "threw",
     "hide",  "hides",  "hid",    "drop",    "drops",    "dropped",  "burn",  "burns",  "burned",
     "waste", "wastes", "wasted", "discard", "discards", "discarded"});
// To the subject, from whoever stands behind "from".
constexpr auto kGetting = std::to_array<std::string_view>(
    {"buy",     "buys",     "bought",   "find", "finds", "found",  "get",    "gets",    "got",
     "receive", "receives", "received", "win",  "wins",  "won",    "borrow", "borrows", "borrowed",
     "pick",    "picks",    "picked",   "earn", "earns", "earned", "take",   "takes",   "took"});
// To whoever stands behind "for" or "to", else to the subject.
constexpr auto kBringing = std::to_array<std::string_view>({"bring", "brings", "brought"});

bool in(Words words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<std::size_t> place_of(std::span<const Token> sentence,
                                    std::span<const std::string> names) {
  for (std::size_t i = 0; i < sentence.size(); ++i)
    if (std::find(names.begin(), names.end(), sentence[i].text) != names.end()) return i;
  return std::nullopt;
}

bool says_from(std::span<const Token> sentence) {
  return std::any_of(sentence.begin(), sentence.end(),
                     [](const Token& token) { return token.text == "from"; });
}

// "Vera bought 9 of Ben's maps": they were his.
bool says_whose(std::span<const Token> sentence, std::size_t person) {
  return person + 1 < sentence.size() && sentence[person + 1].text == "'s" &&
         std::any_of(sentence.begin(), sentence.begin() + static_cast<std::ptrdiff_t>(person),
                     [](const Token& token) { return token.text == "of"; });
}

// "His father gave him 7": whom it is given to, and nobody by name.
bool gives_to_pronoun(std::span<const Token> sentence, std::size_t verb) {
  constexpr auto kObjects = std::to_array<std::string_view>({"him", "them", "me", "us", "you"});
  return in(kGiving, sentence[verb].text) && verb + 1 < sentence.size() &&
         in(kObjects, sentence[verb + 1].text);
}

bool takes_away(std::span<const Token> sentence, std::size_t verb) {
  return sentence[verb].text.starts_with("t") && in(kGetting, sentence[verb].text) &&
         std::any_of(sentence.begin() + static_cast<std::ptrdiff_t>(verb), sentence.end(),
                     [](const Token& token) { return token.text == "away"; });
}

// Of the verb at `verb`: about the subject, or about who stands behind the verb.
StoryChange at_verb(std::span<const Token> sentence, std::size_t verb, bool subject) {
  const std::string& word = sentence[verb].text;
  if (in(kGiving, word)) return subject ? StoryChange::kLoss : StoryChange::kGain;
  if (in(kLosing, word)) return StoryChange::kLoss;
  if (in(kGetting, word))
    return subject || !says_from(sentence) ? StoryChange::kGain : StoryChange::kLoss;
  return StoryChange::kGain;  // bring
}

// "3 students got off the bus": fewer are there. Of somebody by name it says nothing.
bool leaves(std::span<const Token> sentence, std::size_t verb) {
  constexpr auto kAway = std::to_array<std::string_view>({"off", "out"});
  return in(kGetting, sentence[verb].text) && verb + 1 < sentence.size() &&
         in(kAway, sentence[verb + 1].text);
}

}  // namespace

StoryChange change_of(std::span<const Token> sentence, std::span<const std::string> asked) {
  const std::optional<std::size_t> person = place_of(sentence, asked);
  StoryChange change = StoryChange::kNone;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const std::string& word = sentence[i].text;
    if (!in(kGiving, word) && !in(kLosing, word) && !in(kGetting, word) && !in(kBringing, word))
      continue;
    const bool between_two = in(kGiving, word) || in(kBringing, word) || says_from(sentence);
    if (asked.empty() && between_two) return StoryChange::kNone;
    if (!person && gives_to_pronoun(sentence, i)) return StoryChange::kNone;
    const bool subject = !person || *person < i;
    if (takes_away(sentence, i) || leaves(sentence, i))
      return !person ? StoryChange::kLoss : StoryChange::kNone;
    const bool taken = !subject && in(kGetting, word) && says_whose(sentence, *person);
    const StoryChange here = taken ? StoryChange::kLoss : at_verb(sentence, i, subject);
    if (change != StoryChange::kNone && change != here) return StoryChange::kNone;
    change = here;
  }
  return change;
}

bool says_for_each(std::span<const Token> sentence) {
  return std::any_of(sentence.begin(), sentence.end(), [](const Token& token) {
    return token.text == "each" || token.text == "every" || token.text == "per";
  });
}

bool says_shared(std::span<const Token> sentence) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"equally", "evenly", "among", "between", "split", "splits", "share", "shares", "shared",
       "divide", "divides", "divided", "equal", "each", "every"});
  return std::any_of(sentence.begin(), sentence.end(),
                     [&](const Token& token) { return in(kWords, token.text); });
}

}  // namespace modus::symbolic::reading
