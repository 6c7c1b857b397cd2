#include "symbolic/reading/change_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "symbolic/reading/cues.h"

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
    {"lose",   "loses",   "lost",    "eat",      "eats",      "ate",    "use",
     "uses",   "used",    "spend",   "spends",   "spent",     "break",  "breaks",
     "broke",  "throw",   "throws",  "threw",    "hide",      "hides",  "hid",
     "drop",   "drops",   "dropped", "burn",     "burns",     "burned", "waste",
     "wastes", "wasted",  "discard", "discards", "discarded", "quit",   "quits",
     "delete", "deletes", "deleted", "remove",   "removes",   "removed"});
// More come to where the story is: "2 more players joined".
constexpr auto kJoining = std::to_array<std::string_view>(
    {"join", "joins", "joined", "come", "comes", "came", "arrive", "arrives", "arrived"});
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

// "from the box", "out of the box"
bool says_from(std::span<const Token> sentence) {
  for (std::size_t i = 0; i < sentence.size(); ++i)
    if (sentence[i].text == "from" ||
        (sentence[i].text == "out" && i + 1 < sentence.size() && sentence[i + 1].text == "of"))
      return true;
  return false;
}

// "Vera bought 9 of Ben's maps": they were his.
bool says_whose(std::span<const Token> sentence, std::size_t person) {
  return person + 1 < sentence.size() && sentence[person + 1].text == "'s" &&
         std::any_of(sentence.begin(), sentence.begin() + static_cast<std::ptrdiff_t>(person),
                     [](const Token& token) { return token.text == "of"; });
}

// "His father gave him 7", "... gave her 7 more": whom it is given to, and nobody by name.
bool gives_to_pronoun(std::span<const Token> sentence, std::size_t verb) {
  constexpr auto kObjects = std::to_array<std::string_view>({"him", "them", "me", "us", "you"});
  if (!in(kGiving, sentence[verb].text) || verb + 1 >= sentence.size()) return false;
  return in(kObjects, sentence[verb + 1].text) ||
         (sentence[verb + 1].text == "her" && verb + 2 < sentence.size() &&
          sentence[verb + 2].kind == TokenKind::kNumber);
}

// "She shares 5 with Tom": gives them.
bool gives_a_share(std::span<const Token> sentence, std::size_t verb) {
  constexpr auto kSharing = std::to_array<std::string_view>({"share", "shares", "shared"});
  return in(kSharing, sentence[verb].text) && verb + 1 < sentence.size() &&
         sentence[verb + 1].kind == TokenKind::kNumber;
}

bool is_change_verb(const std::string& word) {
  return in(kGiving, word) || in(kLosing, word) || in(kGetting, word) || in(kBringing, word) ||
         in(kJoining, word);
}

// "4 students left": a number of them, not what is left.
bool goes_away(std::span<const Token> sentence, std::size_t verb) {
  return sentence[verb].text == "left" && verb >= 2 &&
         sentence[verb - 2].kind == TokenKind::kNumber;
}

// "His sister borrowed 3", "Dan gave his brother 2": another than whom the text speaks of.
bool is_of_another(std::span<const Token> sentence, std::size_t verb) {
  constexpr auto kPossessives =
      std::to_array<std::string_view>({"his", "her", "their", "my", "our"});
  constexpr auto kPronouns =
      std::to_array<std::string_view>({"he", "she", "they", "it", "i", "we"});
  for (std::size_t i = 0; i < verb; ++i) {
    const Token& token = sentence[i];
    if (in(kPossessives, token.text)) return true;
    if (!token.capital || token.kind != TokenKind::kWord || is_filler(token.text)) continue;
    const bool begins = i == 0 && (sentence[1].kind != TokenKind::kWord ||
                                   in(kPronouns, sentence[1].text) || is_filler(sentence[1].text));
    if (!begins) return true;
  }
  return false;
}

// "traded 8 in to buy a park": it is not of these.
bool is_purpose(std::span<const Token> sentence, std::size_t verb) {
  const auto at = static_cast<std::ptrdiff_t>(verb);
  const auto is_number = [](const Token& token) { return token.kind == TokenKind::kNumber; };
  return verb > 0 && sentence[verb - 1].text == "to" &&
         std::any_of(sentence.begin(), sentence.begin() + at, is_number) &&
         std::none_of(sentence.begin() + at, sentence.end(), is_number);
}

bool takes_away(std::span<const Token> sentence, std::size_t verb) {
  return sentence[verb].text.starts_with("t") && in(kGetting, sentence[verb].text) &&
         std::any_of(sentence.begin() + static_cast<std::ptrdiff_t>(verb), sentence.end(),
                     [](const Token& token) { return token.text == "away"; });
}

// Of the verb at `verb`: about the subject, or about who stands behind the verb.
StoryChange at_verb(std::span<const Token> sentence, std::size_t verb, bool subject) {
  const std::string& word = sentence[verb].text;
  if (in(kGiving, word) || gives_a_share(sentence, verb))
    return subject ? StoryChange::kLoss : StoryChange::kGain;
  if (in(kLosing, word) || word == "left") return StoryChange::kLoss;
  if (in(kGetting, word))
    return subject || !says_from(sentence) ? StoryChange::kGain : StoryChange::kLoss;
  return StoryChange::kGain;  // bring, join
}

// "5 loaves are sold"
bool is_passive(std::span<const Token> sentence, std::size_t verb) {
  return verb > 0 && is_copula(sentence[verb - 1].text) &&
         (in(kGiving, sentence[verb].text) || in(kLosing, sentence[verb].text));
}

// "3 students got off the bus": fewer are there. Of somebody by name it says nothing.
bool leaves(std::span<const Token> sentence, std::size_t verb) {
  constexpr auto kAway = std::to_array<std::string_view>({"off", "out"});
  return in(kGetting, sentence[verb].text) && verb + 1 < sentence.size() &&
         in(kAway, sentence[verb + 1].text);
}

}  // namespace

std::optional<std::size_t> place_of(std::span<const Token> sentence,
                                    std::span<const std::string> names) {
  std::optional<std::size_t> possessive;  // "Wayne's father gives Wayne 6"
  for (std::size_t i = 0; i < sentence.size(); ++i)
    for (const std::string& name : names) {
      const std::size_t space = name.find(' ');
      if (name.substr(0, space) != sentence[i].text) continue;
      if (space != std::string::npos &&
          (i + 1 == sentence.size() || sentence[i + 1].text != name.substr(space + 1)))
        continue;
      const std::size_t last = i + (space == std::string::npos ? 0 : 1);
      if (last + 1 == sentence.size() || sentence[last + 1].text != "'s") return i;
      if (!possessive) possessive = last;
    }
  return possessive;
}

StoryChange change_of(std::span<const Token> sentence, std::span<const std::string> asked) {
  const std::optional<std::size_t> person = place_of(sentence, asked);
  StoryChange change = StoryChange::kNone;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const std::string& word = sentence[i].text;
    const bool gives = in(kGiving, word) || gives_a_share(sentence, i);
    if (!gives && !is_change_verb(word) && !goes_away(sentence, i)) continue;
    if (in(kJoining, word) && person) continue;
    if (is_purpose(sentence, i)) continue;
    const bool between_two = gives || in(kBringing, word) || says_from(sentence);
    if (asked.empty() && between_two && !is_passive(sentence, i)) return StoryChange::kNone;
    if (!person && gives_to_pronoun(sentence, i)) return StoryChange::kNone;
    if (person && *person < i && *person + 1 < i && sentence[*person + 1].text == "'s")
      return StoryChange::kNone;  // Nora's brother does it
    const bool subject = !person || *person < i;
    if (takes_away(sentence, i) || leaves(sentence, i))
      return !person ? StoryChange::kLoss : StoryChange::kNone;
    if (!person && !asked.empty() && is_of_another(sentence, i)) return StoryChange::kNone;
    const bool taken = !subject && in(kGetting, word) && says_whose(sentence, *person);
    const StoryChange here = taken ? StoryChange::kLoss : at_verb(sentence, i, subject);
    if (change != StoryChange::kNone && change != here) return StoryChange::kNone;
    change = here;
  }
  return change;
}

bool gives_some_share(std::span<const Token> sentence) {
  for (std::size_t i = 0; i < sentence.size(); ++i)
    if (gives_a_share(sentence, i)) return true;
  return false;
}

bool says_change(std::span<const Token> sentence) {
  return std::any_of(sentence.begin(), sentence.end(),
                     [](const Token& token) { return is_change_verb(token.text); }) ||
         gives_some_share(sentence);
}

bool gives_to_pronoun(std::span<const Token> sentence) {
  for (std::size_t i = 0; i < sentence.size(); ++i)
    if (gives_to_pronoun(sentence, i)) return true;
  return false;
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
