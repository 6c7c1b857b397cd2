#include "symbolic/reading/cues.h"

#include <algorithm>
#include <array>
#include <span>

namespace modus::symbolic::reading {
namespace {

using Words = std::span<const std::string_view>;

constexpr auto kCopulas =
    std::to_array<std::string_view>({"is", "are", "was", "were", "be", "been", "being", "am"});
constexpr auto kAuxiliaries = std::to_array<std::string_view>(
    {"do", "does", "did", "will", "would", "can", "could", "shall", "should", "must"});
constexpr auto kNegations = std::to_array<std::string_view>(
    {"not", "no", "never", "nobody", "nothing", "none", "neither", "nor", "without"});
constexpr auto kConditionals =
    std::to_array<std::string_view>({"if", "when", "whenever", "unless", "provided"});
constexpr auto kUniversals = std::to_array<std::string_view>(
    {"all", "every", "each", "any", "everyone", "everybody", "everything", "anyone", "anybody",
     "anything", "no", "nobody", "nothing", "none", "only"});
constexpr auto kExistentials =
    std::to_array<std::string_view>({"some", "there", "exists", "exist"});
constexpr auto kRelatives = std::to_array<std::string_view>({"who", "that", "which", "whoever"});
constexpr auto kVague = std::to_array<std::string_view>(
    {"most", "few", "many", "several", "usually", "often", "sometimes", "perhaps", "maybe", "might",
     "may", "probably", "possibly", "likely", "almost", "nearly"});
constexpr auto kReports = std::to_array<std::string_view>(
    {"say", "says", "said", "claim", "claims", "claimed", "state", "states", "stated", "declare",
     "declares", "declared", "insist", "insists", "insisted", "assert", "asserts", "asserted"});
constexpr auto kArticles = std::to_array<std::string_view>(
    {"a", "an", "the", "its", "his", "her", "their", "this", "these", "those"});
constexpr auto kIndefinites = std::to_array<std::string_view>(
    {"someone", "somebody", "something", "everyone", "everybody", "everything", "anyone", "anybody",
     "anything", "nobody", "nothing", "thing", "things", "people", "person", "persons"});
constexpr auto kPronouns =
    std::to_array<std::string_view>({"it", "they", "them", "he", "she", "him", "these", "those"});
constexpr auto kThings = std::to_array<std::string_view>(
    {"something", "everything", "anything", "nothing", "thing", "things", "it"});
constexpr auto kOtherFillers = std::to_array<std::string_view>(
    {"and",  "or",   "but",   "then",   "also", "both",  "either", "of",    "in",   "on",   "at",
     "to",   "from", "by",    "with",   "for",  "as",    "than",   "there", "here", "so",   "such",
     "has",  "have", "had",   "having", "'s",   "too",   "very",   "i",     "you",  "we",   "us",
     "into", "that", "while", "now",    "just", "again", "else",   "other", "one",  "ones", "per"});

// Most words are told apart by their length and first letter.
bool in(Words words, std::string_view word) {
  return !word.empty() && std::ranges::any_of(words, [&](std::string_view one) {
    return one.size() == word.size() && one.front() == word.front() && one == word;
  });
}

}  // namespace

bool is_copula(std::string_view word) { return in(kCopulas, word); }
bool is_auxiliary(std::string_view word) { return in(kAuxiliaries, word); }
bool is_negation(std::string_view word) { return in(kNegations, word); }
bool is_conditional(std::string_view word) { return in(kConditionals, word); }
bool is_universal(std::string_view word) { return in(kUniversals, word); }
bool is_existential(std::string_view word) { return in(kExistentials, word); }
bool is_relative(std::string_view word) { return in(kRelatives, word); }
bool is_vague(std::string_view word) { return in(kVague, word); }
bool is_report(std::string_view word) { return in(kReports, word); }
bool is_article(std::string_view word) { return in(kArticles, word); }
bool is_indefinite(std::string_view word) { return in(kIndefinites, word); }
bool is_pronoun(std::string_view word) { return in(kPronouns, word); }
bool is_thing(std::string_view word) { return in(kThings, word); }

bool is_filler(std::string_view word) {
  for (const Words words :
       {Words(kCopulas), Words(kAuxiliaries), Words(kArticles), Words(kIndefinites),
        Words(kPronouns), Words(kRelatives), Words(kOtherFillers)})
    if (in(words, word)) return true;
  return false;
}

}  // namespace modus::symbolic::reading
