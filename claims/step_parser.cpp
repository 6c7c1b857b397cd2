#include "claims/step_parser.h"

#include <algorithm>
#include <charconv>

#include <fmt/core.h>

#include "claims/claim_parser.h"
#include "claims/nearest.h"

namespace modus::claims {
namespace {

constexpr std::uint32_t kMaxId = 1'000'000;

std::uint32_t number_of(TokenStream& tokens, const Token& token) {
  const std::string_view digits = token.text.substr(1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || value == 0 || value > kMaxId)
    tokens.fail(token, fmt::format("`{}` is out of range: numbers go from 1 to {}", token.text,
                                   kMaxId));
  return value;
}

StepId step_id(TokenStream& tokens, std::string_view role) {
  const Token token = tokens.peek();
  if (token.kind != TokenKind::kStep)
    tokens.fail(token, fmt::format("expected {} such as s3, found {}", role, shown(token)));
  tokens.take();
  return StepId{number_of(tokens, token)};
}

// One or more step ids, ascending and each once, whatever their order in the text.
std::vector<StepId> step_ids(TokenStream& tokens, std::string_view role) {
  std::vector<StepId> ids = {step_id(tokens, role)};
  while (tokens.peek().kind == TokenKind::kStep || tokens.accept(","))
    ids.push_back(step_id(tokens, role));
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

Rule rule(TokenStream& tokens) {
  const Token token = tokens.peek();
  if (token.kind == TokenKind::kStep || token.kind == TokenKind::kEnd) return Rule::kStep;
  tokens.take();
  if (const auto found = rule_named(token.text)) return *found;
  const std::vector<std::string_view> names = rule_names();
  const auto near = nearest(token.text, names);
  tokens.fail(token, near ? fmt::format("`{}` is no rule; did you mean {}?", token.text, *near)
                          : fmt::format("`{}` is no rule: leave it out, or take one of "
                                        "modus_ponens, calculate, chain, ...",
                                        token.text));
}

void by(TokenStream& tokens, Step& step) {
  if (!tokens.accept("by")) return;
  step.rule = rule(tokens);
  if (tokens.peek().kind == TokenKind::kStep) step.cites = step_ids(tokens, "a step");
}

void require_by(TokenStream& tokens, Step& step) {
  if (!tokens.at("by"))
    tokens.fail(tokens.peek(), fmt::format("{} needs `by` and the step it rests on",
                                           to_string(step.kind)));
  by(tokens, step);
}

std::string bound_name(TokenStream& tokens, Step& step) {
  return parse_name(tokens, fmt::format("what `{}` names", to_string(step.kind)));
}

Claim formula(TokenStream& tokens) { return parse_formula(tokens, AtomForm::kBracketed); }

void parse_ask(TokenStream& tokens, Step& step) {
  const bool all = tokens.accept("all");
  const bool named = tokens.peek().kind == TokenKind::kVariable && tokens.peek_second().text == ":";
  if (all && !named) tokens.fail(tokens.peek(), "`ask all` names a variable: ask all X: p(X)");
  if (!named) {
    step.claim = formula(tokens);
    return;
  }
  step.name = std::string(tokens.take().text);
  tokens.take();
  step.claim = formula(tokens);
  step.question = all ? QuestionKind::kSet : QuestionKind::kValue;
  if (!tokens.at(";")) return;
  step.question = QuestionKind::kChoice;
  step.options.push_back({std::exchange(step.name, ""), std::exchange(step.claim, Claim())});
  while (tokens.accept(";")) {
    const Token letter = tokens.take();
    if (letter.kind != TokenKind::kVariable)
      tokens.fail(letter, fmt::format("a choice is named by a capital letter, found {}",
                                      shown(letter)));
    for (const Option& option : step.options)
      if (option.letter == letter.text)
        tokens.fail(letter, fmt::format("the choice {} stands twice", letter.text));
    tokens.expect(":", "the letter of a choice");
    step.options.push_back({std::string(letter.text), formula(tokens)});
  }
}

void parse_given(TokenStream& tokens, Step& step) {
  step.claim = formula(tokens);
  while (tokens.peek().kind == TokenKind::kSentence)
    step.sentences.push_back(number_of(tokens, tokens.take()));
}

void parse_let(TokenStream& tokens, Step& step) {
  step.name = bound_name(tokens, step);
  if (tokens.accept(":")) {
    const Token token = tokens.take();
    std::string text(token.text);
    if (tokens.accept("[")) {
      text += '[';
      while (!tokens.at("]") && !tokens.at_end()) text += tokens.take().text;
      tokens.expect("]", "the sort");
      text += ']';
    }
    step.declared = parse_sort(text);
    if (!step.declared)
      tokens.fail(token, fmt::format("`{}` is no sort: int, real, entity, set[entity] or "
                                     "quantity[length/time]",
                                     text));
  }
  if (tokens.accept(":=")) step.definition = parse_term(tokens);
}

void parse_obtain(TokenStream& tokens, Step& step) {
  step.name = bound_name(tokens, step);
  tokens.expect(":", "the name obtained");
  step.claim = formula(tokens);
  require_by(tokens, step);
}

void parse_case(TokenStream& tokens, Step& step) {
  step.claim = formula(tokens);
  tokens.expect("of", "the claim of a case, with the disjunction's step");
  step.closes = {step_id(tokens, "the disjunction's step")};
}

void parse_discharge(TokenStream& tokens, Step& step) {
  step.closes = step_ids(tokens, "the step to discharge");
  tokens.expect(":", "the discharged steps");
  step.claim = formula(tokens);
  require_by(tokens, step);
}

void parse_answer(TokenStream& tokens, Step& step) {
  const Token token = tokens.peek();
  if (tokens.accept("true")) {
    step.answer = AnswerKind::kTrue;
  } else if (tokens.accept("false")) {
    step.answer = AnswerKind::kFalse;
  } else if (tokens.accept("open")) {
    step.answer = AnswerKind::kOpen;
  } else if (token.kind == TokenKind::kVariable && !tokens.is_constant(token.text)) {
    tokens.take();
    step.answer = AnswerKind::kLetter;
    step.letter = std::string(token.text);
  } else {
    step.answer = AnswerKind::kTerm;
    step.value = parse_term(tokens);
  }
  by(tokens, step);
}

StepKind kind(TokenStream& tokens) {
  const Token token = tokens.peek();
  const std::vector<std::string_view> names = step_kind_names();
  const auto found = std::find(names.begin(), names.end(), token.text);
  if (found != names.end()) {
    tokens.take();
    return static_cast<StepKind>(found - names.begin());
  }
  const auto near = nearest(token.text, names);
  tokens.fail(token, near ? fmt::format("{} is no kind of step; did you mean `{}`?", shown(token),
                                        *near)
                          : fmt::format("expected a kind of step (given, have, answer, ...), "
                                        "found {}",
                                        shown(token)));
}

void parse_body(TokenStream& tokens, Step& step) {
  switch (step.kind) {
    case StepKind::kAsk: return parse_ask(tokens, step);
    case StepKind::kGiven: return parse_given(tokens, step);
    case StepKind::kLet: return parse_let(tokens, step);
    case StepKind::kFix: step.name = bound_name(tokens, step); return;
    case StepKind::kObtain: return parse_obtain(tokens, step);
    case StepKind::kHave:
      step.claim = formula(tokens);
      return by(tokens, step);
    case StepKind::kAssume: step.claim = formula(tokens); return;
    case StepKind::kCase: return parse_case(tokens, step);
    case StepKind::kDischarge: return parse_discharge(tokens, step);
    case StepKind::kAnswer: return parse_answer(tokens, step);
  }
}

std::optional<Dimension> parse_dimension(std::string_view text) {
  Dimension dimension;
  int sign = 1;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("*/"), text.size());
    std::string_view factor = text.substr(0, end);
    int exponent = 1;
    if (const std::size_t caret = factor.find('^'); caret != std::string_view::npos) {
      const std::string_view digits = factor.substr(caret + 1);
      const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
      if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
      factor = factor.substr(0, caret);
    }
    if (factor != "1") {
      if (!is_name(factor) && factor.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") !=
                                  std::string_view::npos)
        return std::nullopt;
      dimension[std::string(factor)] += sign * exponent;
    }
    if (end == text.size()) break;
    sign = text[end] == '/' ? -1 : 1;
    text = text.substr(end + 1);
  }
  std::erase_if(dimension, [](const auto& entry) { return entry.second == 0; });
  return dimension;
}

}  // namespace

Step parse_step(TokenStream& tokens, std::optional<StepId> next_id) {
  Step step;
  const Token front = tokens.peek();
  step.span.begin = front.span.begin;
  const bool has_id = front.kind == TokenKind::kStep;
  if (has_id) step.id = step_id(tokens, "a step id");
  step.kind = kind(tokens);
  const bool takes_id = step.kind != StepKind::kAsk && step.kind != StepKind::kAnswer;
  if (has_id && !takes_id)
    tokens.fail(front, fmt::format("`{}` has no step id", to_string(step.kind)));
  if (!has_id && takes_id) {
    if (!next_id)
      tokens.fail(front, fmt::format("`{}` needs a step id in front, such as s3",
                                     to_string(step.kind)));
    step.id = *next_id;
  }
  parse_body(tokens, step);
  expect_end(tokens);
  step.span.end = tokens.end_of_last();
  return step;
}

std::optional<Sort> parse_sort(std::string_view text) {
  Sort sort;
  if (text == "truth") sort.kind = SortKind::kTruth;
  else if (text == "entity") sort.kind = SortKind::kEntity;
  else if (text == "int") sort.kind = SortKind::kInt;
  else if (text == "real") sort.kind = SortKind::kReal;
  else if (text.ends_with(']') && text.starts_with("set[")) {
    const auto element = parse_sort(text.substr(4, text.size() - 5));
    if (!element || element->kind == SortKind::kSet || element->kind == SortKind::kTruth ||
        element->kind == SortKind::kQuantity)
      return std::nullopt;
    sort.kind = SortKind::kSet;
    sort.element = element->kind;
  } else if (text.ends_with(']') && text.starts_with("quantity[")) {
    const auto dimension = parse_dimension(text.substr(9, text.size() - 10));
    if (!dimension || dimension->empty()) return std::nullopt;
    sort.kind = SortKind::kQuantity;
    sort.dimension = *dimension;
  } else {
    return std::nullopt;
  }
  return sort;
}

SortDeclaration parse_sort_declaration(TokenStream& tokens) {
  SortDeclaration declaration;
  declaration.span.begin = tokens.peek().span.begin;
  declaration.name = parse_name(tokens, "what `sort` declares");
  const auto sort_until = [&](std::string_view stop) {
    const Token first = tokens.peek();
    std::string written;
    while (!tokens.at_end() && !(tokens.at(stop) || tokens.at(")"))) written += tokens.take().text;
    const auto sort = parse_sort(written);
    if (!sort)
      tokens.fail(first, fmt::format("`{}` is no sort: int, real, entity, truth, set[entity] or "
                                     "quantity[length/time]",
                                     written));
    return *sort;
  };
  if (tokens.accept("(")) {
    do declaration.arguments.push_back(sort_until(","));
    while (tokens.accept(","));
    tokens.expect(")", "the sorts of the arguments");
  }
  tokens.expect(":", fmt::format("`sort {}`", declaration.name));
  declaration.result = sort_until("");
  expect_end(tokens);
  declaration.span.end = tokens.end_of_last();
  return declaration;
}

}  // namespace modus::claims
