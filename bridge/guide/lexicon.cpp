#include "bridge/guide/lexicon.h"

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
constexpr std::size_t kMaxWordsOfAQuantity = 4;
constexpr std::size_t kMaxQuantities = 4000;  // names of quantities that one sentence offers

struct Sayable {
  std::set<std::string> names;
  std::set<std::string> numbers;
  bool negates = false, generalises = false, combines = false;
};

// Carries logic or nothing: begins and ends no name, but may stand inside one (lives_in_oslo).
bool is_function_word(const std::string& word) {
  return reading::is_filler(word) || reading::is_negation(word) || reading::is_conditional(word) ||
         reading::is_universal(word);
}

// The word, and what it may be a form of.
std::set<std::string> forms_of(const std::string& word) {
  std::set<std::string> forms{word, neural::split_suffix(word).stem};
  for (std::string& form : reading::base_forms(word)) forms.insert(std::move(form));
  return forms;
}

class SentenceReader {
 public:
  explicit SentenceReader(std::string_view sentence) : tokens_(reading::tokenise(sentence)) {}

  Sayable read() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      read_cues(i);
      if (tokens_[i].kind == TokenKind::kNumber) read_number(tokens_[i]);
      if (tokens_[i].kind == TokenKind::kWord && !is_function_word(tokens_[i].text))
        add_names("", i, kMaxWordsOfAName);
    }
    add_quantities();
    return std::move(found_);
  }

 private:
  // Where a sentence counts something, a name may be any few of its words in order: in "Ann has 12
  // red stamps" ann_stamp.
  void add_quantities() {
    std::vector<std::set<std::string>> words;
    bool counts = false;
    for (const Token& token : tokens_) {
      counts = counts || token.kind == TokenKind::kNumber;
      if (token.kind == TokenKind::kWord && !is_function_word(token.text))
        words.push_back({token.text, neural::split_suffix(token.text).stem});
    }
    if (!counts) return;
    std::vector<std::pair<std::string, std::size_t>> heads = {{"", 0}};  // and the word behind
    std::size_t added = 0;
    for (std::size_t length = 1; length <= kMaxWordsOfAQuantity; ++length) {
      std::vector<std::pair<std::string, std::size_t>> longer;
      for (const auto& [head, next] : heads)
        for (std::size_t i = next; i < words.size() && added < kMaxQuantities; ++i)
          for (const std::string& form : words[i]) {
            longer.emplace_back(head.empty() ? form : head + "_" + form, i + 1);
            if (claims::is_name(longer.back().first)) found_.names.insert(longer.back().first);
            ++added;
          }
      heads = std::move(longer);
    }
  }

  void read_cues(std::size_t at) {
    const std::string& word = tokens_[at].text;
    found_.negates = found_.negates || reading::is_negation(word);
    found_.combines = found_.combines || tokens_[at].kind == TokenKind::kComma || word == "and" ||
                      word == "but" || word == "nor" || word == "while";
    const bool plural =
        !neural::split_suffix(word).suffix.empty() || reading::base_forms(word).size() > 1;
    found_.generalises = found_.generalises || plural || reading::is_conditional(word) ||
                         reading::is_universal(word) || reading::is_indefinite(word) ||
                         word == "a" || word == "an";
  }

  void read_number(const Token& token) {
    for (const auto* values : {&token.values, &token.companions})
      for (const claims::Rational& value : *values) {
        const claims::Claim term = claims::number_term(value);
        if (term.op() == claims::Op::kNumber) found_.numbers.insert(claims::print(term));
      }
  }

  // Names that begin with `head` and go on with the word at `at`; words between two words of a name
  // that carry nothing may be left out.
  void add_names(const std::string& head, std::size_t at, std::size_t words) {
    const std::string& word = tokens_[at].text;
    const bool ends = !is_function_word(word) || !head.empty();
    for (const std::string& form : forms_of(word)) {
      const std::string name = head.empty() ? form : head + "_" + form;
      if (ends && claims::is_name(name)) found_.names.insert(name);
      if (words == 1) continue;
      for (std::size_t next = at + 1; next < tokens_.size(); ++next) {
        if (tokens_[next].kind != TokenKind::kWord) break;
        add_names(name, next, words - 1);
        if (!is_function_word(tokens_[next].text)) break;
      }
    }
  }

  std::vector<Token> tokens_;
  Sayable found_;
};

SentenceLexicon lexicon_of(const neural::Tokenizer& tokenizer, const Sayable& sayable) {
  const std::vector<std::string> names(sayable.names.begin(), sayable.names.end());
  const std::vector<std::string> numbers(sayable.numbers.begin(), sayable.numbers.end());
  return {TokenTrie(tokenizer, names), TokenTrie(tokenizer, numbers), sayable.negates,
          sayable.generalises, sayable.combines};
}

}  // namespace

Lexicon::Lexicon(const neural::Tokenizer& tokenizer, std::span<const std::string> sentences,
                 std::string_view question) {
  Sayable all;
  all.negates = all.generalises = all.combines = true;
  const auto read = [&](std::string_view sentence) {
    Sayable found = SentenceReader(sentence).read();
    all.names.insert(found.names.begin(), found.names.end());
    all.numbers.insert(found.numbers.begin(), found.numbers.end());
    return lexicon_of(tokenizer, found);
  };
  for (const std::string& sentence : sentences) sentences_.push_back(read(sentence));
  question_ = read(question);
  all_ = lexicon_of(tokenizer, all);
}

const SentenceLexicon& Lexicon::sentence(std::size_t k) const {
  MODUS_CHECK(k >= 1 && k <= sentences_.size(), "sentence {} of {}", k, sentences_.size());
  return sentences_[k - 1];
}

}  // namespace modus::bridge
