#include "symbolic/grounding.h"

#include <fmt/core.h>

#include <map>
#include <optional>
#include <set>
#include <string_view>
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

// What the givens read from one sentence use of it together.
struct SentenceUse {
  std::span<const Token> tokens;
  std::set<std::size_t> used;
  bool only_comparisons = true;  // equations over names: "each" and "all" are their business
  bool asks = false;             // it ends as a question does, or where one begins: "If he sold 3,"
  bool conditional = false;
};

// The sentences of one text, and the names of one chain as words of them.
class Readings {
 public:
  explicit Readings(std::span<const std::string> text) : text_(text), tokens_(text.size()) {}

  void learn(const claims::Step& step) { vocabulary_.add(step); }
  void forget() { vocabulary_ = {}; }

  std::string citation_fault(const claims::Step& step) const {
    if (step.sentences.empty()) return "cites no sentence";
    for (const std::size_t sentence : step.sentences)
      if (sentence == 0 || sentence > text_.size())
        return fmt::format("there is no sentence {}, the text has {}", sentence, text_.size());
    return "";
  }

  // Of the givens that cite one sentence first, in order; their citations are in order.
  std::vector<GivenReading> read_sentence(std::span<const claims::Step* const> givens) {
    const std::size_t sentence = givens.front()->sentences.front();
    SentenceUse use;
    use.tokens = tokens_of(sentence);
    use.asks = asks(text_[sentence - 1]);
    std::vector<GivenReading> readings;
    for (const claims::Step* given : givens) readings.push_back(read_given(*given, use));
    settle(sentence, use, readings);
    return readings;
  }

 private:
  GivenReading read_given(const claims::Step& step, SentenceUse& use) {
    GivenReading reading;
    Passage passage = passage_of(step);
    passage.taken = use.used;
    const reading::Agreement agreement = reading::agreement_of(step.claim, passage, vocabulary_);
    reading.reason = agreement.disagreement;
    if (reading.reason.empty()) reading.reason = two_names(step.claim);
    if (!reading.reason.empty()) return reading;
    reading.agrees = reading.grounded = true;
    use.used.insert(agreement.used.begin(), agreement.used.end());
    const reading::ClaimShape shape = reading::shape_of(step.claim);
    use.only_comparisons = use.only_comparisons && shape.atoms.empty();
    use.conditional = use.conditional || shape.conditional;
    return reading;
  }

  // One word of the text may not become two predicates: what is said of one would not be known of
  // the other, and an `open` would rest on that.
  std::string two_names(const claims::Claim& claim) const {
    if (claim.op() == claims::Op::kApply)
      if (const auto other = vocabulary_.other_number_of(claim.name()))
        return fmt::format("`{}` and `{}` are one word: use one name for both", claim.name(),
                           *other);
    for (const claims::Claim& child : claim.children())
      if (std::string reason = two_names(child); !reason.empty()) return reason;
    return "";
  }

  const std::vector<Token>& tokens_of(std::size_t sentence) {
    std::vector<Token>& tokens = tokens_[sentence - 1];
    if (tokens.empty()) tokens = reading::tokenise(text_[sentence - 1]);
    return tokens;
  }

  Passage passage_of(const claims::Step& step) {
    Passage passage{tokens_of(step.sentences.front()), {}};
    for (std::size_t i = 1; i < step.sentences.size(); ++i)
      passage.antecedents.push_back(tokens_of(step.sentences[i]));
    return passage;
  }

  // Numbers, names, negations, quantifiers and conditionals that no given uses unground them all.
  void settle(std::size_t sentence, const SentenceUse& use,
              std::vector<GivenReading>& readings) const {
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
    for (GivenReading& reading : readings) {
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
    if (reading::is_conditional(word) || word == "iff") return supposes(use, word) ? "" : word;
    if (reading::is_negation(word)) return word;
    if (word.starts_with("some") || reading::is_universal(word))
      return use.only_comparisons || (word == "any" && use.conditional) ? "" : word;
    if (reading::is_vague(word)) return use.only_comparisons ? "" : word;
    if (token.capital && at > 0 && word.size() > 1) return word;
    return vocabulary_.entity_at(use.tokens, at) ? word : "";
  }

  // Of quantities: "when 2 more came" tells a time, and the condition of what is asked is supposed
  // by the question: "If he sold 3, how many are left?"
  static bool supposes(const SentenceUse& use, const std::string& word) {
    return use.only_comparisons && (word == "when" || (word == "if" && use.asks));
  }

  static bool asks(std::string_view sentence) {
    const std::size_t last = sentence.find_last_not_of(" \t\n\"'");
    return last != std::string_view::npos && (sentence[last] == '?' || sentence[last] == ',');
  }

  // "one of them", "each one": no number is meant.
  static bool is_idle_one(const SentenceUse& use, std::size_t at) {
    if (use.tokens[at].text != "one") return false;
    const std::string after = at + 1 < use.tokens.size() ? use.tokens[at + 1].text : "";
    const std::string before = at > 0 ? use.tokens[at - 1].text : "";
    return after == "of" || reading::is_universal(before) || before == "the";
  }

  std::span<const std::string> text_;
  std::vector<std::vector<Token>> tokens_;  // of sentences met so far
  reading::Vocabulary vocabulary_;
};

}  // namespace

std::vector<GivenReading> read_givens(const claims::Chain& chain) {
  if (chain.text.empty()) return {};
  Readings readings(chain.text);
  std::map<std::size_t, GivenReading> by_step;
  std::map<std::size_t, std::vector<const claims::Step*>> by_sentence;
  for (const claims::Step& step : chain.steps) readings.learn(step);
  for (std::size_t i = 0; i < chain.steps.size(); ++i) {
    const claims::Step& step = chain.steps[i];
    if (step.kind != claims::StepKind::kGiven) continue;
    GivenReading& reading = by_step[i];
    reading.reason = readings.citation_fault(step);
    if (reading.reason.empty()) by_sentence[step.sentences.front()].push_back(&step);
  }
  for (const auto& [sentence, givens] : by_sentence) {
    const std::vector<GivenReading> read = readings.read_sentence(givens);
    for (std::size_t i = 0; i < givens.size(); ++i)
      by_step[static_cast<std::size_t>(givens[i] - chain.steps.data())] = read[i];
  }
  std::vector<GivenReading> result;
  for (auto& [step, reading] : by_step) {
    reading.step = step;
    const claims::Step& given = chain.steps[step];
    const bool cited = readings.citation_fault(given).empty();
    reading.reads_back =
        read_back(given.claim, cited ? chain.text[given.sentences.front() - 1] : "");
    result.push_back(std::move(reading));
  }
  return result;
}

struct GivenReader::State {
  explicit State(std::span<const std::string> text) : readings(text) {}
  Readings readings;
};

GivenReader::GivenReader(std::span<const std::string> text)
    : state_(std::make_unique<State>(text)) {}
GivenReader::~GivenReader() = default;

void GivenReader::learn(const claims::Step& step) { state_->readings.learn(step); }
void GivenReader::forget() { state_->readings.forget(); }

GivenReading GivenReader::read(std::span<const claims::Step> steps) const {
  const claims::Step& given = steps.back();
  GivenReading reading;
  reading.reason = state_->readings.citation_fault(given);
  if (reading.reason.empty()) {
    std::vector<const claims::Step*> together;
    for (const claims::Step& step : steps)
      if (step.kind == claims::StepKind::kGiven && state_->readings.citation_fault(step).empty() &&
          step.sentences.front() == given.sentences.front())
        together.push_back(&step);
    reading = state_->readings.read_sentence(together).back();
  }
  reading.step = steps.size() - 1;
  return reading;
}

}  // namespace modus::symbolic
