#include "bridge/training/gold_word_problem.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include "bridge/problem.h"
#include "bridge/prompted/amounts.h"
#include "bridge/prompted/prose.h"
#include "bridge/prompted/worked.h"
#include "neural/suffix.h"
#include "symbolic/derivation.h"
#include "symbolic/reading/words.h"
#include "tasks/word_problems.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;
using claims::Claim;
using claims::Op;
using claims::Rational;
using claims::Step;
using claims::StepId;
using claims::StepKind;

constexpr std::size_t kMostOperations = 12;

// books -> book, where that is a form of the word; the others as they are.
std::string lemma(const std::string& word) {
  const std::string stem = neural::split_suffix(word).stem;
  const std::vector<std::string> forms = reading::base_forms(word);
  return std::ranges::find(forms, stem) == forms.end() ? word : stem;
}

std::string with_lemmas(const std::string& name) {
  std::string result;
  for (const std::string& word : reading::words_of_name(name))
    result += (result.empty() ? "" : "_") + lemma(word);
  return result;
}

// The formula in prefix form, over the amounts that the numbers were read as.
class PrefixFormula {
 public:
  PrefixFormula(std::string_view equation, std::vector<Claim> numbers)
      : in_(std::string(equation)), numbers_(std::move(numbers)) {}

  std::optional<Claim> read() {
    auto formula = operand(0);
    std::string more;
    return formula && !(in_ >> more) ? formula : std::nullopt;
  }

 private:
  std::optional<Claim> operand(std::size_t depth) {
    constexpr std::string_view kMark = "number";
    std::string word;
    if (depth > kMostOperations || !(in_ >> word)) return std::nullopt;
    if (word.starts_with(kMark)) {
      std::size_t index = 0;
      const char* const end = word.data() + word.size();
      const auto read = std::from_chars(word.data() + kMark.size(), end, index);
      if (read.ptr != end || index >= numbers_.size()) return std::nullopt;
      return numbers_[index];
    }
    static const std::map<std::string, Op> kOps = {
        {"+", Op::kAdd}, {"-", Op::kSubtract}, {"*", Op::kMultiply}, {"/", Op::kDivide}};
    const auto op = kOps.find(word);
    if (op == kOps.end()) return std::nullopt;  // a constant
    auto left = operand(depth + 1);
    auto right = left ? operand(depth + 1) : std::nullopt;
    if (!right) return std::nullopt;
    return claims::binary(op->second, *std::move(left), *std::move(right));
  }

  std::istringstream in_;
  std::vector<Claim> numbers_;
};

class GoldChain {
 public:
  explicit GoldChain(const tasks::WordProblem& problem) : problem_(problem) {
    chain_.text = with_question_read(problem_of(problem.text, problem.question)).sentences;
  }

  // False where a number of a sentence becomes no amount of one number.
  bool read_amounts() {
    for (std::size_t k = 0; k < chain_.text.size(); ++k) {
      const std::vector<reading::Token> tokens = reading::tokenise(chain_.text[k]);
      const auto numbers = std::ranges::count_if(tokens, [](const reading::Token& token) {
        return token.kind == reading::TokenKind::kNumber;
      });
      const std::vector<Amount> found = amounts_in(chain_.text[k], taken_);
      if (found.size() != static_cast<std::size_t>(numbers)) return false;
      for (const Amount& amount : found)
        if (!add_given(amount, k + 1)) return false;
    }
    return !amounts_.empty();
  }

  const std::vector<Amount>& amounts() const { return amounts_; }

  // The amount of each number, in the order of the text; equal ones one after the other.
  std::optional<std::vector<Claim>> amounts_of(const std::vector<Rational>& numbers) const {
    std::vector<bool> used(amounts_.size());
    std::vector<Claim> found;
    for (const Rational& number : numbers) {
      std::size_t at = 0;
      while (at < amounts_.size() && (used[at] || amounts_[at].values.front() != number)) ++at;
      if (at == amounts_.size()) return std::nullopt;
      used[at] = true;
      found.push_back(amounts_[at].claim.child(0));
    }
    return found;
  }

  // Each amount at most once, and none whose number another amount has: which is meant is not said.
  bool is_clear(const Claim& formula, std::set<std::string>& used) const {
    if (formula.op() != Op::kName)
      return std::ranges::all_of(formula.children(),
                                 [&](const Claim& part) { return is_clear(part, used); });
    if (!used.insert(formula.name()).second) return false;
    const auto same = [&](const Amount& amount) {
      return amount.values.front() == value_of(formula);
    };
    return std::ranges::count_if(amounts_, same) == 1;
  }

  // The whole chain; nullopt where the formula does not come to the answer or is not proved.
  std::optional<tasks::GeneratedProblem> with_formula(const Claim& formula) {
    const std::string written = asked_name(problem_.question, taken_),
                      lemmas = with_lemmas(written);
    const std::string& asked = taken_.contains(lemmas) ? written : lemmas;
    const auto value = value_of(formula);
    std::set<std::string> used;
    if (!is_clear(formula, used)) return std::nullopt;
    if (asked.empty() || formula.op() == Op::kName || !value ||
        !tasks::is_close(problem_.answer, *value))
      return std::nullopt;
    Step ask;
    ask.kind = StepKind::kAsk;
    ask.question = claims::QuestionKind::kValue;
    ask.name = "X";
    ask.claim = claims::binary(Op::kEqual, claims::name(asked), claims::variable("X"));
    chain_.steps.insert(chain_.steps.begin(), std::move(ask));
    const std::vector<StepId> cites = operands(formula);
    Step let;
    let.kind = StepKind::kLet;
    let.id = symbolic::next_id(chain_);
    let.name = asked;
    let.definition = formula;
    chain_.steps.push_back(std::move(let));
    Step answer;
    answer.kind = StepKind::kAnswer;
    answer.answer = claims::AnswerKind::kTerm;
    answer.value = claims::number_term(*value);
    answer.cites = {have(claims::name(asked), *value, cites)};
    chain_.steps.push_back(std::move(answer));
    if (!is_written_plainly_ || !tasks::is_verified(chain_)) return std::nullopt;
    return problem_of_chain(asked);
  }

 private:
  bool add_given(const Amount& amount, std::size_t sentence) {
    if (amount.claim.child(1).op() != Op::kNumber) return false;
    std::string name = with_lemmas(amount.name());
    if (taken_.contains(name)) name = amount.name();
    if (!taken_.insert(name).second) return false;
    Step given;
    given.kind = StepKind::kGiven;
    given.id = symbolic::next_id(chain_);
    given.claim = claims::binary(Op::kEqual, claims::name(name), amount.claim.child(1));
    given.sentences = {sentence};
    given_of_.emplace(name, given.id);
    amounts_.push_back(amount);
    amounts_.back().claim = given.claim;
    chain_.steps.push_back(std::move(given));
    return true;
  }

  std::optional<Rational> value_of(const Claim& term) const {
    if (term.op() == Op::kName) {
      for (const Amount& amount : amounts_)
        if (amount.name() == term.name()) return amount.values.front();
      return std::nullopt;
    }
    if (term.children().size() != 2) return std::nullopt;
    const auto left = value_of(term.child(0)), right = value_of(term.child(1));
    if (!left || !right || (term.op() == Op::kDivide && *right == 0)) return std::nullopt;
    if (term.op() == Op::kAdd) return Rational(*left + *right);
    if (term.op() == Op::kSubtract) return Rational(*left - *right);
    if (term.op() == Op::kMultiply) return Rational(*left * *right);
    return term.op() == Op::kDivide ? std::optional(Rational(*left / *right)) : std::nullopt;
  }

  StepId have(const Claim& term, const Rational& value, std::vector<StepId> cites) {
    const Claim number = claims::number_term(value);
    is_written_plainly_ = is_written_plainly_ && number.op() == Op::kNumber;
    return symbolic::append_have(chain_, claims::binary(Op::kEqual, term, number),
                                 claims::Rule::kCalculate, std::move(cites));
  }

  std::vector<StepId> operands(const Claim& term) {
    std::vector<StepId> cites;
    for (const Claim& operand : term.children())
      cites.push_back(operand.op() == Op::kName
                          ? given_of_.at(operand.name())
                          : have(operand, value_of(operand).value(), operands(operand)));
    return cites;
  }

  tasks::GeneratedProblem problem_of_chain(const std::string& asked) const {
    tasks::GeneratedProblem problem;
    problem.family = tasks::Family::kArithmetic;
    problem.text = problem_.text;
    problem.question = problem_.question;
    problem.chain = chain_;
    problem.words = free_words(asked);
    return problem;
  }

  // Whom and what the amounts are of: capitals, and what stands behind a number. Verbs stay, and
  // what says how amounts are to be taken.
  std::vector<std::string> free_words(const std::string& asked) const {
    static const std::set<std::string_view> kMeaningful = {
        "more",   "less",    "fewer", "other",  "another", "additional", "extra",
        "time",   "percent", "equal", "older",  "younger", "longer",     "taller",
        "dollar", "cent",    "hour",  "minute", "day",     "week",       "during"};
    std::set<std::string> words, named;
    for (const std::string& word : reading::words_of_name(asked)) named.insert(word);
    for (const Amount& amount : amounts_)
      for (const std::string& word : reading::words_of_name(amount.name())) named.insert(word);
    for (const std::string& sentence : chain_.text) {
      const std::vector<reading::Token> tokens = reading::tokenise(sentence);
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        const bool counted = i > 0 && tokens[i - 1].kind == reading::TokenKind::kNumber;
        const std::string word = lemma(tokens[i].text);
        if ((counted || (tokens[i].capital && i > 0)) && named.contains(word) &&
            !kMeaningful.contains(word))
          words.insert(word);
      }
    }
    return {words.begin(), words.end()};
  }

  const tasks::WordProblem& problem_;
  claims::Chain chain_;
  std::vector<Amount> amounts_;  // under the names that the chain has for them
  std::set<std::string> taken_;
  std::map<std::string, StepId> given_of_;
  bool is_written_plainly_ = true;  // no value is a fraction without an end
};

std::optional<Claim> formula_of_equation(const tasks::Row& row, const GoldChain& chain) {
  std::vector<Rational> numbers;
  std::istringstream in(row.text("Numbers"));
  for (std::string number; in >> number;) {
    const auto literal = claims::parse_literal(number);
    if (!literal) return std::nullopt;
    numbers.push_back(literal->value);
  }
  auto amounts = chain.amounts_of(numbers);
  if (!amounts) return std::nullopt;
  return PrefixFormula(row.text("Equation"), *std::move(amounts)).read();
}

std::optional<Claim> formula_of_solution(const tasks::Row& row, const GoldChain& chain,
                                         const std::string& text) {
  Prose prose{tasks::gsm8k_solved(row).solution, ""};
  prose.answer = answer_in(prose.text, AnswerForm::kNumber);
  const Worked worked = worked_out(prose, chain.amounts(), text);
  return worked.lets.empty() ? std::nullopt : std::optional(worked.formula);
}

// Without numbers; sorted.
std::vector<std::string> words_of_story(const tasks::Row& row) {
  std::set<std::string> words;
  for (const reading::Token& token :
       reading::tokenise(row.text(row.has("Question") ? "Question" : "question")))
    if (token.kind == reading::TokenKind::kWord && !token.text.starts_with("number"))
      words.insert(token.text);
  return {words.begin(), words.end()};
}

bool look_alike(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return 10 * both.size() >= 9 * (a.size() + b.size() - both.size());
}

}  // namespace

bool has_formula(const tasks::Row& row) {
  return row.has("Equation") || (row.has("answer") && !row.has("context"));
}

std::optional<tasks::GeneratedProblem> gold_word_problem(const tasks::Row& row) {
  const bool equation = row.has("Equation");
  const tasks::WordProblem problem =
      equation ? tasks::word_problem_of(row) : tasks::gsm8k_problem_of(row);
  GoldChain chain(problem);
  if (!chain.read_amounts()) return std::nullopt;
  const auto formula =
      equation ? formula_of_equation(row, chain) : formula_of_solution(row, chain, problem.text);
  return formula ? chain.with_formula(*formula) : std::nullopt;
}

std::vector<tasks::Row> without_lookalikes(std::vector<tasks::Row> rows,
                                           const std::vector<tasks::Row>& held_out) {
  std::vector<std::vector<std::string>> stories;
  for (const tasks::Row& row : held_out) stories.push_back(words_of_story(row));
  std::erase_if(rows, [&](const tasks::Row& row) {
    const std::vector<std::string> words = words_of_story(row);
    return std::ranges::any_of(stories,
                               [&](const auto& story) { return look_alike(words, story); });
  });
  return rows;
}

}  // namespace modus::bridge
