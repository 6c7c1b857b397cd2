#include "symbolic/kernel.h"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "base/error.h"
#include "claims/definedness.h"
#include "symbolic/answer_goals.h"
#include "symbolic/growing_premises.h"
#include "symbolic/layers/structure.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Logic;
using claims::Op;
using claims::Step;
using claims::StepId;
using claims::StepKind;

namespace {

bool failed(Verdict v) {
  return v == Verdict::kRefuted || v == Verdict::kUnproved || v == Verdict::kUndecided ||
         v == Verdict::kMalformed;
}

void set(StepResult& result, Verdict verdict, std::string reason) {
  result.verdict = verdict;
  result.reason = std::move(reason);
}

}  // namespace

struct Kernel::State {
  State(const claims::Chain& c, const Theory& t, Entailment& l)
      : chain(c), theory(t), layers(l), structure(c, t.signature) {}

  bool directed() const { return theory.logic == Logic::kDirected; }
  const Step& step(StepId id) const { return chain.steps[structure.index_of(id)]; }

  void judge(std::size_t index, StepResult& result, Wanted wanted);
  void judge_discharge(const Step& step, StepResult& result);
  void judge_answer(const Step& answer, StepResult& result, Wanted wanted);
  void judge_open(const Claim& asked, StepResult& result, Wanted wanted);
  void judge_conflict(const Claim& proved, StepResult& result);
  void prove(const Claim& goal, std::span<const StepId> cites, StepResult& result, Wanted wanted);
  bool defined(const Claim& goal, const std::vector<Premise>& premises, bool satisfiable,
               StepResult& result);
  bool givens_allow(StepResult& result);
  void settle_givens();
  void state_new_givens();
  void define(const Step& let);

  bool known_satisfiable(std::span<const StepId> cites) const;
  std::vector<Premise> premises(std::span<const StepId> cites, const Claim& goal) const;
  std::optional<Claim> premise(const Step& step) const;
  std::vector<StepId> givens() const;
  std::string undefined_at(const Claim& goal) const;
  void take_evidence(const Decision& decision, const std::vector<Premise>& premises,
                     StepResult& result) const;

  const claims::Chain& chain;
  const Theory& theory;
  Entailment& layers;
  Structure structure;
  std::vector<Verdict> verdicts;                // of the steps checked so far
  claims::DefinedWhen defined_when;             // of `let x := t`: the condition of t
  std::map<std::string, Premise> definitions;   // x = t under that condition
  struct {                                      // the givens of the first `steps` steps, with the
    std::vector<Premise> premises;              // definitions that they name
    std::set<StepId> once;
    std::size_t steps = 0, list = next_premise_list();
  } stated;
  bool givens_settled = false;                  // since the last given was added
  Decision givens_decision;                     // kOpen: satisfiable
  std::vector<StepId> core;                     // the givens that clash
};

Kernel::Kernel(const claims::Chain& chain, const Theory& theory, Entailment& layers)
    : state_(std::make_unique<State>(chain, theory, layers)) {}
Kernel::~Kernel() = default;

StepResult Kernel::check(std::size_t index, Wanted wanted) {
  State& s = *state_;
  MODUS_CHECK(index == s.verdicts.size(), "step {} checked after {} steps", index,
              s.verdicts.size());
  const Step& step = s.chain.steps[index];
  StepResult result;
  result.id = step.id;
  result.index = index;
  result.kind = step.kind;
  if (auto reason = s.structure.add(index)) {
    set(result, Verdict::kMalformed, *reason);
  } else {
    for (const auto* references : {&step.cites, &step.closes})
      for (const StepId id : *references)
        if (failed(s.verdicts[s.structure.index_of(id)])) result.rests_on.push_back(id);
    if (!result.rests_on.empty())
      set(result, Verdict::kUnproved, fmt::format("rests on s{}", result.rests_on.front().value));
    else
      s.judge(index, result, wanted);
  }
  s.verdicts.push_back(result.verdict);
  return result;
}

void Kernel::rollback(std::size_t steps) {
  State& s = *state_;
  MODUS_CHECK(steps == s.chain.steps.size() && steps <= s.verdicts.size(),
              "back to {} of {} steps, the chain has {}", steps, s.verdicts.size(),
              s.chain.steps.size());
  s.verdicts.resize(steps);
  s.structure.rollback();
  s.defined_when.clear();
  s.definitions.clear();
  s.stated = {};
  s.givens_settled = false;
  s.givens_decision = {};
  for (std::size_t i = 0; i < steps; ++i)
    if (s.chain.steps[i].kind == StepKind::kLet && s.verdicts[i] != Verdict::kMalformed)
      s.define(s.chain.steps[i]);
}

void Kernel::State::judge(std::size_t index, StepResult& result, Wanted wanted) {
  const Step& judged = chain.steps[index];
  switch (judged.kind) {
    case StepKind::kGiven:
      givens_settled = false;
      if (!chain.text.empty()) set(result, Verdict::kGrounded, "");
      return;
    case StepKind::kLet: define(judged); return;
    case StepKind::kHave:
      prove(directed() ? judged.claim : claims::universal_closure(judged.claim), judged.cites,
            result, wanted);
      return;
    case StepKind::kObtain:  // the form is all: `exists X: C` is proved, and so defined for every X
      if (givens_allow(result)) set(result, Verdict::kProved, "");
      return;
    case StepKind::kDischarge: judge_discharge(judged, result); return;
    case StepKind::kAnswer: judge_answer(judged, result, wanted); return;
    default: return;
  }
}

void Kernel::State::define(const Step& let) {
  if (!let.definition) return;
  const Claim condition = claims::definedness(*let.definition, defined_when);
  defined_when.emplace(let.name, condition);
  const Claim equation =
      claims::binary(Op::kEqual, claims::name(let.name), *let.definition);
  definitions.emplace(let.name, Premise{let.id, condition.op() == Op::kTrue
                                                    ? equation
                                                    : claims::binary(Op::kImplies, condition,
                                                                     equation)});
}

// The form was judged, and the last step inside has a value under the assumption; what is left is
// that the assumption has one, for inside it was only taken to have it.
void Kernel::State::judge_discharge(const Step& discharge, StepResult& result) {
  if (!givens_allow(result)) return;
  std::vector<StepId> others;
  for (const StepId id : discharge.cites) {
    const Assumptions& open = structure.open(structure.index_of(id));
    const bool inside = std::any_of(discharge.closes.begin(), discharge.closes.end(),
                                    [&](StepId closed) { return open.contains(closed); });
    if (!inside) others.push_back(id);
  }
  const Step& opened = step(discharge.closes.front());
  const Claim assumed = claims::universal_closure(opened.claim);
  if (opened.kind != StepKind::kAssume ||
      defined(assumed, premises(others, assumed), known_satisfiable(others), result))
    set(result, Verdict::kProved, "");
}

void Kernel::State::prove(const Claim& goal, std::span<const StepId> cites, StepResult& result,
                          Wanted wanted) {
  settle_givens();
  const bool satisfiable = known_satisfiable(cites);
  const Query query{premises(cites, goal), goal, satisfiable};
  const Decision decision = layers.decide({&query, 1}, wanted).front();
  result.layer = decision.layer;
  result.reproducible = decision.reproducible;
  take_evidence(decision, query.premises, result);
  if (decision.outcome == Outcome::kUndecided)
    return set(result, Verdict::kUndecided, decision.reason);
  const bool contradiction = decision.outcome == Outcome::kContradictory;
  if (contradiction && goal.op() != Op::kFalse)
    return set(result, Verdict::kUnproved, "contradictory premises");
  if (!directed() && !defined(goal, query.premises, satisfiable, result)) return;
  if (decision.outcome == Outcome::kOpen)
    return set(result, Verdict::kUnproved, cites.empty() ? "cites nothing" : "");
  if (!givens_allow(result)) return;
  set(result, decision.outcome == Outcome::kRefuted ? Verdict::kRefuted : Verdict::kProved, "");
}

// Does the goal have a value in every model of the premises? Sets `undecided` where it need not.
bool Kernel::State::defined(const Claim& goal, const std::vector<Premise>& premises,
                            bool satisfiable, StepResult& result) {
  const Claim condition = claims::definedness(goal, defined_when);
  if (condition.op() == Op::kTrue) return true;
  const Query query{premises, condition, satisfiable};
  const Decision decision = layers.decide({&query, 1}, Wanted::kVerdict).front();
  if (decision.outcome == Outcome::kEntailed) return true;
  if (decision.outcome == Outcome::kContradictory && goal.op() == Op::kFalse) return true;
  set(result, Verdict::kUndecided,
      decision.outcome == Outcome::kUndecided ? decision.reason : undefined_at(goal));
  return false;
}

// The givens are shown satisfiable before the first classical `proved` and after each new one.
bool Kernel::State::givens_allow(StepResult& result) {
  if (directed()) return true;
  settle_givens();
  if (givens_decision.outcome == Outcome::kOpen) return true;
  if (givens_decision.outcome == Outcome::kContradictory)
    set(result, Verdict::kUnproved, "inconsistent givens");
  else
    set(result, Verdict::kUndecided, fmt::format("premises: {}", givens_decision.reason));
  return false;
}

void Kernel::State::settle_givens() {
  if (givens_settled || directed()) return;
  givens_settled = true;
  state_new_givens();
  givens_decision = {};
  givens_decision.outcome = Outcome::kOpen;
  if (stated.premises.empty() && theory.axioms.empty()) return;
  givens_decision = satisfiable_so_far(layers, stated.premises, stated.list);
  core.clear();
  if (givens_decision.outcome != Outcome::kContradictory) return;
  givens_decision = layers.satisfiable(stated.premises, Wanted::kEvidence);
  for (const std::size_t i : givens_decision.used) core.push_back(stated.premises[i].step);
  std::sort(core.begin(), core.end());
}

// A given and the definitions that it names, each once: earlier ones stay where they are.
void Kernel::State::state_new_givens() {
  for (; stated.steps < verdicts.size(); ++stated.steps) {
    const Step& given = chain.steps[stated.steps];
    if (given.kind != StepKind::kGiven || verdicts[stated.steps] == Verdict::kMalformed) continue;
    for (Premise& premise : premises({&given.id, 1}, claims::truth(true)))
      if (stated.once.insert(premise.step).second) stated.premises.push_back(std::move(premise));
  }
}

void Kernel::State::judge_answer(const Step& answer, StepResult& result, Wanted wanted) {
  const AnswerGoals goals = answer_goals(chain, theory.signature);
  if (!goals.malformed.empty()) return set(result, Verdict::kMalformed, goals.malformed);
  if (goals.open) return judge_open(*goals.open, result, wanted);
  for (const Claim& goal : goals.proved) {
    prove(goal, answer.cites, result, wanted);
    if (result.verdict == Verdict::kProved) continue;
    if (result.verdict == Verdict::kUnproved && result.reason.empty())
      result.reason = &goal == &goals.proved.front() ? "its cited steps do not prove the answer"
                                                     : "other answers are possible";
    return;
  }
  if (directed() && goals.proved.size() == 1) judge_conflict(goals.proved.front(), result);
  for (const Claim& other : goals.excluded) {
    const Query query{premises(givens(), other), other, !directed()};
    if (layers.decide({&query, 1}, Wanted::kVerdict).front().outcome == Outcome::kEntailed)
      return set(result, Verdict::kUnproved, "another choice is entailed too");
  }
}

// Both polarities in the closure of the givens: nothing follows from it, and the question is not
// decided.
void Kernel::State::judge_conflict(const Claim& proved, StepResult& result) {
  if (result.verdict != Verdict::kProved || !claims::is_literal(proved)) return;
  const Claim other = opposite(proved);
  const Query query{premises(givens(), other), other, false};
  const Decision decision = layers.decide({&query, 1}, Wanted::kVerdict).front();
  if (decision.outcome == Outcome::kEntailed) set(result, Verdict::kUndecided, "conflict");
  if (decision.outcome == Outcome::kUndecided)
    set(result, Verdict::kUndecided, decision.reason);
}

// Two witnesses: a model of the givens with the claim and one without (directed: neither polarity is
// in the closure). Never by an undecided.
void Kernel::State::judge_open(const Claim& asked, StepResult& result, Wanted wanted) {
  if (!givens_allow(result)) return;
  const std::vector<Premise> all = premises(givens(), asked);
  std::vector<Query> queries = {{all, asked, true}};
  if (claims::is_literal(asked) || !directed()) queries.push_back({all, opposite(asked), true});
  const std::vector<Decision> decisions = layers.decide(queries, wanted);
  for (const Decision& decision : decisions) {
    result.layer = std::max(result.layer, decision.layer);
    result.reproducible &= decision.reproducible;
    if (decision.outcome == Outcome::kUndecided)
      return set(result, Verdict::kUndecided, decision.reason);
    if (decision.outcome != Outcome::kOpen)
      return set(result, Verdict::kRefuted, "the givens decide the question");
  }
  if (!directed() && !defined(asked, all, true, result)) return;
  set(result, Verdict::kProved, "");
  result.evidence.counter_model = decisions.front().counter_model;
  result.evidence.other_model = decisions.back().counter_model;
}

void Kernel::lower(StepResult& result, const std::string& reason) {
  if (result.verdict == Verdict::kProved) set(result, Verdict::kUnproved, reason);
  if (result.verdict == Verdict::kGrounded) set(result, Verdict::kUngrounded, reason);
  state_->verdicts[result.index] = result.verdict;
}

bool Kernel::State::known_satisfiable(std::span<const StepId> cites) const {
  if (directed() || !givens_settled || givens_decision.outcome != Outcome::kOpen) return false;
  return std::all_of(cites.begin(), cites.end(), [&](StepId id) {
    return structure.open(structure.index_of(id)).empty();
  });
}

std::vector<Premise> Kernel::State::premises(std::span<const StepId> cites,
                                             const Claim& goal) const {
  std::vector<Premise> result;
  std::vector<std::string> names = claims::names_in(goal);
  const auto add_names = [&](const Claim& claim) {
    for (std::string& name : claims::names_in(claim)) names.push_back(std::move(name));
  };
  for (const StepId id : cites)
    if (auto claim = premise(step(id))) {
      add_names(*claim);
      result.push_back({id, std::move(*claim)});
    }
  std::map<StepId, const Premise*> named;  // definitions in scope that the query speaks of
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto definition = definitions.find(names[i]);
    if (definition != definitions.end() &&
        named.emplace(definition->second.step, &definition->second).second)
      add_names(definition->second.claim);
  }
  for (const auto& [id, definition] : named) result.push_back(*definition);
  return result;
}

std::optional<Claim> Kernel::State::premise(const Step& cited) const {
  if (cited.kind == StepKind::kLet || cited.kind == StepKind::kFix || !is_plain(cited.claim)) return {};
  if (directed()) return cited.claim;
  const Claim closed = claims::universal_closure(cited.claim);
  const Claim both[] = {claims::definedness(closed, defined_when), closed};
  return claims::all_of(both);
}

std::vector<StepId> Kernel::State::givens() const {
  std::vector<StepId> ids;
  for (std::size_t i = 0; i < verdicts.size(); ++i)
    if (chain.steps[i].kind == StepKind::kGiven && verdicts[i] != Verdict::kMalformed)
      ids.push_back(chain.steps[i].id);
  return ids;
}

std::string Kernel::State::undefined_at(const Claim& goal) const {
  const auto at = claims::partial_at(goal);
  if (!at)  // no divisor in the claim itself: a name in it is defined by one
    for (const std::string& name : claims::names_in(goal))
      if (const auto it = defined_when.find(name);
          it != defined_when.end() && it->second.op() != Op::kTrue)
        return fmt::format("undefined: {} may have no value", name);
  if (!at || chain.source.empty()) return "undefined";
  return fmt::format("undefined at column {}", position_of(chain.source, at->begin).column);
}

void Kernel::State::take_evidence(const Decision& decision, const std::vector<Premise>& premises,
                                  StepResult& result) const {
  for (const std::size_t i : decision.used) result.evidence.used.push_back(premises[i].step);
  std::vector<StepId>& used = result.evidence.used;
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  if (decision.outcome == Outcome::kOpen) result.evidence.counter_model = decision.counter_model;
}

std::vector<Premise> Kernel::premises(std::span<const StepId> cites, const Claim& goal) const {
  return state_->premises(cites, goal);
}

std::vector<StepId> Kernel::citable_at(std::size_t index) const {
  std::vector<StepId> ids;
  for (std::size_t i = 0; i < std::min(index, state_->verdicts.size()); ++i)
    if (const StepId id = state_->chain.steps[i].id; id.value && citable(id)) ids.push_back(id);
  return ids;
}

bool Kernel::citable(StepId id) const {
  return state_->structure.in_scope(id) &&
         !failed(state_->verdicts[state_->structure.index_of(id)]);
}

bool Kernel::satisfiable(std::span<const StepId> cites) const { return state_->known_satisfiable(cites); }

bool Kernel::inconsistent() const {
  return state_->givens_decision.outcome == Outcome::kContradictory;
}

const std::vector<StepId>& Kernel::inconsistent_core() const { return state_->core; }

}  // namespace modus::symbolic
