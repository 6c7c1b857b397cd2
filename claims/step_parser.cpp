#include "claims/step_parser.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/core.h>

#include "base/error.h"
#include "claims/claim_parser.h"
#include "claims/header_parser.h"
#include "claims/nearest.h"
#include "claims/sort_parser.h"
#include "claims/token_remedies.h"

namespace modus::claims {
namespace {

class StepParser {
 public:
  StepParser(TokenStream& tokens, const StepContext& context)
      : tokens_(tokens), context_(context) {}

  Step parse() {
    const Token front = tokens_.peek();
    step_.span.begin = front.span.begin;
    const bool has_id = front.kind == TokenKind::kStep;
    if (has_id) step_.id = step_id("a step id");
    step_.kind = kind();
    const bool takes_id = step_.kind != StepKind::kAsk && step_.kind != StepKind::kAnswer;
    if (has_id && !takes_id)
      tokens_.fail(front, fmt::format("`{}` has no step id", to_string(step_.kind)));
    if (takes_id && !has_id) {
      if (!context_.next_id)
        tokens_.fail(
            front, fmt::format("`{}` needs a step id in front, such as s3", to_string(step_.kind)));
      step_.id = *context_.next_id;
    }
    body();
    step_.span.end = tokens_.end_of_last();
    return std::move(step_);
  }

 private:
  bool premises_first() const { return context_.form == AtomForm::kJuxtaposed; }

  // The number of a token such as s3 or @3: the lexer has checked its length.
  std::uint32_t number_of(const Token& token) const {
    std::uint32_t value = 0;
    const char* const end = token.text.data() + token.text.size();
    const auto read = std::from_chars(token.text.data() + 1, end, value);
    MODUS_CHECK(read.ec == std::errc() && read.ptr == end, "token {}", token.text);
    return value;
  }

  StepId step_id(std::string_view role) {
    const Token token = tokens_.peek();
    if (token.kind != TokenKind::kStep)
      tokens_.fail(token, fmt::format("expected {} such as s3, found {}", role, shown(token)));
    return StepId{number_of(tokens_.take())};
  }

  // Any number of step ids, kept ascending and each once, whatever their order in the text.
  std::vector<StepId> step_ids() {
    std::vector<StepId> ids;
    while (tokens_.peek().kind == TokenKind::kStep) {
      ids.push_back(step_id("a step"));
      tokens_.accept(",");
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
  }

  StepKind kind() {
    const Token token = tokens_.peek();
    std::vector<std::string_view> names = step_kind_names();
    const auto found = std::find(names.begin(), names.end(), token.text);
    if (found != names.end()) {
      tokens_.take();
      return static_cast<StepKind>(found - names.begin());
    }
    if (is_header_word(token.text))
      tokens_.fail(token, fmt::format("{} belongs to the header, above all steps", shown(token)));
    for (const std::string_view word : header_words()) names.push_back(word);
    const auto near = nearest(token.text, names);
    tokens_.fail(
        token, near ? fmt::format("{} is no kind of step; did you mean `{}`?", shown(token), *near)
                    : fmt::format("expected a kind of step (given, have, answer, ...), "
                                  "found {}",
                                  shown(token)));
  }

  void body() {
    switch (step_.kind) {
      case StepKind::kAsk:
        return ask();
      case StepKind::kGiven:
        return given();
      case StepKind::kLet:
        return let();
      case StepKind::kFix:
        step_.name = fresh_name();
        return;
      case StepKind::kObtain:
        return obtain();
      case StepKind::kHave:
        return have();
      case StepKind::kAssume:
        step_.claim = formula();
        return;
      case StepKind::kCase:
        return case_of();
      case StepKind::kDischarge:
        return discharge();
      case StepKind::kAnswer:
        return answer();
    }
  }

  Claim formula() { return parse_formula(tokens_, context_.form); }

  std::string fresh_name() {
    return parse_name(tokens_, fmt::format("what `{}` names", to_string(step_.kind)));
  }

  Rule rule() {
    const Token token = tokens_.take();
    if (const auto found = rule_named(token.text)) return *found;
    const std::vector<std::string_view> names = rule_names();
    const auto near = nearest(token.text, names);
    tokens_.fail(token, near ? fmt::format("{} is no rule; did you mean `{}`?", shown(token), *near)
                             : fmt::format("{} is no rule: leave it out, or take one of {}, ...",
                                           shown(token), "modus_ponens, calculate, cases"));
  }

  // `RULE s1 s2` in token form, where the rule always stands.
  void leading_premises() {
    if (!premises_first()) return;
    step_.rule = rule();
    step_.cites = step_ids();
  }

  // `by RULE s1 s2`, `by s1 s2` or `by RULE` in printed form.
  void trailing_premises() {
    if (premises_first() || !tokens_.accept("by")) return;
    if (tokens_.peek().kind != TokenKind::kStep) step_.rule = rule();
    step_.cites = step_ids();
  }

  void require_premises() {
    if (!premises_first() && !tokens_.at("by"))
      tokens_.fail(tokens_.peek(),
                   fmt::format("`{}` needs `by` and the step it rests on", to_string(step_.kind)));
  }

  void ask() {
    const bool all = tokens_.accept("all");
    const Token letter = tokens_.peek();
    const bool named = letter.kind == TokenKind::kVariable && tokens_.peek_second().text == ":";
    if (all && !named) tokens_.fail(letter, "`ask all` names a variable: ask all X: p(X)");
    if (!named) {
      step_.claim = formula();
      return;
    }
    step_.name = std::string(letter.text);
    tokens_.take();
    tokens_.take();
    step_.claim = formula();
    step_.question = all ? QuestionKind::kSet : QuestionKind::kValue;
    if (!all && next_option_follows()) return options();
    if (tokens_.is_constant(letter.text))
      tokens_.fail(letter, fmt::format("{} is bound by a step of this chain and no variable, ask "
                                       "for another letter",
                                       shown(letter)));
  }

  // In token form a `;` also ends the step: only a letter and `:` behind it go on with the choice.
  bool next_option_follows() const {
    if (!tokens_.at(";")) return false;
    return !premises_first() || tokens_.peek_second().kind == TokenKind::kVariable;
  }

  void options() {
    step_.question = QuestionKind::kChoice;
    step_.options.push_back({std::exchange(step_.name, ""), std::exchange(step_.claim, Claim())});
    while (next_option_follows()) {
      tokens_.take();
      const Token letter = tokens_.take();
      if (letter.kind != TokenKind::kVariable)
        tokens_.fail(letter,
                     fmt::format("a choice is named by a capital letter, found {}", shown(letter)));
      for (const Option& option : step_.options)
        if (option.letter == letter.text)
          tokens_.fail(letter, fmt::format("the choice {} stands twice", shown(letter)));
      tokens_.expect(":", "the letter of a choice");
      step_.options.push_back({std::string(letter.text), formula()});
    }
  }

  void given() {
    if (premises_first()) sentences();
    step_.claim = formula();
    if (!premises_first()) sentences();
  }

  void sentences() {
    while (tokens_.peek().kind == TokenKind::kSentence) {
      step_.sentences.push_back(number_of(tokens_.take()));
      tokens_.accept(",");
    }
  }

  void let() {
    step_.name = fresh_name();
    if (tokens_.accept(":")) step_.declared = parse_sort(tokens_);
    if (tokens_.accept(":=")) step_.definition = parse_term(tokens_);
    if (tokens_.at("="))
      tokens_.fail(tokens_.peek(),
                   fmt::format("a definition is written with `:=`: let {} := ...", step_.name));
  }

  void obtain() {
    leading_premises();
    step_.name = fresh_name();
    tokens_.expect(":", "the name obtained");
    step_.claim = formula();
    require_premises();
    trailing_premises();
  }

  void have() {
    leading_premises();
    step_.claim = formula();
    trailing_premises();
  }

  void case_of() {
    if (premises_first()) step_.closes = {step_id("the disjunction's step")};
    step_.claim = formula();
    if (premises_first()) return;
    tokens_.expect("of", "the claim of a case, and the step of the disjunction behind it");
    step_.closes = {step_id("the disjunction's step")};
  }

  void discharge() {
    const Token token = tokens_.peek();
    step_.closes = step_ids();
    if (step_.closes.empty())
      tokens_.fail(token, fmt::format("expected the steps to discharge, such as s3, found {}",
                                      shown(token)));
    if (premises_first()) {
      tokens_.expect("by", "the discharged steps");
      leading_premises();
    } else {
      tokens_.expect(":", "the discharged steps");
    }
    step_.claim = formula();
    require_premises();
    trailing_premises();
  }

  void answer() {
    if (premises_first()) step_.cites = step_ids();
    parse_answer_value(tokens_, context_.question, step_);
    if (premises_first() || !tokens_.accept("by")) return;
    const Token token = tokens_.peek();
    step_.cites = step_ids();
    if (step_.cites.empty())
      tokens_.fail(token, fmt::format("expected the step that the answer rests on, such as s3, "
                                      "found {}",
                                      shown(token)));
  }

  TokenStream& tokens_;
  const StepContext& context_;
  Step step_;
};

}  // namespace

Step parse_step(TokenStream& tokens, const StepContext& context) {
  return StepParser(tokens, context).parse();
}

void parse_answer_value(TokenStream& tokens, const Step* question, Step& answer) {
  const bool choice = question && question->question == QuestionKind::kChoice;
  if (tokens.accept("true")) {
    answer.answer = AnswerKind::kTrue;
  } else if (tokens.accept("false")) {
    answer.answer = AnswerKind::kFalse;
  } else if (tokens.accept("open")) {
    answer.answer = AnswerKind::kOpen;
  } else {
    Claim value = parse_term(tokens);
    const bool letter = value.op() == Op::kVariable ||
                        (choice && value.op() == Op::kName && is_variable(value.name()));
    answer.answer = letter ? AnswerKind::kLetter : AnswerKind::kTerm;
    if (letter)
      answer.letter = value.name();
    else
      answer.value = std::move(value);
  }
}

}  // namespace modus::claims
