#include "tasks/generate/story.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/ascii.h"
#include "base/error.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "symbolic/derivation.h"
#include "tasks/generate/world.h"
#include "tasks/template_words.h"

namespace modus::tasks {
namespace {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepId;
using claims::StepKind;

Claim equals(const Claim& left, std::int64_t value) {
  return claims::binary(Op::kEqual, left, claims::number_term(claims::Rational(value)));
}

// Digits, or now and then the word of a small number.
std::string written_number(std::int64_t number, bool percent, RandomStream& random) {
  constexpr std::string_view kWords[] = {"two",   "three", "four", "five",   "six",   "seven",
                                         "eight", "nine",  "ten",  "eleven", "twelve"};
  if (!percent && number >= 2 && number <= 12 && random.chance(0.15))
    return std::string(kWords[number - 2]);
  return std::to_string(number);
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string result(text);
  for (std::size_t at = result.find(from); at != std::string::npos;
       at = result.find(from, at + to.size()))
    result.replace(at, from.size(), to);
  return result;
}

}  // namespace

SlotWord noun_slot(std::string_view stem) {
  return {std::string(stem), std::string(stem), plural_of(stem)};
}

SlotWord person_slot(WordMaker& words, RandomStream& random) {
  const Entity entity = draw_person(words, random);
  return {entity.name, entity.text, entity.text, entity.text.size() % 2 == 0 ? "She" : "He"};
}

std::string Story::fill(std::string_view text, std::string_view number) const {
  std::string filled;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '#') {
      filled += number;
      ++i;
    } else if (!is_letter(text[i])) {
      filled += text[i++];
    } else {
      const std::size_t begin = i;
      while (i < text.size() && is_letter(text[i])) ++i;
      const std::string_view word = text.substr(begin, i - begin);
      const bool plural = word.size() == 2 && word[1] == 's';
      const auto slot = word.size() == 1 || plural ? slots_.find(word[0]) : slots_.end();
      if (slot == slots_.end()) {
        filled += word;
        continue;
      }
      const std::string& fresh = plural ? slot->second.plural : slot->second.written;
      const bool vowel = std::string_view("aeiou").find(fresh[0]) != std::string_view::npos;
      if (vowel && (filled == "A " || filled.ends_with(" a ")))
        filled.insert(filled.size() - 1, "n");
      filled += fresh;
    }
  }
  if (filled[0] >= 'a' && filled[0] <= 'z') filled[0] = static_cast<char>(filled[0] - 'a' + 'A');
  return filled;
}

std::string Story::name_of(std::string_view name) const {
  std::string joined;
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find(' ', begin), name.size());
    const std::string_view word = name.substr(begin, end - begin);
    const auto slot = word.size() == 1 ? slots_.find(word[0]) : slots_.end();
    joined += joined.empty() ? "" : "_";
    joined += slot == slots_.end() ? std::string(word) : slot->second.singular;
    begin = end + 1;
  }
  return joined;
}

std::size_t Story::place_of(const std::string& name) const {
  return chain_.find(quantities_.at(name).given)->sentences.front();
}

void Story::add_given(const std::string& name, const Claim& right,
                      std::vector<std::size_t> sentences) {
  Step given;
  given.kind = StepKind::kGiven;
  given.id = symbolic::next_id(chain_);
  given.claim = claims::binary(Op::kEqual, claims::name(name), right);
  given.sentences = std::move(sentences);
  chain_.steps.push_back(std::move(given));
}

std::string Story::state(std::span<const ClauseFrame> frames, const Stated& stated,
                         RandomStream& random) {
  for (int attempt = 0; attempt < 8; ++attempt) {
    const ClauseFrame& frame = any_of(frames, random);
    const bool pronoun =
        frame.text.starts_with("P ") && slots_.at('P').singular == subject_ && random.chance(0.35);
    const std::string name = name_of(pronoun ? frame.name.substr(2) : frame.name);
    if (quantities_.contains(name)) continue;
    const bool percent = stated.pattern.find('%') != std::string_view::npos;
    std::string sentence = fill(frame.text, written_number(stated.number, percent, random));
    const SlotWord& person = slots_.at('P');
    if (pronoun) sentence.replace(0, person.written.size(), person.pronoun);
    subject_ = frame.text.starts_with("P ") ? person.singular : "";
    std::vector<std::size_t> cites = {chain_.text.size() + 1};
    if (!stated.base.empty()) cites.push_back(place_of(stated.base));
    chain_.text.push_back(std::move(sentence));
    templates_.emplace_back(frame.text);
    const std::string right =
        replaced(replaced(stated.pattern, "#", std::to_string(stated.number)), "BASE", stated.base);
    add_given(name, claims::parse_claim(right, "story"), std::move(cites));
    Quantity quantity{stated.value, chain_.steps.back().id, {}, stated.base};
    if (stated.base.empty()) quantity.step = quantity.given;
    quantities_.emplace(name, std::move(quantity));
    return name;
  }
  return "";
}

std::int64_t Story::value_of(const Claim& expression) const {
  if (expression.op() == Op::kName) return quantities_.at(expression.name()).value;
  const std::int64_t left = value_of(expression.child(0));
  const std::int64_t right = value_of(expression.child(1));
  switch (expression.op()) {
    case Op::kAdd:
      return left + right;
    case Op::kSubtract:
      return left - right;
    case Op::kMultiply:
      return left * right;
    default:
      MODUS_CHECK(expression.op() == Op::kDivide && right != 0 && left % right == 0, "{}",
                  claims::print(expression));
      return left / right;
  }
}

StepId Story::have(Claim claim, std::vector<StepId> cites) {
  return symbolic::append_have(chain_, claim, claims::Rule::kCalculate, std::move(cites));
}

StepId Story::settle(const Claim& expression) {
  if (expression.op() == Op::kName) {
    Quantity& quantity = quantities_.at(expression.name());
    if (!quantity.step) {
      const StepId base = settle(claims::name(quantity.base));
      quantity.step = have(equals(expression, quantity.value), {quantity.given, base});
    }
    return *quantity.step;
  }
  return have(equals(expression, value_of(expression)), operands(expression));
}

std::vector<StepId> Story::operands(const Claim& expression) {
  if (expression.op() == Op::kName) return {settle(expression)};
  std::vector<StepId> cites;
  for (const Claim& operand : expression.children()) cites.push_back(settle(operand));
  return cites;
}

std::optional<GeneratedProblem> Story::ask(std::span<const ClauseFrame> questions,
                                           const Claim& expression, RandomStream& random) {
  const ClauseFrame& frame = any_of(questions, random);
  const Claim name = claims::name(name_of(frame.name));
  if (quantities_.contains(name.name())) return std::nullopt;
  Step ask;
  ask.kind = StepKind::kAsk;
  ask.question = claims::QuestionKind::kValue;
  ask.name = "X";
  ask.claim = claims::binary(Op::kEqual, name, claims::variable("X"));
  chain_.steps.insert(chain_.steps.begin(), std::move(ask));

  const std::vector<StepId> cites = operands(expression);
  Step let;
  let.kind = StepKind::kLet;
  let.id = symbolic::next_id(chain_);
  let.name = name.name();
  let.definition = expression;
  chain_.steps.push_back(std::move(let));
  const std::int64_t value = value_of(expression);
  Step answer;
  answer.kind = StepKind::kAnswer;
  answer.answer = claims::AnswerKind::kTerm;
  answer.value = claims::number_term(claims::Rational(value));
  answer.cites = {have(equals(name, value), cites)};
  chain_.steps.push_back(std::move(answer));

  GeneratedProblem problem;
  problem.family = Family::kArithmetic;
  for (const std::string& sentence : chain_.text)
    problem.text += (problem.text.empty() ? "" : " ") + sentence;
  problem.question = fill(frame.text, "");
  templates_.emplace_back(frame.text);
  problem.templates = std::move(templates_);
  problem.chain = std::move(chain_);
  return problem;
}

}  // namespace modus::tasks
