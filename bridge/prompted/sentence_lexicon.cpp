#include "bridge/prompted/sentence_lexicon.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "claims/functions.h"
#include "claims/grammar.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "symbolic/reading/cues.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using reading::Token;
using Tokens = std::vector<Token>;

constexpr std::size_t kMostNameWords = 4;  // of one name
constexpr std::size_t kMostNames = 400;

bool is_logical(const std::string& word) {
  return reading::is_negation(word) || reading::is_universal(word) ||
         reading::is_conditional(word) || word == "then" || word == "and" || word == "or" ||
         word == "but" || word == "either" || word == "both";
}

// A word that may stand in a name: letters alone, nothing that carries logic.
bool may_name(const Token& token) {
  return token.kind == reading::TokenKind::kWord && !token.text.empty() &&
         token.text.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos &&
         !is_logical(token.text);
}
bool is_content_word(const Token& token) {
  return may_name(token) && !reading::is_filler(token.text) && !reading::is_copula(token.text) &&
         !reading::is_article(token.text);
}
bool is_joining(const std::string& word) {
  return word == "of" || word == "in" || word == "on" || word == "at" || word == "to" ||
         word == "for" || word == "with" || word == "by" || word == "from" || word == "as";
}

// "old", "old_goat", "lives_in", "member_of_club": runs that begin with a content word, end with
// one or with a word that is_joining, and leave out articles.
std::set<std::string> names_of(const Tokens& tokens) {
  std::set<std::string> names;
  for (std::size_t begin = 0; begin < tokens.size(); ++begin) {
    if (!is_content_word(tokens[begin])) continue;
    std::string name = tokens[begin].text;
    names.insert(name);
    std::size_t words = 1;
    for (std::size_t i = begin + 1; i < tokens.size() && words < kMostNameWords; ++i) {
      if (reading::is_article(tokens[i].text) || tokens[i].text == "'s") continue;
      if (!is_content_word(tokens[i]) && !is_joining(tokens[i].text)) break;
      name += "_" + tokens[i].text;
      ++words;
      names.insert(name);
    }
    if (names.size() > kMostNames) break;
  }
  // `answer` and `given` are words of the language itself.
  std::erase_if(names, [](const std::string& name) { return !claims::is_name(name); });
  return names;
}

bool has_token(const Tokens& tokens, const std::string& word) {
  return std::ranges::any_of(
      tokens, [&](const Token& token) { return reading::same_word(token.text, word); });
}

// "Harry" of harry_potter, where no other name goes on from there: new_haven is not in "New York".
bool begins_name(const Tokens& tokens, const std::string& word) {
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (reading::same_word(tokens[i].text, word))
      return i + 1 == tokens.size() || !tokens[i + 1].capital;
  return false;
}

// Somebody may be called by the first or the last word of the name; what is said of somebody needs
// all its words: sold_in_boston is nothing to a sentence about what is sold in Rome.
bool may_mean(const Tokens& tokens, const std::string& name, const claims::Symbol& symbol) {
  const std::vector<std::string> words = reading::words_of_name(name);
  if (words.empty()) return false;
  if (symbol.result.kind == claims::SortKind::kTruth || words.size() == 1)
    return std::ranges::all_of(words,
                               [&](const std::string& word) { return has_token(tokens, word); });
  return has_token(tokens, words.back()) || begins_name(tokens, words.front());
}

bool says(const Tokens& tokens, bool (*cue)(std::string_view)) {
  return std::ranges::any_of(tokens, [&](const Token& token) { return cue(token.text); });
}
bool says(const Tokens& tokens, std::set<std::string_view> words) {
  return std::ranges::any_of(tokens,
                             [&](const Token& token) { return words.contains(token.text); });
}

// Something is said of all of a kind, or under a condition.
bool is_general(const Tokens& tokens) {
  return says(tokens, reading::is_conditional) || says(tokens, reading::is_universal) ||
         says(tokens, reading::is_indefinite) || says(tokens, reading::is_relative) ||
         says(tokens, {"are", "do", "have", "a", "an"});
}

// sqrt, likely and independent have a meaning of their own.
bool can_be_said(const std::string& name, std::size_t arity) {
  if (name == "independent" || claims::is_modal_word(name)) return false;
  try {
    const claims::Claim read = claims::parse_claim(name + (arity == 1 ? "(a)" : "(a, b)"), "name");
    return claims::is_atom(read) && read.name() == name && read.children().size() == arity;
  } catch (const ParseError&) {
    return false;
  }
}

class SentenceNames {
 public:
  SentenceNames(ReadingKind kind, const Tokens& sentence, const Tokens& all,
                const claims::Signature& known)
      : kind_(kind), sentence_(sentence) {
    for (const auto& [name, symbol] : known.symbols())
      if (may_mean(all, name, symbol)) add_known(name, symbol);
    for (const std::string& name : names_of(all))
      if (std::ranges::none_of(
              taken_, [&](const std::string& other) { return reading::same_name(name, other); }))
        add_new(name, known);
  }

  TextLexicon take() {
    add_signs();
    if (lexicon_.predicates.empty() && kind_ != ReadingKind::kQuantities)
      lexicon_.predicates = {{"thing", 1}};
    if (lexicon_.constants.empty()) lexicon_.constants = {"thing"};
    return std::move(lexicon_);
  }

 private:
  void add_known(const std::string& name, const claims::Symbol& symbol) {
    taken_.push_back(name);
    if (symbol.result.kind == claims::SortKind::kTruth)
      lexicon_.predicates.push_back({name, symbol.arguments.size()});
    else if (symbol.arguments.empty())
      lexicon_.constants.push_back(name);
    else
      lexicon_.functions.push_back({name, symbol.arguments.size()});
  }

  // Of somebody nothing is made that is said of others: beside `lion` nobody means `lion_needs`.
  static bool has_somebody_in_it(const std::string& name, const claims::Signature& known) {
    return std::ranges::any_of(reading::parts_of_name(name), [&](const std::string& part) {
      const claims::Symbol* symbol = known.find(part);
      return symbol != nullptr && symbol->is_constant();
    });
  }

  void add_new(const std::string& name, const claims::Signature& known) {
    lexicon_.constants.push_back(name);
    if (kind_ == ReadingKind::kQuantities || has_somebody_in_it(name, known)) return;
    for (const std::size_t arity : {std::size_t{1}, std::size_t{2}})
      if (can_be_said(name, arity)) lexicon_.predicates.push_back({name, arity});
  }

  void add_signs() {
    const bool quantities = kind_ == ReadingKind::kQuantities;
    for (const Token& token : sentence_)
      for (const claims::Rational& value : token.values) add_number(value);
    lexicon_.comparison = quantities || says(sentence_, {"than", "same", "equal", "least", "most"});
    lexicon_.arithmetic = quantities;
    if (quantities) return;
    lexicon_.negation = says(sentence_, reading::is_negation);
    lexicon_.conditional = is_general(sentence_);
    lexicon_.connectives = true;
    if (lexicon_.conditional) lexicon_.variables = {"X"};
    if (kind_ == ReadingKind::kRules) return;
    if (says(sentence_, reading::is_existential) || says(sentence_, {"some", "a", "an"}))
      lexicon_.variables = {"X", "Y"};
    lexicon_.quantifiers = !lexicon_.variables.empty();
  }

  void add_number(const claims::Rational& value) {
    const claims::Claim term = claims::number_term(value);
    if (term.op() != claims::Op::kNumber) return;  // a fraction is written as a quotient
    std::string digits = claims::print(term);
    if (std::ranges::find(lexicon_.numbers, digits) == lexicon_.numbers.end())
      lexicon_.numbers.push_back(std::move(digits));
  }

  const ReadingKind kind_;
  const Tokens& sentence_;
  std::vector<std::string> taken_;  // names of the chain
  TextLexicon lexicon_;
};

}  // namespace

std::vector<std::string> names_that_may_be_meant(const claims::Signature& known,
                                                 std::string_view words) {
  const Tokens tokens = reading::tokenise(words);
  std::vector<std::string> names;
  for (const auto& [name, symbol] : known.symbols())
    if (may_mean(tokens, name, symbol)) names.push_back(name);
  return names;
}

TextLexicon sentence_lexicon(ReadingKind kind, std::string_view sentence, std::string_view before,
                             const claims::Signature& known) {
  const Tokens tokens = reading::tokenise(sentence);
  Tokens all = tokens;
  const Tokens earlier = reading::tokenise(before);
  all.insert(all.end(), earlier.begin(), earlier.end());
  return SentenceNames(kind, tokens, all, known).take();
}

}  // namespace modus::bridge
