#include "symbolic/reading/halves.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "symbolic/reading/cues.h"

namespace modus::symbolic::reading {
namespace {

constexpr std::size_t kMaxCommas = 6;  // places tried for "If A, B"

using Tokens = std::span<const Token>;

std::size_t find_word(Tokens tokens, std::string_view word, std::size_t from) {
  for (std::size_t i = from; i < tokens.size(); ++i)
    if (tokens[i].text == word) return i;
  return tokens.size();
}

std::optional<std::size_t> conditional_at(Tokens tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (is_conditional(tokens[i].text) || tokens[i].text == "iff") return i;
  return std::nullopt;
}

// "B if A", "B only if A", "B if and only if A".
Halves conditional_behind(Tokens tokens, std::size_t cue) {
  Halves halves;
  const auto word_at = [&](std::size_t i) {
    return i < tokens.size() ? std::string_view(tokens[i].text) : std::string_view();
  };
  std::size_t first = cue;  // of the cue words
  std::size_t last = cue;
  bool only = false;
  if (word_at(cue) == "iff") {
    halves.biconditional = true;
  } else if (word_at(cue + 1) == "and" && word_at(cue + 2) == "only" && word_at(cue + 3) == "if") {
    halves.biconditional = true;
    last = cue + 3;
  } else if (cue > 0 && word_at(cue - 1) == "only") {
    only = true;
    first = cue - 1;
  }
  const Stretch before{0, first, false, {}};
  const Stretch behind{last + 1, tokens.size(), false, {}};
  halves.condition = only ? before : behind;
  halves.consequence = only ? behind : before;
  halves.condition_denied = word_at(cue) == "unless";
  for (std::size_t i = first; i <= last; ++i)
    if (word_at(i) != "and") halves.cues.push_back(i);
  return halves;
}

std::vector<Halves> by_conditional(Tokens tokens, std::size_t cue) {
  if (cue > 0) return {conditional_behind(tokens, cue)};
  std::vector<Halves> all;
  const auto part_at = [&](std::size_t end, std::size_t next) {
    Halves halves;
    halves.condition = {1, end, false, {}};
    halves.consequence = {next, tokens.size(), false, {}};
    halves.condition_denied = tokens[0].text == "unless";
    halves.cues = {0};
    all.push_back(halves);
  };
  const std::size_t then = find_word(tokens, "then", 1);
  if (then < tokens.size()) {
    part_at(then, then + 1);
    return all;
  }
  for (std::size_t i = 1; i < tokens.size() && all.size() < kMaxCommas; ++i)
    if (tokens[i].kind == TokenKind::kComma) part_at(i, i + 1);
  return all;
}

// The verb of the whole sentence: the first that no `who` or `that` before it claims.
std::optional<std::size_t> main_verb(Tokens tokens, const Vocabulary& vocabulary,
                                     std::size_t from) {
  std::size_t relatives = 0;
  bool auxiliary_before = false;
  for (std::size_t i = from; i < tokens.size(); ++i) {
    const std::string& word = tokens[i].text;
    const bool helper = is_copula(word) || is_auxiliary(word) || word == "has" || word == "have";
    const auto predicate = vocabulary.predicate_at(tokens, i);
    const bool verb = helper || (predicate && predicate->arity >= 2 && !auxiliary_before);
    if (is_relative(word)) ++relatives;
    if (verb) {
      if (relatives == 0) return i;
      --relatives;
      auxiliary_before = helper;
    } else if (!is_negation(word)) {
      auxiliary_before = false;
    }
  }
  // An intransitive verb: "all dogs bark". Behind the noun stands the last property.
  std::optional<std::size_t> last;
  std::size_t properties = 0;
  for (std::size_t i = from; i < tokens.size(); ++i) {
    const auto predicate = vocabulary.predicate_at(tokens, i);
    if (!predicate || predicate->arity != 1) continue;
    ++properties;
    last = i;
  }
  return properties >= 2 || is_universal(tokens[0].text) ? last : std::nullopt;
}

// May the subject be general: a quantifier, "a dog", or a bare noun or property; no name, no "the".
bool is_general_subject(Tokens tokens, const Vocabulary& vocabulary, std::size_t verb) {
  if (verb == 0) return false;
  const std::string& first = tokens[0].text;
  if (is_universal(first)) return true;
  if (is_existential(first) || first == "the" || is_vague(first)) return false;
  if (first.starts_with("some")) return false;
  // "Wren is a poet" is about Wren: one of a kind has an article, all of it a plural.
  const std::string& copula = tokens[verb].text;
  if (verb == 1 && (copula == "is" || copula == "was") && !is_indefinite(first) &&
      verb + 1 < tokens.size() && is_article(tokens[verb + 1].text))
    return false;
  for (std::size_t i = 0; i < verb; ++i) {
    if (is_relative(tokens[i].text)) return true;
    if (vocabulary.entity_at(tokens, i) && !vocabulary.predicate_at(tokens, i)) return false;
    if (is_pronoun(tokens[i].text)) return false;
  }
  return true;
}

std::vector<Halves> by_verb(Tokens tokens, const Vocabulary& vocabulary) {
  const std::string& first = tokens[0].text;
  const bool denies = is_universal(first) && is_negation(first);  // no, nobody, nothing
  const std::size_t from = is_universal(first) && (denies || !is_indefinite(first)) ? 1 : 0;
  const auto verb = main_verb(tokens, vocabulary, from);
  if (!verb || !is_general_subject(tokens, vocabulary, *verb)) return {};
  Halves halves;
  halves.condition = {from, *verb, false, {}};
  halves.consequence = {*verb, tokens.size(), denies, {}};
  halves.subject_carries = true;
  if (is_universal(first)) halves.cues = {0};
  if (first == "only") {  // only P are N: who is N is P
    std::swap(halves.condition, halves.consequence);
  }
  return {halves};
}

}  // namespace

std::vector<Halves> halves_of(Tokens tokens, const Vocabulary& vocabulary) {
  if (tokens.empty()) return {};
  if (const auto cue = conditional_at(tokens)) return by_conditional(tokens, *cue);
  return by_verb(tokens, vocabulary);
}

}  // namespace modus::symbolic::reading
