#include "symbolic/layers/solving.h"

#include <algorithm>

#include <z3++.h>

#include "claims/evaluate.h"
#include "symbolic/encode/counter_model.h"

namespace modus::symbolic {
namespace {

constexpr std::uint64_t kSolvingBudget = 2'000'000;  // node visits a claim

bool mentions(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

std::string reason_of(const std::string& solver_says) {
  if (mentions(solver_says, "memory") || mentions(solver_says, "memout"))
    return std::string(kOutOfMemory);
  if (mentions(solver_says, "resource") || mentions(solver_says, "cancel") ||
      mentions(solver_says, "timeout"))
    return std::string(kOutOfResources);
  return "the solver knows no complete method for it: " + solver_says;
}

Satisfiable satisfiable_of(int check_result) {
  if (check_result == z3::sat) return Satisfiable::kYes;
  return check_result == z3::unsat ? Satisfiable::kNo : Satisfiable::kUnknown;
}

Indices members(const z3::ast_vector_tpl<z3::expr>& core, const std::vector<z3::expr>& guards) {
  Indices found;
  for (std::size_t i = 0; i < guards.size(); ++i)
    for (const z3::expr& member : core)
      if (z3::eq(member, guards[i])) {
        found.push_back(i);
        break;
      }
  return found;
}

std::vector<claims::Claim> claims_of(const Theory& theory, const SolverQuery& query) {
  std::vector<claims::Claim> all(theory.axioms);
  for (const Premise& premise : query.premises) all.push_back(premise.claim);
  if (query.goal) all.push_back(*query.goal);
  return all;
}

TwoSided judge(const SolverQuery& query, const std::function<Satisfiable(Goal)>& check) {
  if (!query.goal) return decide_satisfiable(check);
  return decide_two_sided(query.premises_satisfiable, check);
}

Goal witness_side(const SolverQuery& query) { return query.goal ? Goal::kDenied : Goal::kAbsent; }

std::optional<claims::Model> confirmed(claims::Model model, const Theory& theory,
                                       const SolverQuery& query, Goal side) {
  const std::vector<claims::Claim> all = claims_of(theory, query);
  const std::size_t stated = query.goal ? all.size() - 1 : all.size();
  const std::size_t judged = side == Goal::kAbsent ? stated : all.size();
  for (std::size_t i = 0; i < judged; ++i) {
    const bool wanted = i < stated || side == Goal::kAsserted;
    if (claims::evaluate(all[i], model, kSolvingBudget) != claims::Value(wanted))
      return std::nullopt;
  }
  return model;
}

std::optional<claims::Model> witness_of(const z3::model& model, const encode::Symbols& symbols,
                                        const Theory& theory, const SolverQuery& query, Goal side) {
  const std::vector<claims::Claim> all = claims_of(theory, query);
  encode::QueryUnits units;
  for (const claims::Claim& claim : all) units.add(claim);
  auto named = encode::model_in_names(model, symbols, all, units);
  if (!named) return std::nullopt;
  return confirmed(std::move(*named), theory, query, side);
}

}  // namespace modus::symbolic
