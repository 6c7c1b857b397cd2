#include "symbolic/evidence.h"

#include <algorithm>

#include <fmt/core.h>

#include "claims/evaluate.h"
#include "claims/print.h"
#include "symbolic/known_values.h"
#include "symbolic/repair.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;
using claims::StepId;
using claims::StepKind;

namespace {

constexpr std::ptrdiff_t kMaxSearched = 512;   // accepted steps, the last ones, for what is missing
constexpr std::size_t kMaxRepairedNodes = 60;  // of a claim near to which another is looked for

std::string right_value_in(const Claim& claim, const claims::Model& model) {
  if (claim.op() == Op::kAnd) {
    const std::string first = right_value_in(claim.child(0), model);
    return first.empty() ? right_value_in(claim.child(1), model) : first;
  }
  if (claim.op() != Op::kEqual && claim.op() != Op::kApproximately) return "";
  const claims::Value truth = claims::evaluate(claim, model, kEvaluateBudget);
  if (!std::holds_alternative<bool>(truth) || std::get<bool>(truth)) return "";
  const Claim& left = claim.child(0);
  const Claim& right = claim.child(1);
  const bool turned = left.op() == Op::kNumber && right.op() != Op::kNumber;
  const Claim& computed = turned ? right : left;
  const claims::Value value = claims::evaluate(computed, model, kEvaluateBudget);
  if (!std::holds_alternative<claims::Quantity>(value)) return "";
  return fmt::format("{} = {}", claims::print(computed), claims::to_string(value));
}

// A universal over an antecedent that never holds: forall X: A -> B with forall X: not A entailed.
bool is_vacuous(const Claim& goal, std::span<const Premise> premises, bool satisfiable,
                Entailment& layers) {
  std::vector<std::string> bound;
  Claim body = goal;
  for (; body.op() == Op::kForall; body = body.child(0)) bound.push_back(body.name());
  if (bound.empty() || body.op() != Op::kImplies) return false;
  Claim never = claims::unary(Op::kNot, body.child(0));
  for (auto it = bound.rbegin(); it != bound.rend(); ++it)
    never = claims::quantified(Op::kForall, *it, never);
  const Query query{{premises.begin(), premises.end()}, never, satisfiable};
  return layers.decide({&query, 1}, Wanted::kVerdict).front().outcome == Outcome::kEntailed;
}

// The smallest step that closes the gap alone; where none does, what a proof from all of them used.
std::optional<bool> find_missing_citation(std::size_t index, const claims::Step& step,
                                          const Claim& goal, const Kernel& kernel,
                                          Entailment& layers, StepResult& result) {
  std::vector<StepId> citable = kernel.citable_at(index);
  if (citable.size() == step.cites.size()) return false;
  const bool all = std::ssize(citable) <= kMaxSearched;
  if (!all) citable.erase(citable.begin(), citable.end() - kMaxSearched);
  const auto cited = [&](StepId id) {
    return std::find(step.cites.begin(), step.cites.end(), id) != step.cites.end();
  };
  const std::vector<Premise> premises = kernel.premises(citable, goal);
  const Query query{premises, goal, kernel.satisfiable(citable)};
  const Decision decision = layers.decide({&query, 1}, Wanted::kEvidence).front();
  if (decision.outcome != Outcome::kEntailed)
    return decision.outcome == Outcome::kUndecided || !all ? std::nullopt
                                                           : std::optional<bool>(false);
  std::vector<Premise> further;
  for (const std::size_t i : decision.used) {
    const bool is_step =
        std::find(citable.begin(), citable.end(), premises[i].step) != citable.end();
    if (!cited(premises[i].step) && is_step) further.push_back(premises[i]);
  }
  for (const Premise& one : further) result.evidence.also_cite.push_back(one.step);
  if (further.size() > 1) {  // a larger step may say it all
    std::vector<StepId> others;
    std::copy_if(citable.begin(), citable.end(), std::back_inserter(others),
                 [&](StepId id) { return !cited(id); });
    further = kernel.premises(others, claims::truth(true));
    const Query given{kernel.premises(step.cites, goal), goal, query.premises_satisfiable};
    const auto closing = closing_premise(given, further, layers);
    if (closing && std::find(others.begin(), others.end(), further[*closing].step) != others.end())
      result.evidence.also_cite = {further[*closing].step};
  }
  std::sort(result.evidence.also_cite.begin(), result.evidence.also_cite.end());
  return true;
}

void find_nearest_claim(const Theory& theory, const Query& query, Entailment& layers,
                        StepResult& result) {
  if (query.goal.size() > kMaxRepairedNodes || !result.evidence.right_value.empty()) return;
  if (const auto nearest = nearest_claim(theory, query, layers))
    result.evidence.nearest_claim = claims::print(*nearest);
}

void note_closed_predicates(const claims::Chain& chain, const Claim& goal,
                            std::span<const Premise> premises, StepResult& result) {
  for (const claims::PredicateArity& closed : chain.header.closed) {
    const auto names_it = [&](const Claim& claim) {
      const auto names = claims::names_in(claim);
      return std::binary_search(names.begin(), names.end(), closed.name);
    };
    const bool used =
        names_it(goal) || std::any_of(premises.begin(), premises.end(),
                                      [&](const Premise& p) { return names_it(p.claim); });
    if (used) result.evidence.notes.push_back(fmt::format("rests on closed {}", closed.name));
  }
}

}  // namespace

std::optional<bool> explain(const claims::Chain& chain, const Theory& theory, const Kernel& kernel,
                            Entailment& layers, StepResult& result) {
  const claims::Step& step = chain.steps[result.index];
  if (step.kind != StepKind::kHave || result.verdict == Verdict::kMalformed ||
      !result.rests_on.empty())
    return std::nullopt;
  const bool directed = theory.logic == claims::Logic::kDirected;
  const Claim goal = directed ? step.claim : claims::universal_closure(step.claim);
  const std::vector<Premise> premises = kernel.premises(step.cites, goal);
  if (result.verdict == Verdict::kRefuted || result.verdict == Verdict::kUnproved)
    result.evidence.right_value = right_value(goal, premises);
  if (result.verdict == Verdict::kProved) {
    if (!directed)
      result.vacuous = is_vacuous(goal, premises, kernel.satisfiable(step.cites), layers);
    note_closed_predicates(chain, goal, premises, result);
  }
  if (result.reason == "contradictory premises" || kernel.inconsistent()) return std::nullopt;
  std::optional<bool> from_accepted;
  if (result.verdict == Verdict::kUnproved)
    from_accepted = find_missing_citation(result.index, step, goal, kernel, layers, result);
  if ((result.verdict == Verdict::kUnproved || result.verdict == Verdict::kRefuted) &&
      result.evidence.also_cite.empty())
    find_nearest_claim(theory, {premises, goal, kernel.satisfiable(step.cites)}, layers, result);
  return from_accepted;
}

std::string right_value(const Claim& claim, std::span<const Premise> premises) {
  return right_value_in(claim, known_values(premises));
}

}  // namespace modus::symbolic
