#include "symbolic/layers/ground.h"

#include <vector>

#include "claims/evaluate.h"
#include "claims/functions.h"
#include "symbolic/known_values.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;

namespace {

std::optional<Outcome> outcome_of(const claims::Value& value) {
  if (const bool* truth = std::get_if<bool>(&value))
    return *truth ? Outcome::kEntailed : Outcome::kRefuted;
  return std::nullopt;
}

bool has_conjunct(const Claim& premise, const Claim& goal) {
  if (alpha_equal(premise, goal)) return true;
  return premise.op() == Op::kAnd &&
         (has_conjunct(premise.child(0), goal) || has_conjunct(premise.child(1), goal));
}

bool opposed(const Claim& premise, const Claim& goal) {
  if (goal.op() == Op::kNot) return has_conjunct(premise, goal.child(0));
  return has_conjunct(premise, claims::unary(Op::kNot, goal));
}

std::optional<Outcome> by_values(std::span<const Premise> premises, const Claim& goal,
                                 std::uint64_t budget) {
  return outcome_of(claims::evaluate(goal, known_values(premises), budget));
}

// Premises that the values do not need are taken away, last first.
std::vector<std::size_t> needed(std::span<const Premise> all, const Claim& goal, Outcome outcome,
                                std::uint64_t budget) {
  std::vector<std::size_t> kept(all.size());
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = i;
  for (std::size_t i = kept.size(); i-- > 0;) {
    std::vector<Premise> without;
    for (std::size_t j = 0; j < kept.size(); ++j)
      if (j != i) without.push_back(all[kept[j]]);
    if (by_values(without, goal, budget) == outcome)
      kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return kept;
}

Decision decided(Outcome outcome, std::vector<std::size_t> used) {
  Decision decision;
  decision.outcome = outcome;
  decision.used = std::move(used);
  return decision;
}

}  // namespace

std::optional<Decision> decide_ground(const Query& query, std::uint64_t budget, Wanted wanted) {
  if (!query.premises_satisfiable || claims::has_modality(query.goal)) return std::nullopt;
  if (claims::names_in(query.goal).empty()) {
    const claims::Value value = claims::evaluate_ground(query.goal);
    if (const auto outcome = outcome_of(value)) return decided(*outcome, {});
    if (std::holds_alternative<claims::Undefined>(value)) return decided(Outcome::kOpen, {});
    return std::nullopt;
  }
  for (std::size_t i = 0; i < query.premises.size(); ++i) {
    if (has_conjunct(query.premises[i].claim, query.goal))
      return decided(Outcome::kEntailed, {i});
    if (opposed(query.premises[i].claim, query.goal)) return decided(Outcome::kRefuted, {i});
  }
  const auto outcome = by_values(query.premises, query.goal, budget);
  if (!outcome) return std::nullopt;
  if (wanted == Wanted::kVerdict) return decided(*outcome, {});
  return decided(*outcome, needed(query.premises, query.goal, *outcome, budget));
}

}  // namespace modus::symbolic
