#include "symbolic/grounding.h"

#include <fmt/core.h>

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "symbolic/reading/agreement.h"
#include "symbolic/reading/claim_shape.h"
#include "symbolic/reading/cues.h"
#include "symbolic/reading/vocabulary.h"
#include "symbolic/reading/words.h"

namespace modus::symbolic {
namespace {

using reading::Passage;
using reading::Token;
using reading::TokenKind;

// The givens read from one sentence, and what of it they use together.
struct SentenceUse {
  std::vector<Token> tokens;
  std::vector<std::size_t> readings;  // indices into the result
  std::set<std::size_t> used;
  bool only_comparisons = true;  // equations over names: "each" and "all" are their business
  bool conditional = false;
};

class GivenReader {
 public:
  explicit GivenReader(const claims::Chain& chain) : chain_(chain), vocabulary_(chain) {}

  std::vector<GivenReading> read() {
    for (std::size_t i = 0; i < chain_.steps.size(); ++i)
      if (chain_.steps[i].kind == claims::StepKind::kGiven) read_given(i);
    for (auto& [sentence, use] : sentences_) settle(sentence, use);
    return std::move(readings_);
  }

 private:
  void read_given(std::size_t index) {
    const claims::Step& step = chain_.steps[index];
    GivenReading reading;
    reading.step = index;
    reading.reads_back = read_back(step.claim);
    reading.reason = citation_fault(step);
    if (reading.reason.empty()) {
      SentenceUse& use = use_of(step.sentences.front());
      const reading::Agreement agreement =
          reading::agreement_of(step.claim, passage_of(step), vocabulary_);
      reading.reason = agreement.disagreement;
      if (reading.reason.empty()) {
        reading.grounded = true;
        use.used.insert(agreement.used.begin(), agreement.used.end());
        const reading::ClaimShape shape = reading::shape_of(step.claim);
        use.only_comparisons = use.only_comparisons && shape.atoms.empty();
        use.conditional = use.conditional || shape.conditional;
      }
      use.readings.push_back(readings_.size());
    }
    readings_.push_back(std::move(reading));
  }

  std::string citation_fault(const claims::Step& step) const {
    if (step.sentences.empty()) return "cites no sentence";
    for (const std::size_t sentence : step.sentences)
      if (sentence == 0 || sentence > chain_.text.size())
        return fmt::format("there is no sentence {}, the text has {}", sentence,
                           chain_.text.size());
    return "";
  }

  SentenceUse& use_of(std::size_t sentence) {
    SentenceUse& use = sentences_[sentence];
    if (use.tokens.empty()) use.tokens = reading::tokenise(chain_.text[sentence - 1]);
    return use;
  }

  Passage passage_of(const claims::Step& step) {
    Passage passage{use_of(step.sentences.front()).tokens, {}};
    for (std::size_t i = 1; i < step.sentences.size(); ++i) {
      const std::vector<Token> tokens = reading::tokenise(chain_.text[step.sentences[i] - 1]);
      passage.antecedents.insert(passage.antecedents.end(), tokens.begin(), tokens.end());
    }
    return passage;
  }

  // Numbers, names, negations, quantifiers and conditionals that no given uses unground them all.
  void settle(std::size_t sentence, const SentenceUse& use) {
    std::vector<std::string> unused;
    std::string fault;
    for (std::size_t i = 0; i < use.tokens.size(); ++i) {
      if (use.used.contains(i)) continue;
      if (fault.empty()) fault = left_over(use, i);
      const Token& token = use.tokens[i];
      if (token.kind == TokenKind::kWord && !reading::is_filler(token.text) &&
          !is_logical(token.text))
        unused.push_back(token.text);
    }
    for (const std::size_t r : use.readings) {
      GivenReading& reading = readings_[r];
      reading.unused_words = unused;
      if (fault.empty() || !reading.grounded) continue;
      reading.grounded = false;
      reading.reason = fmt::format("sentence {} says `{}`, no given does", sentence, fault);
    }
  }

  static bool is_logical(const std::string& word) {
    return reading::is_negation(word) || reading::is_universal(word) ||
           reading::is_conditional(word) || reading::is_existential(word) || word == "then";
  }

  // The word at `at` where it may not be left over, else "".
  std::string left_over(const SentenceUse& use, std::size_t at) const {
    const Token& token = use.tokens[at];
    const std::string& word = token.text;
    if (token.kind == TokenKind::kComma) return "";
    if (token.kind == TokenKind::kNumber) return is_idle_one(use, at) ? "" : word;
    if (reading::is_conditional(word) || word == "iff") return word;
    if (reading::is_negation(word)) return word;
    if (word.starts_with("some") || reading::is_universal(word))
      return use.only_comparisons || (word == "any" && use.conditional) ? "" : word;
    if (reading::is_vague(word)) return use.only_comparisons ? "" : word;
    if (token.capital && at > 0 && word.size() > 1) return word;
    return vocabulary_.entity_at(use.tokens, at) ? word : "";
  }

  // "one of them", "each one": no number is meant.
  static bool is_idle_one(const SentenceUse& use, std::size_t at) {
    if (use.tokens[at].text != "one") return false;
    const std::string after = at + 1 < use.tokens.size() ? use.tokens[at + 1].text : "";
    const std::string before = at > 0 ? use.tokens[at - 1].text : "";
    return after == "of" || reading::is_universal(before) || before == "the";
  }

  const claims::Chain& chain_;
  reading::Vocabulary vocabulary_;
  std::map<std::size_t, SentenceUse> sentences_;
  std::vector<GivenReading> readings_;
};

}  // namespace

std::vector<GivenReading> read_givens(const claims::Chain& chain) {
  if (chain.text.empty()) return {};
  return GivenReader(chain).read();
}

}  // namespace modus::symbolic
