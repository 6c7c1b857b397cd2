#include "bridge/word_problem.h"

#include <algorithm>
#include <utility>

#include "claims/evaluate.h"
#include "symbolic/reading/claim_shape.h"
#include "symbolic/reading/cues.h"
#include "symbolic/reading/number_words.h"

namespace modus::bridge {

namespace reading = symbolic::reading;
using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepKind;
using reading::Token;
using reading::TokenKind;

namespace {

// Between a number and what it counts: "3 more stamps", "8 of the stamps".
bool stands_between(const std::string& word) {
  static const std::set<std::string_view> kWords = {"more",  "fewer", "less", "other", "additional",
                                                    "extra", "of",    "the",  "his",   "her",
                                                    "their", "new",   "a",    "an"};
  return kWords.contains(word);
}

// "twice", "double the number of shells"
bool multiplies(const std::vector<Token>& sentence, const claims::Rational& value) {
  return std::ranges::any_of(sentence, [&](const Token& token) {
    return token.kind == TokenKind::kNumber && reading::is_multiple_word(token.text) &&
           std::ranges::find(token.values, value) != token.values.end();
  });
}

// "22 of Fred's cards"
bool is_whose(const std::vector<Token>& sentence, std::size_t at) {
  return sentence[at].text == "'s" || (at + 1 < sentence.size() && sentence[at + 1].text == "'s");
}

// The words behind the number of this value; none where no number, or more than one, has it, or
// where it multiplies: "double the number of shells".
std::vector<std::string> counted_by(const std::vector<Token>& sentence,
                                    const claims::Rational& value) {
  constexpr std::size_t kMostWords = 2;
  std::optional<std::size_t> at;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const Token& token = sentence[i];
    if (token.kind != TokenKind::kNumber ||
        std::ranges::find(token.values, value) == token.values.end())
      continue;
    if (at || reading::is_multiple_word(token.text)) return {};
    at = i;
  }
  std::vector<std::string> words;
  for (std::size_t i = at.value_or(sentence.size()) + 1; i < sentence.size(); ++i) {
    if (sentence[i].kind != TokenKind::kWord || words.size() == kMostWords) break;
    if (!words.empty() && counts_nothing(sentence[i].text) && sentence[i].text != "of") break;
    if (!stands_between(sentence[i].text) && !is_whose(sentence, i))
      words.push_back(sentence[i].text);
  }
  return words;
}

}  // namespace

WordProblem::WordProblem(const claims::Chain& chain, std::string_view question)
    : chain_(chain), question_(reading::tokenise(question)) {
  for (const std::string& sentence : chain.text) sentences_.push_back(reading::tokenise(sentence));
  reads_question_ = !chain.text.empty() && chain.text.back() == question;
  read_steps();
  about_ = asked_about(question_, std::span(sentences_).first(sentences_.size() - reads_question_));
  find_asked_nouns();
}

void WordProblem::read_steps() {
  std::vector<std::string> last;  // what the number before counts
  for (const Step& step : chain_.steps) {
    if (step.kind == StepKind::kLet && step.definition) definitions_[step.name] = &*step.definition;
    if (step.kind != StepKind::kGiven || step.sentences.empty()) continue;
    read_.insert(step.sentences.front());
    if (step.claim.op() != Op::kEqual || step.claim.child(0).op() != Op::kName) continue;
    const Claim& right = step.claim.child(1);
    stated_[step.claim.child(0).name()] = &right;
    Quantity quantity{step.sentences.front(),
                      right.op() == Op::kNumber,
                      0,
                      false,
                      reading::constants_in(right),
                      {}};
    if (quantity.plain) {
      quantity.value = right.literal().value;
      quantity.counts = counted_by(sentence_of(quantity), quantity.value);
      // "Ann has 7 figs. She buys 8 more.": 8 figs.
      const std::vector<Token>& sentence = sentence_of(quantity);
      if (!compares(sentence) && !multiplies(sentence, quantity.value) &&
          (quantity.counts.empty() || counts_nothing(quantity.counts.front()))) {
        quantity.is_of_some =
            (!quantity.counts.empty() && reading::is_copula(quantity.counts.front())) ||
            (!has_one_number(sentence) && says_any(sentence, {"but", "though"}));
        quantity.counts = last;
      }
      last = quantity.counts;
    }
    quantities_[step.claim.child(0).name()] = std::move(quantity);
  }
}

bool WordProblem::asks_for_the_start() const {
  return question_says({"begin", "beginning", "start", "started", "originally", "initially"}) ||
         (question_says({"first"}) && question_says({"at"}));
}

reading::StoryChange WordProblem::change_of(const std::vector<Token>& sentence) const {
  return change_of(sentence, about_.names);
}

reading::StoryChange WordProblem::change_of(const std::vector<Token>& sentence,
                                            std::span<const std::string> people) const {
  using reading::StoryChange;
  if (reading::says_change(question_) && !reading::says_for_each(question_))
    return StoryChange::kNone;  // it asks for a change itself
  StoryChange change = reading::change_of(sentence, people);
  if (about_.alone && change == StoryChange::kNone && reading::gives_to_pronoun(sentence))
    change = StoryChange::kGain;
  if (change == StoryChange::kNone || !asks_for_the_start()) return change;
  return change == StoryChange::kGain ? StoryChange::kLoss : StoryChange::kGain;
}

void WordProblem::find_asked_nouns() {
  constexpr std::size_t kMostWords = 3;
  static const std::set<std::string_view> kVerbs = {"do",   "does", "did",  "is",   "are",  "was",
                                                    "were", "has",  "have", "that", "will", "can"};
  for (std::size_t i = 0; i < question_.size(); ++i) {
    const bool counts = question_[i].text == "many" || question_[i].text == "much" ||
                        (i > 0 && question_[i].text == "of" && question_[i - 1].text == "number") ||
                        (i > 0 && question_[i].text == "in" && question_[i - 1].text == "cost");
    if (!counts) continue;
    for (std::size_t k = i + 1; k < question_.size() && k <= i + kMostWords; ++k) {
      if (question_[k].kind != TokenKind::kWord || kVerbs.contains(question_[k].text)) break;
      if (!stands_between(question_[k].text)) asked_nouns_.push_back(question_[k].text);
    }
    return;
  }
}

const Quantity* WordProblem::quantity(const std::string& name) const {
  const auto found = quantities_.find(name);
  return found == quantities_.end() ? nullptr : &found->second;
}

const Claim* WordProblem::definition(const std::string& name) const {
  const auto found = definitions_.find(name);
  return found == definitions_.end() ? nullptr : found->second;
}

std::optional<claims::Rational> WordProblem::value_of(const Claim& term) const {
  constexpr int kMostUnfolded = 16;  // definitions within definitions
  std::vector<claims::Replacement> known;
  for (const auto* terms : {&stated_, &definitions_})
    for (const auto& [name, stands_for] : *terms) known.push_back({name, *stands_for});
  Claim unfolded = term;
  for (int i = 0; i < kMostUnfolded && !reading::constants_in(unfolded).empty(); ++i)
    unfolded = claims::substitute_names(unfolded, known);
  const claims::Value value = claims::evaluate_ground(unfolded);
  const auto* quantity = std::get_if<claims::Quantity>(&value);
  return quantity && quantity->unit.empty() ? std::optional(quantity->value) : std::nullopt;
}

bool WordProblem::says_whole_numbers_only() const {
  return std::ranges::all_of(stated_, [](const auto& stated) {
    const Claim& right = *stated.second;
    return right.op() != Op::kNumber || claims::is_integer(right.literal().value);
  });
}

bool WordProblem::names_the_asked(const std::vector<Token>& sentence) const {
  return reading::place_of(sentence, about_.names).has_value();
}

bool WordProblem::question_says(const std::set<std::string_view>& words) const {
  return says_any(question_, words);
}

bool WordProblem::asks_for_sum(bool plus) const {
  static const std::set<std::string_view> kAll = {
      "together", "total", "altogether", "all", "sum", "both", "combined", "now", "end"};
  static const std::set<std::string_view> kRest = {"left",       "remain",    "remains", "still",
                                                   "more",       "fewer",     "less",    "change",
                                                   "difference", "remaining", "than"};
  return question_says(plus ? kAll : kRest);
}

bool WordProblem::counts_asked(const Quantity& quantity) const {
  if (!have_one_word(quantity.counts, asked_nouns_)) return false;
  if (quantity.counts.size() < 2 || asked_nouns_.size() < 2) return true;
  // "16 red marbles" are no blue marbles.
  const bool same_head = reading::same_word(quantity.counts.back(), asked_nouns_.back());
  return !same_head || have_one_word({quantity.counts.front()}, asked_nouns_) ||
         have_one_word(quantity.counts, {asked_nouns_.front()});
}

bool WordProblem::asks_for(const Step& let) const {
  const Step* ask = chain_.question();
  if (ask == nullptr) return false;
  const auto names = reading::constants_in(ask->claim);
  return std::ranges::find(names, let.name) != names.end();
}

bool counts_nothing(const std::string& word) {
  static const std::set<std::string_view> kWords = {
      "and", "or",   "but",  "to",   "from", "for",  "with", "of",   "in",    "on",     "at",
      "by",  "away", "back", "off",  "out",  "up",   "down", "into", "than",  "during", "each",
      "per", "then", "that", "when", "who",  "more", "if",   "less", "after", "before", "while"};
  return kWords.contains(word) || reading::is_copula(word);
}

bool has_number(const std::vector<Token>& sentence) {
  return std::ranges::any_of(sentence,
                             [](const Token& token) { return token.kind == TokenKind::kNumber; });
}

bool has_one_number(const std::vector<Token>& sentence) {
  return std::ranges::count(sentence, TokenKind::kNumber, &Token::kind) == 1;
}

bool says_any(const std::vector<Token>& sentence, const std::set<std::string_view>& words) {
  return std::ranges::any_of(sentence,
                             [&](const Token& token) { return words.contains(token.text); });
}

bool have_one_word(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& word) {
    return std::ranges::any_of(
        b, [&](const std::string& other) { return reading::same_word(word, other); });
  });
}

bool compares(const std::vector<Token>& sentence) {
  return says_any(sentence, {"than", "times", "twice", "thrice"}) ||
         std::ranges::count(sentence, std::string("as"), &Token::text) > 1;
}

bool has_subject_pronoun(const std::vector<Token>& sentence) {
  return std::any_of(sentence.begin() + 1, sentence.end(), [](const Token& token) {
    return token.text == "he" || token.text == "she" || token.text == "they" || token.text == "it";
  });
}

bool is_list(const std::vector<Token>& sentence) {
  bool parted = true;
  for (const Token& token : sentence) {
    if (token.kind == TokenKind::kNumber && !std::exchange(parted, false)) return false;
    parted = parted || token.kind == TokenKind::kComma || token.text == "and";
  }
  return true;
}

bool says_for_each_of(const std::vector<Token>& sentence, const std::string& word) {
  static const std::set<std::string_view> kEach = {"each", "every", "per", "a", "an"};
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (!kEach.contains(sentence[i].text)) continue;
    std::size_t next = i + 1;
    while (next < sentence.size() && (sentence[next].text == "of" || sentence[next].text == "the"))
      ++next;
    if (next < sentence.size() && reading::same_word(sentence[next].text, word)) return true;
    if (next == sentence.size() && sentence[i].text == "each")
      return std::ranges::any_of(
          sentence, [&](const Token& token) { return reading::same_word(token.text, word); });
  }
  return false;
}

bool has_article(const std::vector<Token>& sentence) {
  return std::ranges::any_of(
      sentence, [](const Token& token) { return token.text == "a" || token.text == "an"; });
}

}  // namespace modus::bridge
