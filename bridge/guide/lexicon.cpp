#include "bridge/guide/lexicon.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/error.h"
#include "claims/claim.h"
#include "claims/grammar.h"
#include "claims/print.h"
#include "neural/suffix.h"
#include "symbolic/reading/cues.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using reading::Token;
using reading::TokenKind;

constexpr std::size_t kMaxWordsOfAName = 3;

struct Sayable {
  std::set<std::string> names, far_names;
  std::set<std::string> numbers;
  bool negates = false, generalises = false, combines = false, asks_which = false;
  bool repeats = false;
  std::size_t amounts = 0;
  std::map<std::string, std::size_t> said;
  bool asks_amount = false;
};

// Carries logic or nothing: begins and ends no name, but may stand inside one (lives_in_oslo).
bool is_function_word(const std::string& word) {
  return reading::is_filler(word) || reading::is_negation(word) || reading::is_conditional(word) ||
         reading::is_universal(word);
}

// May stand in a name behind its first word: lives_in, fork_all.
bool may_stand_in_name(const std::string& word) {
  constexpr auto kParticles =
      std::to_array<std::string_view>({"of", "in", "on", "at", "to", "from", "by", "with", "for",
                                       "as", "than", "into", "per", "now", "again", "all"});
  return !is_function_word(word) ||
         std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
}

bool asks_for_values(const std::string& word) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"who", "whom", "whose", "what", "which", "how", "where", "list", "find", "name"});
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

}  // namespace

bool asks_for_amount(const std::vector<Token>& question) {
  constexpr auto kMeasured =
      std::to_array<std::string_view>({"many", "much", "long", "far", "high", "tall", "deep",
                                       "wide", "heavy", "fast", "big", "large"});
  constexpr auto kAmounts = std::to_array<std::string_view>(
      {"number", "total", "sum", "difference", "amount", "cost", "price", "weight", "length",
       "height", "distance", "average", "area", "perimeter", "age"});
  const auto among = [](const auto& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  bool asks = false;
  for (std::size_t i = 0; i < question.size(); ++i) {
    const std::string& word = question[i].text;
    if (word == "how" && i + 1 < question.size() && among(kMeasured, question[i + 1].text))
      return true;
    if (asks && among(kAmounts, word)) return true;
    asks = asks || word == "what" || word == "find" || word == "calculate";
  }
  return false;
}

namespace {

// Parts what is spoken of from what is said.
bool parts_names(const std::string& word) {
  return reading::is_copula(word) || reading::is_negation(word) || reading::is_conditional(word);
}

// The word, and what it may be a form of.
std::set<std::string> forms_of(const std::string& word) {
  std::set<std::string> forms{word, neural::split_suffix(word).stem};
  for (std::string& form : reading::base_forms(word)) forms.insert(std::move(form));
  return forms;
}

class SentenceReader {
 public:
  explicit SentenceReader(std::string_view sentence) : tokens_(reading::tokenise(sentence)) {
    for (const Token& token : tokens_)
      forms_.push_back(may_stand_in_name(token.text) ? forms_of(token.text)
                                                     : std::set<std::string>());
  }

  Sayable read() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      read_cues(i);
      if (tokens_[i].kind == TokenKind::kNumber) {
        read_number(tokens_[i]);
        ++found_.amounts;
      }
      if (tokens_[i].kind == TokenKind::kWord && !is_function_word(tokens_[i].text))
        add_names("", i, kMaxWordsOfAName, false);
    }
    found_.asks_amount = asks_for_amount(tokens_);
    return std::move(found_);
  }

 private:
  void read_cues(std::size_t at) {
    const std::string& word = tokens_[at].text;
    found_.negates = found_.negates || reading::is_negation(word);
    found_.combines = found_.combines || tokens_[at].kind == TokenKind::kComma || word == "and" ||
                      word == "but" || word == "nor" || word == "while";
    const bool content = tokens_[at].kind == TokenKind::kWord && !is_function_word(word);
    found_.repeats = found_.repeats || (content && !met_.insert(stem_of(word)).second);
    found_.asks_which = found_.asks_which || asks_for_values(word);
    const bool plural =
        !neural::split_suffix(word).suffix.empty() || reading::base_forms(word).size() > 1;
    found_.generalises = found_.generalises || plural || reading::is_conditional(word) ||
                         reading::is_universal(word) || reading::is_indefinite(word) ||
                         word == "a" || word == "an";
  }

  void read_number(const Token& token) {
    std::set<std::string> printed;
    for (const auto* values : {&token.values, &token.companions})
      for (const claims::Rational& value : *values) {
        const claims::Claim term = claims::number_term(value);
        if (term.op() == claims::Op::kNumber) printed.insert(claims::print(term));
      }
    for (const std::string& number : printed) ++found_.said[number];
    found_.numbers.merge(printed);
  }

  // Names that begin with `head` and go on with the word at `at`; words between two words of a name
  // that carry nothing may be left out. `far`: the name reaches over a verb or a negation.
  void add_names(const std::string& head, std::size_t at, std::size_t words, bool far) {
    for (const std::string& form : forms_[at]) {
      const std::string name = head.empty() ? form : head + "_" + form;
      if (claims::is_name(name)) {
        found_.names.insert(name);
        if (far) found_.far_names.insert(name);
      }
      if (words == 1) continue;
      bool reaches = far;
      for (std::size_t next = at + 1; next < tokens_.size(); ++next) {
        if (tokens_[next].kind != TokenKind::kWord) break;
        reaches = reaches || parts_names(tokens_[next].text);
        add_names(name, next, words - 1, reaches);
        if (!is_function_word(tokens_[next].text)) break;
      }
    }
  }

  static std::string stem_of(const std::string& word) { return neural::split_suffix(word).stem; }

  std::vector<Token> tokens_;
  std::vector<std::set<std::string>> forms_;  // of each that may stand in a name
  std::set<std::string> met_;                 // stems of content words
  Sayable found_;
};

SentenceLexicon lexicon_of(CodedTexts& coded, const Sayable& sayable) {
  return {coded.trie_of(sayable.names),
          coded.trie_of(sayable.numbers),
          {sayable.far_names.begin(), sayable.far_names.end()},
          sayable.negates,
          sayable.generalises,
          sayable.combines,
          sayable.asks_which,
          sayable.repeats,
          sayable.amounts,
          sayable.said,
          sayable.asks_amount};
}

}  // namespace

Lexicon::Lexicon(const neural::Tokenizer& tokenizer, std::span<const std::string> sentences,
                 std::string_view question) {
  CodedTexts coded(tokenizer);  // most names are those of several sentences
  Sayable all;
  all.negates = all.generalises = all.combines = all.asks_which = all.repeats = true;
  const auto read = [&](std::string_view sentence) {
    Sayable found = SentenceReader(sentence).read();
    all.names.insert(found.names.begin(), found.names.end());
    all.numbers.insert(found.numbers.begin(), found.numbers.end());
    return lexicon_of(coded, found);
  };
  for (const std::string& sentence : sentences) sentences_.push_back(read(sentence));
  question_ = read(question);
  all_ = lexicon_of(coded, all);
}

bool Lexicon::is_word_problem() const {
  return question_.asks_amount &&
         std::ranges::any_of(sentences_,
                             [](const SentenceLexicon& sentence) { return sentence.amounts > 0; });
}

const SentenceLexicon& Lexicon::sentence(std::size_t k) const {
  MODUS_CHECK(k >= 1 && k <= sentences_.size(), "sentence {} of {}", k, sentences_.size());
  return sentences_[k - 1];
}

}  // namespace modus::bridge
