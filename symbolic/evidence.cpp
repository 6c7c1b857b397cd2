#include "symbolic/evidence.h"

#include <algorithm>
#include <iterator>
#include <utility>

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

std::optional<bool> Explainer::explain(StepResult& result) {
  const claims::Step& step = chain_.steps[result.index];
  if (step.kind != StepKind::kHave || result.verdict == Verdict::kMalformed ||
      !result.rests_on.empty())
    return std::nullopt;
  const bool directed = theory_.logic == claims::Logic::kDirected;
  const Claim goal = directed ? step.claim : claims::universal_closure(step.claim);
  const std::vector<Premise> premises = kernel_.premises(step.cites, goal);
  if (result.verdict == Verdict::kRefuted || result.verdict == Verdict::kUnproved)
    result.evidence.right_value = right_value(goal, premises);
  if (result.verdict == Verdict::kProved) {
    if (!directed)
      result.vacuous = is_vacuous(goal, premises, kernel_.satisfiable(step.cites), layers_);
    note_closed_predicates(chain_, goal, premises, result);
  }
  if (result.reason == "contradictory premises" || kernel_.inconsistent()) return std::nullopt;
  std::optional<bool> from_accepted;
  if (result.verdict == Verdict::kUnproved)
    from_accepted = find_missing_citation(goal, result);
  if ((result.verdict == Verdict::kUnproved || result.verdict == Verdict::kRefuted) &&
      result.evidence.also_cite.empty())
    find_nearest_claim(theory_, {premises, goal, kernel_.satisfiable(step.cites)}, layers_, result);
  return from_accepted;
}

std::optional<bool> Explainer::find_missing_citation(const Claim& goal, StepResult& result) {
  const claims::Step& step = chain_.steps[result.index];
  CitableSteps::Connected connected = citable_.connected_to(result.index);
  std::vector<StepId> steps = std::move(connected.steps);
  steps.insert(steps.end(), step.cites.begin(), step.cites.end());
  std::sort(steps.begin(), steps.end());
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  const auto no = connected.all ? std::optional<bool>(false) : std::nullopt;
  if (steps.size() == step.cites.size()) return no;
  const Query query{kernel_.premises(steps, goal), goal, kernel_.satisfiable(steps)};
  const Decision decision = layers_.decide({&query, 1}, Wanted::kEvidence).front();
  if (decision.outcome == Outcome::kUndecided) return std::nullopt;
  if (decision.outcome != Outcome::kEntailed) return no;
  result.evidence.also_cite = missing_steps(query, decision, step);
  return true;
}

// The smallest step that closes the gap alone; where none does, what a proof from all of them used.
std::vector<StepId> Explainer::missing_steps(const Query& query, const Decision& decision,
                                             const claims::Step& step) {
  const auto is_further = [&](const Premise& premise) {
    return kernel_.citable(premise.step) && chain_.find(premise.step)->kind != StepKind::kLet &&
           std::find(step.cites.begin(), step.cites.end(), premise.step) == step.cites.end();
  };
  std::vector<StepId> missing;
  for (const std::size_t i : decision.used)
    if (is_further(query.premises[i])) missing.push_back(query.premises[i].step);
  if (missing.size() > 1) {  // a larger step may say it all
    std::vector<Premise> further;
    std::copy_if(query.premises.begin(), query.premises.end(), std::back_inserter(further),
                 is_further);
    const Query given{kernel_.premises(step.cites, query.goal), query.goal,
                      query.premises_satisfiable};
    if (const auto closing = closing_premise(given, further, layers_))
      missing = {further[*closing].step};
  }
  std::sort(missing.begin(), missing.end());
  return missing;
}

std::string right_value(const Claim& claim, std::span<const Premise> premises) {
  return right_value_in(claim, known_values(premises));
}

}  // namespace modus::symbolic
