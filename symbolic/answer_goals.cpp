#include "symbolic/answer_goals.h"

#include <algorithm>
#include <optional>

#include <fmt/core.h>

#include "claims/evaluate.h"
#include "claims/print.h"

namespace modus::symbolic {

using claims::AnswerKind;
using claims::Claim;
using claims::Op;
using claims::QuestionKind;
using claims::Step;

namespace {

Claim instance(const Step& ask, const Claim& value) {
  const claims::Replacement asked[] = {{ask.name, value}};
  return claims::substitute_variables(ask.claim, asked);
}

// forall X: CLAIM -> X = m1 or X = m2; forall X: not CLAIM for no members.
Claim nothing_else(const Step& ask, std::span<const Claim> members) {
  std::optional<Claim> among;
  for (const Claim& member : members) {
    const Claim equal = claims::binary(Op::kEqual, claims::variable(ask.name), member);
    among = among ? claims::binary(Op::kOr, *among, equal) : equal;
  }
  const Claim body = among ? claims::binary(Op::kImplies, ask.claim, *among)
                           : claims::unary(Op::kNot, ask.claim);
  return claims::quantified(Op::kForall, ask.name, body);
}

// A value is what can be looked at: a number without names, or a name of the problem.
bool is_value(const Claim& term) {
  if (term.op() == Op::kName || term.op() == Op::kString) return true;
  return std::holds_alternative<claims::Quantity>(claims::evaluate_ground(term));
}

AnswerGoals for_yes_no(const claims::Chain& chain, const Step& ask, const Step& answer) {
  AnswerGoals goals;
  const Claim asked = claims::universal_closure(ask.claim);
  switch (answer.answer) {
    case AnswerKind::kTrue: goals.proved = {asked}; break;
    case AnswerKind::kFalse:
      if (chain.header.logic == claims::Logic::kDirected && !claims::is_literal(ask.claim))
        goals.malformed = "under `logic directed` only a literal can be answered `false`";
      goals.proved = {opposite(asked)};
      goals.nothing_missed = !chain.header.closed.empty();
      break;
    case AnswerKind::kOpen:
      goals.open = asked;
      goals.nothing_missed = true;
      break;
    default: goals.malformed = "the question is answered by `true`, `false` or `open`";
  }
  return goals;
}

AnswerGoals for_value(const Step& ask, const Step& answer, const claims::Signature& signature) {
  AnswerGoals goals;
  if (answer.answer != AnswerKind::kTerm || answer.value->op() == Op::kSet) {
    goals.malformed = fmt::format("the question asks for one value of {}", ask.name);
    return goals;
  }
  const claims::Sort sort = claims::variable_sort(ask.name, ask.claim, signature);
  const bool names_it = answer.value->op() == Op::kName;
  if (!is_value(*answer.value) || (claims::is_numeric(sort) && names_it)) {
    goals.malformed = fmt::format("{} is no value: answer with a number or a name of the problem",
                                  claims::print(*answer.value));
    return goals;
  }
  goals.proved = {instance(ask, *answer.value), nothing_else(ask, {&*answer.value, 1})};
  return goals;
}

AnswerGoals for_set(const Step& ask, const Step& answer) {
  AnswerGoals goals;
  goals.nothing_missed = true;
  if (answer.answer != AnswerKind::kTerm || answer.value->op() != Op::kSet) {
    goals.malformed = "the question asks for a set: {a, b}";
    return goals;
  }
  for (const Claim& member : answer.value->children()) {
    if (!is_value(member))
      goals.malformed = fmt::format("{} is no value", claims::print(member));
    goals.proved.push_back(instance(ask, member));
  }
  goals.proved.push_back(nothing_else(ask, answer.value->children()));
  return goals;
}

AnswerGoals for_choice(const Step& ask, const Step& answer) {
  AnswerGoals goals;
  const auto chosen = std::find_if(ask.options.begin(), ask.options.end(),
                                   [&](const auto& o) { return o.letter == answer.letter; });
  if (answer.answer != AnswerKind::kLetter || chosen == ask.options.end()) {
    goals.malformed = "the question asks for one of its letters";
    return goals;
  }
  for (const claims::Option& option : ask.options)
    (option.letter == answer.letter ? goals.proved : goals.excluded)
        .push_back(claims::universal_closure(option.claim));
  return goals;
}

}  // namespace

Claim opposite(const Claim& claim) {
  return claim.op() == Op::kNot ? claim.child(0) : claims::unary(Op::kNot, claim);
}

AnswerGoals answer_goals(const claims::Chain& chain, const claims::Signature& signature) {
  const Step& ask = *chain.question();
  const Step& answer = *chain.answer();
  switch (ask.question) {
    case QuestionKind::kYesNo: return for_yes_no(chain, ask, answer);
    case QuestionKind::kValue: return for_value(ask, answer, signature);
    case QuestionKind::kSet: return for_set(ask, answer);
    case QuestionKind::kChoice: return for_choice(ask, answer);
  }
  return {};
}

}  // namespace modus::symbolic
