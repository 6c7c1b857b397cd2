#include "bridge/clauses.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "symbolic/reading/change_words.h"
#include "symbolic/reading/cues.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using reading::Token;
using reading::TokenKind;

bool is_verb(const Token& token) {
  static const std::set<std::string_view> kHave = {"has", "have", "had"};
  return token.kind == TokenKind::kWord &&
         (kHave.contains(token.text) || reading::is_copula(token.text) ||
          reading::says_change(std::span(&token, 1)));
}

bool joins(const Token& token) {
  static const std::set<std::string_view> kWords = {"and", "but", "then", "so", "while"};
  return token.kind == TokenKind::kComma || kWords.contains(token.text);
}

bool is_subject_pronoun(const Token& token) {
  static const std::set<std::string_view> kWords = {"he", "she", "they", "it", "i", "we", "there"};
  return kWords.contains(token.text);
}

struct Cut {
  std::size_t end = 0;    // of the clause before
  std::size_t begin = 0;  // of the next
  bool has_subject = false;
};

// Between the numbers at `from` and `to`; nullopt: both are of one clause, or it is not known.
std::optional<Cut> cut_between(const SentenceTokens& sentence, std::size_t from, std::size_t to) {
  for (std::size_t i = to; i-- > from + 1;) {
    if (!joins(sentence[i])) continue;
    const std::size_t begin = i + 1;
    while (i > from + 1 && joins(sentence[i - 1])) --i;  // ", and then"
    if (begin >= to) return std::nullopt;
    if (is_verb(sentence[begin])) return Cut{i, begin, false};
    const auto verb = std::find_if(sentence.begin() + static_cast<std::ptrdiff_t>(begin),
                                   sentence.begin() + static_cast<std::ptrdiff_t>(to), is_verb);
    const bool own = verb != sentence.begin() + static_cast<std::ptrdiff_t>(to) ||
                     is_subject_pronoun(sentence[begin]);
    return own ? std::optional(Cut{i, begin, true}) : std::nullopt;
  }
  return std::nullopt;
}

// What stands before the first verb; empty where that is nothing, or has a number.
std::span<const Token> subject_of(const SentenceTokens& sentence) {
  const auto verb = std::ranges::find_if(sentence, is_verb);
  const std::span<const Token> subject(sentence.begin(), verb);
  const bool plain = std::ranges::none_of(
      subject, [](const Token& token) { return token.kind != TokenKind::kWord; });
  return plain && verb != sentence.end() ? subject : std::span<const Token>();
}

}  // namespace

std::vector<SentenceTokens> clauses_of(const SentenceTokens& sentence) {
  std::vector<SentenceTokens> clauses(1);
  std::optional<std::size_t> last;  // number
  std::size_t begin = 0;
  bool has_subject = true;
  const auto close = [&](std::size_t end) {
    SentenceTokens& clause = clauses.back();
    if (!has_subject) {
      const std::span<const Token> subject = subject_of(sentence);
      if (subject.empty()) return false;
      clause.assign(subject.begin(), subject.end());
    }
    clause.insert(clause.end(), sentence.begin() + static_cast<std::ptrdiff_t>(begin),
                  sentence.begin() + static_cast<std::ptrdiff_t>(end));
    return true;
  };
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (sentence[i].kind != TokenKind::kNumber) continue;
    if (const auto cut = last ? cut_between(sentence, *last, i) : std::nullopt) {
      if (!close(cut->end)) return {sentence};
      clauses.emplace_back();
      begin = cut->begin;
      has_subject = cut->has_subject;
    }
    last = i;
  }
  return close(sentence.size()) ? clauses : std::vector<SentenceTokens>{sentence};
}

}  // namespace modus::bridge
