#include "symbolic/solve.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/error.h"
#include "claims/parse.h"
#include "symbolic/answer_goals.h"
#include "symbolic/calculation.h"
#include "symbolic/derivation.h"
#include "symbolic/kernel.h"
#include "symbolic/layers/layers.h"
#include "symbolic/theory.h"

namespace modus::symbolic {
namespace {

using claims::AnswerKind;
using claims::Chain;
using claims::Claim;
using claims::Op;
using claims::QuestionKind;
using claims::Step;
using claims::StepId;
using claims::StepKind;

// A problem's givens, ready to be asked.
class Givens {
 public:
  Givens(const Chain& problem, const Limits& limits)
      : problem_(problem),
        theory_(theory_of(problem)),
        layers_(make_layers(theory_, limits)),
        kernel_(problem_, theory_, *layers_) {
    for (std::size_t i = 0; i < problem_.steps.size(); ++i) {
      kernel_.check(i, Wanted::kVerdict);
      if (problem_.steps[i].kind == StepKind::kGiven) ids_.push_back(problem_.steps[i].id);
    }
  }

  const Theory& theory() const { return theory_; }

  struct Reply {
    Decision decision;
    std::vector<StepId> used;  // givens
  };

  Reply satisfiable() {
    const std::vector<Premise> premises = kernel_.premises(ids_, claims::truth(true));
    return reply(layers_->satisfiable(premises, Wanted::kEvidence), premises);
  }
  Reply ask(const Claim& goal) {
    const Query query{kernel_.premises(ids_, goal), goal, true};
    return reply(layers_->decide({&query, 1}, Wanted::kEvidence).front(), query.premises);
  }
  bool entails(const Claim& one, const Claim& goal) {
    const Query query{{{StepId(0), one}}, goal, true};
    return layers_->decide({&query, 1}, Wanted::kVerdict).front().outcome == Outcome::kEntailed;
  }

 private:
  Reply reply(Decision decision, const std::vector<Premise>& premises) const {
    Reply result;
    for (const std::size_t i : decision.used)
      if (std::find(ids_.begin(), ids_.end(), premises[i].step) != ids_.end())
        result.used.push_back(premises[i].step);
    result.decision = std::move(decision);
    return result;
  }

  Chain problem_;
  Theory theory_;
  std::unique_ptr<Entailment> layers_;
  Kernel kernel_;
  std::vector<StepId> ids_;
};

// Looks for the answer and writes the steps that prove it.
class Solving {
 public:
  Solving(const Chain& problem, const Limits& limits)
      : problem_(problem),
        limits_(limits),
        ask_(*problem.question()),
        givens_(problem, limits),
        derivation_(problem),
        calculation_(problem) {}

  Chain solve() {
    if (problem_.header.logic == claims::Logic::kClassical) {
      const Givens::Reply reply = givens_.satisfiable();
      if (reply.decision.outcome == Outcome::kContradictory) {
        Chain chain = problem_;
        append_have(chain, claims::truth(false), claims::Rule::kContradiction, reply.used);
        return chain;
      }
    }
    for (const Step& answer : candidates())
      if (auto chain = write(answer)) return *chain;
    return problem_;
  }

 private:
  std::vector<Step> candidates() {
    switch (ask_.question) {
      case QuestionKind::kYesNo:
        return yes_no();
      case QuestionKind::kValue:
        return values();
      case QuestionKind::kSet:
        return {set()};
      case QuestionKind::kChoice:
        return choice();
    }
    return {};
  }

  static Step answer_step(AnswerKind kind) {
    Step answer;
    answer.kind = StepKind::kAnswer;
    answer.answer = kind;
    return answer;
  }
  static Step value_step(Claim value) {
    Step answer = answer_step(AnswerKind::kTerm);
    answer.value = std::move(value);
    return answer;
  }
  Claim instance(const Claim& value) const {
    const claims::Replacement asked[] = {{ask_.name, value}};
    return claims::substitute_variables(ask_.claim, asked);
  }
  bool holds(const Claim& claim) {
    return givens_.ask(claims::universal_closure(claim)).decision.outcome == Outcome::kEntailed;
  }

  std::vector<Step> yes_no() {
    switch (givens_.ask(claims::universal_closure(ask_.claim)).decision.outcome) {
      case Outcome::kEntailed:
        return {answer_step(AnswerKind::kTrue)};
      case Outcome::kRefuted:
        return {answer_step(AnswerKind::kFalse)};
      case Outcome::kOpen:
        return {answer_step(AnswerKind::kOpen)};
      default:
        break;
    }
    if (problem_.header.logic == claims::Logic::kDirected) return {};
    // What no solver decides may still be calculated.
    return {answer_step(AnswerKind::kTrue), answer_step(AnswerKind::kFalse)};
  }

  // From equations; else the problem's names; else what a model says.
  std::vector<Step> values() {
    if (ask_.claim.op() == Op::kEqual)
      for (const std::size_t side : {0, 1})
        if (ask_.claim.child(1 - side) == claims::variable(ask_.name))
          if (auto value = calculation_.value(ask_.claim.child(side))) return {value_step(*value)};
    const claims::Sort sort =
        claims::variable_sort(ask_.name, ask_.claim, givens_.theory().signature);
    if (!claims::is_numeric(sort)) {
      for (const Claim& name : named_solutions()) return {value_step(name)};
      return {};
    }
    if (auto value = value_in_a_model()) return {value_step(*value)};
    return {};
  }

  std::vector<Claim> named_solutions() {
    std::vector<Claim> found;
    for (const std::string& entity : givens_.theory().signature.entities())
      if (holds(instance(claims::name(entity)))) found.push_back(claims::name(entity));
    return found;
  }

  // The value that some model of the givens gives to a new name for which the asked claim holds.
  std::optional<Claim> value_in_a_model() const {
    Chain extended = problem_;
    Step let;
    let.kind = StepKind::kLet;
    let.id = next_id(extended);
    let.name = "asked_value";
    while (givens_.theory().signature.find(let.name) != nullptr) let.name += "_";
    Step given;
    given.kind = StepKind::kGiven;
    given.id = StepId(let.id.value + 1);
    given.claim = instance(claims::name(let.name));
    extended.steps.push_back(let);
    extended.steps.push_back(std::move(given));
    extended.text.clear();  // the new given is read from no sentence
    try {
      const Decision decision = Givens(extended, limits_).satisfiable().decision;
      if (!decision.counter_model) return std::nullopt;
      const auto value = decision.counter_model->constants.find(let.name);
      if (value == decision.counter_model->constants.end() ||
          !std::holds_alternative<claims::Quantity>(value->second))
        return std::nullopt;
      return claims::parse_claim(claims::to_string(value->second), "value");
    } catch (const ParseError&) {  // a sort that the new name alone does not settle
      return std::nullopt;
    }
  }

  Step set() { return value_step(claims::make(Op::kSet, "", named_solutions(), {})); }

  std::vector<Step> choice() {
    std::vector<Step> found;
    for (const claims::Option& option : ask_.options) {
      if (!holds(option.claim)) continue;
      found.push_back(answer_step(AnswerKind::kLetter));
      found.back().letter = option.letter;
    }
    return found;
  }

  // The problem with a `have` for each thing that the answer must prove, and the answer; nullopt
  // where one of them cannot be proved.
  std::optional<Chain> write(Step answer) {
    Chain chain = problem_;
    chain.steps.push_back(answer);
    const AnswerGoals goals = answer_goals(chain, givens_.theory().signature);
    chain.steps.pop_back();
    if (!goals.malformed.empty()) return std::nullopt;
    for (const Claim& goal : goals.proved) {
      if (!answer.cites.empty() && givens_.entails(goals.proved.front(), goal)) continue;
      const auto step = prove(goal, chain);
      if (!step) return std::nullopt;
      answer.cites.push_back(*step);
    }
    std::sort(answer.cites.begin(), answer.cites.end());
    answer.cites.erase(std::unique(answer.cites.begin(), answer.cites.end()), answer.cites.end());
    chain.steps.push_back(std::move(answer));
    return chain;
  }

  // Step by step where the Horn part or the equations suffice, else at one blow from the givens
  // used.
  std::optional<StepId> prove(const Claim& goal, Chain& chain) {
    if (auto step = derivation_.append(goal, chain)) return step;
    if (auto step = calculation_.append(goal, chain)) return step;
    Givens::Reply reply = givens_.ask(goal);
    if (reply.decision.outcome != Outcome::kEntailed) return std::nullopt;
    return append_have(chain, goal, claims::Rule::kStep, std::move(reply.used));
  }

  const Chain& problem_;
  const Limits& limits_;
  const Step& ask_;
  Givens givens_;
  Derivation derivation_;
  Calculation calculation_;
};

void require_problem(const Chain& problem) {
  for (const Step& step : problem.steps)
    if (step.kind != StepKind::kAsk && step.kind != StepKind::kGiven && step.kind != StepKind::kLet)
      throw ParseError(problem.source_name, problem.source, step.span.begin,
                       "a problem to solve has only ask, given and let steps");
  if (problem.question() == nullptr)
    throw ParseError(problem.source_name, problem.source, 0, "a problem to solve has an ask step");
}

// An answer that checking does not accept is none.
bool stands(ChainVerdict verdict) {
  return verdict == ChainVerdict::kVerified || verdict == ChainVerdict::kValid ||
         verdict == ChainVerdict::kUngrounded;
}

}  // namespace

Solution solve_claims(const Chain& problem, const CheckOptions& options) {
  require_problem(problem);
  Chain chain = problem;
  try {
    chain = Solving(problem, options.limits).solve();
  } catch (const ParseError&) {  // malformed: checking says where
  }
  ChainResult result = check_chain(chain, options);
  if (chain.answer() == nullptr || stands(result.verdict))
    return {std::move(chain), std::move(result)};
  ChainResult open = check_chain(problem, options);
  open.reason = fmt::format("no answer stands: {} is {} ({})", result.answer,
                            to_string(result.verdict), result.reason);
  return {problem, std::move(open)};
}

}  // namespace modus::symbolic
