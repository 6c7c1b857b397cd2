#include "bridge/word_problem.h"

#include <algorithm>
#include <utility>

#include "bridge/clauses.h"
#include "bridge/measures.h"
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
    return reading::is_multiple_word(token.text) && may_be(token, value);
  });
}

// "9 of them"
bool says_of_them(const std::vector<Token>& sentence) {
  for (std::size_t i = 1; i < sentence.size(); ++i)
    if (sentence[i].text == "them" && sentence[i - 1].text == "of") return true;
  return false;
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
    if (!may_be(sentence[i], value)) continue;
    if (at || reading::is_multiple_word(sentence[i].text)) return {};
    at = i;
  }
  std::vector<std::string> words;
  for (std::size_t i = at.value_or(sentence.size()) + 1; i < sentence.size(); ++i) {
    if (sentence[i].kind != TokenKind::kWord || words.size() == kMostWords) break;
    if (!words.empty() && counts_nothing(sentence[i].text) && sentence[i].text != "of") break;
    // "picked 9 more the next day"
    if (sentence[i - 1].text == "more" && stands_between(sentence[i].text) &&
        sentence[i].text != "of")
      break;
    if (!stands_between(sentence[i].text) && !is_whose(sentence, i))
      words.push_back(sentence[i].text);
  }
  return words;
}

// Without its conditions.
std::vector<Token> asking_of(const std::vector<Token>& question) {
  static const std::set<std::string_view> kAsking = {"how", "what"}, kConditions = {"if", "when"};
  const auto begin = std::ranges::find_if(
      question, [](const Token& token) { return kAsking.contains(token.text); });
  if (begin == question.end()) return question;
  return {begin, std::find_if(begin, question.end(),
                              [](const Token& token) { return kConditions.contains(token.text); })};
}

// The only one that says this number; past the last where there is none.
std::size_t clause_with(const std::vector<SentenceTokens>& clauses, const claims::Rational& value) {
  std::size_t found = clauses.size();
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const auto says_it = [&](const Token& token) { return may_be(token, value); };
    if (std::ranges::none_of(clauses[i], says_it)) continue;
    if (found < clauses.size()) return clauses.size();
    found = i;
  }
  return found;
}

}  // namespace

WordProblem::WordProblem(const claims::Chain& chain, std::string_view question)
    : chain_(chain), question_(reading::tokenise(question)), asking_(asking_of(question_)) {
  for (const std::string& sentence : chain.text) {
    sentences_.push_back(reading::tokenise(sentence));
    clauses_.push_back(clauses_of(sentences_.back()));
  }
  reads_question_ = !chain.text.empty() && chain.text.back() == question;
  read_steps();
  about_ = asked_about(question_, std::span(sentences_).first(sentences_.size() - reads_question_));
  find_asked_nouns();
  if (asked_nouns_.empty() && question_says({"many"})) take_noun_of_the_text();
  if (asked_nouns_.empty() || asked_nouns_.front() == "money") take_unit_of_the_text();
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
    Quantity quantity{step.sentences.front(),       0, right.op() == Op::kNumber, 0, false,
                      reading::constants_in(right), {}};
    if (quantity.plain) {
      quantity.value = right.literal().value;
      quantity.clause = clause_with(clauses_[quantity.sentence - 1], quantity.value);
      quantity.counts = counted_by(sentence_of(quantity), quantity.value);
      if (is_in_dollars(chain_.text[quantity.sentence - 1], quantity.value))
        quantity.counts = {"dollars"};
      // "Ann has 7 figs. She buys 8 more.": 8 figs.
      const std::vector<Token>& sentence = sentence_of(quantity);
      if (!compares(sentence) && !multiplies(sentence, quantity.value) &&
          (quantity.counts.empty() || counts_nothing(quantity.counts.front()))) {
        quantity.is_of_some =
            (!quantity.counts.empty() && reading::is_copula(quantity.counts.front())) ||
            says_of_them(sentence) ||
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

// "she gave Tom 30", and "How many does she now have?": the same person.
std::string WordProblem::pronoun_of_both(const std::vector<Token>& sentence) const {
  for (const std::string pronoun : {"he", "she"})
    if (says_any(question_, {pronoun}) && says_any(sentence, {pronoun})) return pronoun;
  return "";
}

reading::StoryChange WordProblem::change_of(const std::vector<Token>& sentence) const {
  return change_of(sentence, about_.names);
}

reading::StoryChange WordProblem::change_of(const std::vector<Token>& sentence,
                                            std::span<const std::string> people) const {
  using reading::StoryChange;
  if (reading::says_change(question_) && !reading::says_for_each(question_))
    return StoryChange::kNone;  // it asks for a change itself
  const std::string pronoun = people.empty() ? pronoun_of_both(sentence) : "";
  StoryChange change =
      reading::change_of(sentence, pronoun.empty() ? people : std::span(&pronoun, 1));
  if (about_.alone && change == StoryChange::kNone && reading::gives_to_pronoun(sentence))
    change = StoryChange::kGain;
  if (change == StoryChange::kNone || !asks_for_the_start()) return change;
  return change == StoryChange::kGain ? StoryChange::kLoss : StoryChange::kGain;
}

void WordProblem::find_asked_nouns() {
  constexpr std::size_t kMostWords = 3;
  static const std::set<std::string_view> kVerbs = {
      "do",  "does",  "did",   "is",     "are", "was", "were", "has",   "have", "that", "will",
      "can", "would", "could", "should", "he",  "she", "they", "there", "must", "fit"};
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

// "How much does it cost?": the unit that the text has. Dollars and cents are not added up.
void WordProblem::take_unit_of_the_text() {
  std::vector<std::string> units = units_asked_for(question_);
  std::erase_if(units, [&](const std::string& unit) {
    return std::ranges::none_of(
        quantities_, [&](const auto& named) { return have_one_word(named.second.counts, {unit}); });
  });
  if (units.size() != 1) return;
  asked_nouns_ = std::move(units);
  asks_for_measure_ = true;
}

// "How many would she have now?": what all amounts of the text count.
void WordProblem::take_noun_of_the_text() {
  const std::vector<std::string>* counts = nullptr;
  for (const auto& [name, quantity] : quantities_) {
    if (!quantity.plain || quantity.counts.empty()) return;
    if (counts == nullptr) counts = &quantity.counts;
    if (!reading::same_word(counts->front(), quantity.counts.front())) return;
  }
  if (counts != nullptr) asked_nouns_ = {counts->front()};
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

std::string WordProblem::impossible(const Claim& term) const {
  const auto value = value_of(term);
  if (!value) return "";
  if (*value < 0) return "it comes to less than nothing";
  if (question_says({"many"}) && says_whole_numbers_only() && !claims::is_integer(*value))
    return "it comes to no whole number";
  return "";
}

bool WordProblem::does_as_asked(const std::vector<Token>& sentence) const {
  const auto verb = std::ranges::find_if(asking_, [](const Token& token) {
    return reading::says_change({&token, 1});
  });
  return verb == asking_.end() || !asks_for_whole() || mentions(sentence, verb->text);
}

bool WordProblem::names_the_asked(const std::vector<Token>& sentence) const {
  return reading::place_of(sentence, about_.names).has_value();
}

// "In all," before the question is a sentence for us.
bool WordProblem::question_says(const std::set<std::string_view>& words) const {
  const std::size_t before = sentences_.size() - (reads_question_ ? 1 : 0);
  const bool begins = before > 0 && !sentences_[before - 1].empty() &&
                      sentences_[before - 1].back().kind == TokenKind::kComma &&
                      !has_number(sentences_[before - 1]);
  return says_any(question_, words) || (begins && says_any(sentences_[before - 1], words));
}

bool WordProblem::asks_for_whole() const {
  return question_says({"together", "total", "altogether", "all", "both"});
}

bool WordProblem::asks_for_remainder() const {
  return question_says({"left", "remain", "remains", "remaining"});
}

bool WordProblem::asks_for_sum(bool plus) const {
  static const std::set<std::string_view> kAll = {
      "together", "total", "altogether", "all", "sum", "both", "combined", "now", "end"};
  static const std::set<std::string_view> kRest = {"left",       "remain",    "remains", "still",
                                                   "more",       "fewer",     "less",    "change",
                                                   "difference", "remaining", "than"};
  if (plus && asks_for_remainder() && !asks_for_whole()) return false;
  return question_says(plus ? kAll : kRest);
}

bool WordProblem::counts_asked(const Quantity& quantity) const {
  if (!have_one_word(quantity.counts, asked_nouns_)) return false;
  if (asks_for_measure_) return is_spent_on_asked(quantity);
  if (quantity.counts.size() < 2 || asked_nouns_.size() < 2) return true;
  // "16 red marbles" are no blue marbles.
  const bool same_head = reading::same_word(quantity.counts.back(), asked_nouns_.back());
  return !same_head || have_one_word({quantity.counts.front()}, asked_nouns_) ||
         have_one_word(quantity.counts, {asked_nouns_.front()});
}

// "How much did she spend on games?": a clause of one number that speaks of games; what she has is
// not spent.
bool WordProblem::is_spent_on_asked(const Quantity& quantity) const {
  const auto on = std::ranges::find(question_, std::string("on"), &Token::text);
  const std::vector<Token>& clause = sentence_of(quantity);
  if (question_says({"spend", "spent", "pay", "paid", "cost"}) &&
      says_any(clause, {"has", "had", "have"}))
    return false;
  return on == question_.end() ||
         (has_one_number(clause) && std::all_of(on, question_.end(), [&](const Token& token) {
            return reading::is_filler(token.text) || mentions(clause, token.text);
          }));
}

bool WordProblem::asks_for(const Step& let) const {
  const Step* ask = chain_.question();
  if (ask == nullptr) return false;
  const auto names = reading::constants_in(ask->claim);
  return std::ranges::find(names, let.name) != names.end();
}

}  // namespace modus::bridge
