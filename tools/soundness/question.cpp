#include "tools/soundness/question.h"

#include <algorithm>
#include <array>

#include "tools/soundness/oracle.h"

namespace modus::soundness {

using claims::AnswerKind;
using claims::Claim;
using claims::Op;
using claims::QuestionKind;
using claims::Step;

namespace {

// Truth in the models: all true, none true, or mixed.
AnswerKind verdict_on(const Claim& claim, const DeriveContext& context) {
  const Statement statement(claim, context.world);
  bool some_true = false;
  bool some_false = false;
  for (const Model* model : context.models)
    (statement.in(*model) == Truth::kTrue ? some_true : some_false) = true;
  if (some_true && some_false) return AnswerKind::kOpen;
  return some_false ? AnswerKind::kFalse : AnswerKind::kTrue;
}

Claim with_value(const Step& question, const Claim& value) {
  const claims::Replacement replacement{question.name, value};
  return claims::substitute_variables(question.claim, {&replacement, 1});
}

Claim suggested_number(const Step& question, const DeriveContext& context, RandomStream& random) {
  if (!context.models.empty() && question.claim.op() == Op::kEqual && random.chance(0.9)) {
    const auto value =
        TermValue(question.claim.child(0), context.world).number_in(*context.models.front());
    if (value) return written(*value, "");
  }
  return written(Fraction(random.below(4)), "");
}

std::vector<Claim> suggested_things(const Step& question, const DeriveContext& context) {
  std::vector<Claim> things;
  for (const std::string& thing : context.scope.things) {
    const Claim instance = with_value(question, claims::name(thing));
    if (verdict_on(instance, context) == AnswerKind::kTrue) things.push_back(claims::name(thing));
  }
  return things;
}

void answer_value(const Step& question, const DeriveContext& context, RandomStream& random,
                  Step& answer) {
  answer.answer = AnswerKind::kTerm;
  if (question.name == "N") {
    answer.value = suggested_number(question, context, random);
    return;
  }
  std::vector<Claim> things = suggested_things(question, context);
  if (things.empty() || random.chance(0.1))
    things = {claims::name(context.scope.things[random.below(
        static_cast<std::uint32_t>(context.scope.things.size()))])};
  if (question.question == QuestionKind::kValue) {
    answer.value = things.front();
  } else {
    answer.value = claims::make(Op::kSet, "", std::move(things), {});
  }
}

}  // namespace

Step random_question(const Scope& scope, RandomStream& random) {
  ClaimMaker make(scope, random);
  Step ask;
  ask.kind = claims::StepKind::kAsk;
  const std::uint32_t kind = random.below(6);
  if (kind == 0) {
    ask.question = QuestionKind::kChoice;
    ask.options = {{"A", make.atom()}, {"B", make.claim()}};
  } else if (kind == 1 && make.has_numbers()) {
    ask.question = QuestionKind::kValue;
    ask.name = "N";
    ask.claim = claims::binary(Op::kEqual, make.number_term(""), claims::variable("N"));
  } else if (kind <= 2 && !scope.things.empty()) {
    ask.question = kind == 1 ? QuestionKind::kValue : QuestionKind::kSet;
    ask.name = "X";
    ask.claim = claims::binary(Op::kEqual, claims::variable("X"), claims::name(scope.things[0]));
    for (const World::Predicate& p : scope.predicates)
      if (p.arity == 1 && !p.is_set && (scope.closed.empty() || p.name == scope.closed.front()))
        ask.claim = claims::apply(p.name, {claims::variable("X")});
  } else {
    ask.claim = random.chance(0.6) ? make.atom() : make.claim();
  }
  return ask;
}

Step answer_to(const Step& question, const DeriveContext& context, RandomStream& random) {
  Step answer;
  answer.kind = claims::StepKind::kAnswer;
  switch (question.question) {
    case QuestionKind::kYesNo: {
      static constexpr std::array kAll = {AnswerKind::kTrue, AnswerKind::kFalse, AnswerKind::kOpen};
      answer.answer =
          random.chance(0.1) ? kAll[random.below(3)] : verdict_on(question.claim, context);
      break;
    }
    case QuestionKind::kChoice: {
      answer.answer = AnswerKind::kLetter;
      const bool first = verdict_on(question.options[0].claim, context) == AnswerKind::kTrue;
      answer.letter = first != random.chance(0.1) ? "A" : "B";
      break;
    }
    default:
      answer_value(question, context, random, answer);
  }
  return answer;
}

}  // namespace modus::soundness
