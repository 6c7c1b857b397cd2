#include "symbolic/layers/fresh.h"

#include <algorithm>
#include <numeric>

#include <z3++.h>

#include "symbolic/encode/canonical.h"
#include "symbolic/encode/fragment.h"
#include "symbolic/encode/logic.h"
#include "symbolic/encode/quantities.h"
#include "symbolic/layers/core.h"
#include "symbolic/layers/solving.h"
#include "symbolic/layers/two_sided.h"

namespace modus::symbolic {
namespace {

using claims::Claim;

constexpr const char* kKnownByLaws = "some of its functions are known by their laws only";

Indices all_of_them(std::size_t count) {
  Indices all(count);
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

// One query, encoded in canonical order into a context of its own.
class FreshQuery {
 public:
  FreshQuery(const Theory& theory, const SolverQuery& query);

  Satisfiable check(Goal goal, const Indices& premises);
  Indices core(Goal goal);
  std::optional<claims::Model> witness(Goal side) const;

  const std::string& reason() const { return reason_; }

 private:
  z3::solver new_solver(const char* logic, Goal goal) const;

  const Theory& theory_;
  const SolverQuery& query_;
  mutable z3::context context_;
  encode::Encoder encoder_;
  encode::QueryUnits units_;
  std::string logic_;
  std::vector<z3::expr> axioms_;    // in canonical order
  std::vector<std::size_t> order_;  // of the premises
  std::vector<z3::expr> formulas_;  // of the premises, in canonical order
  std::optional<z3::expr> goal_formula_;
  std::optional<z3::model> model_;  // of the last satisfiable check
  std::string reason_;
};

FreshQuery::FreshQuery(const Theory& theory, const SolverQuery& query)
    : theory_(theory), query_(query), encoder_(context_, theory.signature) {
  using encode::Side;
  for (const Claim& claim : claims_of(theory, query)) units_.add(claim);
  encoder_.speak_in(units_);
  encode::Fragment fragment;
  std::vector<Claim> premises;
  for (const Claim& axiom : theory.axioms) fragment.add(axiom, Side::kAsserted, theory.signature);
  for (const Premise& premise : query.premises) {
    premises.push_back(premise.claim);
    fragment.add(premise.claim, Side::kAsserted, theory.signature);
  }
  if (query.goal) fragment.add(*query.goal, Side::kDenied, theory.signature);
  logic_ = fragment.logic();
  for (const std::size_t i : encode::canonical_order(theory.axioms))
    axioms_.push_back(encoder_.formula(theory.axioms[i]));
  order_ = encode::canonical_order(premises);
  for (const std::size_t i : order_) formulas_.push_back(encoder_.formula(premises[i]));
  if (query.goal) goal_formula_ = encoder_.formula(*query.goal);
}

z3::solver FreshQuery::new_solver(const char* logic, Goal goal) const {
  z3::solver solver = *logic ? z3::solver(context_, logic) : z3::solver(context_);
  z3::params params(context_);
  params.set("rlimit", query_.rlimit);
  params.set("random_seed", 0u);
  solver.set(params);
  for (const z3::expr& axiom : axioms_) solver.add(axiom);
  for (const z3::expr& constraint : encoder_.constraints()) solver.add(constraint);
  if (goal == Goal::kDenied) solver.add(!*goal_formula_);
  if (goal == Goal::kAsserted) solver.add(*goal_formula_);
  return solver;
}

Satisfiable FreshQuery::check(Goal goal, const Indices& premises) {
  z3::solver solver = new_solver(logic_.c_str(), goal);
  for (std::size_t i = 0; i < order_.size(); ++i)
    if (std::find(premises.begin(), premises.end(), order_[i]) != premises.end())
      solver.add(formulas_[i]);
  const z3::check_result result = solver.check();
  if (result == z3::unknown) reason_ = reason_of(solver.reason_unknown());
  if (result != z3::sat) return satisfiable_of(result);
  model_ = solver.get_model();
  if (!encoder_.by_laws() || witness(goal)) return Satisfiable::kYes;
  reason_ = kKnownByLaws;
  return Satisfiable::kUnknown;
}

// A core from assumptions, made minimal, and asked once more of a solver that knows only it: where
// that fails, all premises are named.
Indices FreshQuery::core(Goal goal) {
  z3::solver solver = new_solver("", goal);
  std::vector<z3::expr> guards(order_.size(), context_.bool_val(true));
  for (std::size_t i = 0; i < order_.size(); ++i) {
    guards[order_[i]] = context_.bool_const(("g" + std::to_string(i)).c_str());
    solver.add(z3::implies(guards[order_[i]], formulas_[i]));
  }
  const auto unsatisfiable = [&](const Indices& some) {
    z3::expr_vector assumptions(context_);
    for (const std::size_t i : some) assumptions.push_back(guards[i]);
    return solver.check(assumptions) == z3::unsat;
  };
  const Indices all = all_of_them(order_.size());
  if (!unsatisfiable(all)) return all;
  Indices core = members(solver.unsat_core(), guards);
  core = minimised(std::move(core), unsatisfiable);
  return check(goal, core) == Satisfiable::kNo ? core : all;
}

std::optional<claims::Model> FreshQuery::witness(Goal side) const {
  if (!model_) return std::nullopt;
  return witness_of(*model_, encoder_.symbols(), theory_, query_, side);
}

}  // namespace

Decision decide_fresh(const Theory& theory, const SolverQuery& query) {
  FreshQuery fresh(theory, query);
  Decision decision;
  const Indices all = all_of_them(query.premises.size());
  const bool evidence = query.wanted == Wanted::kEvidence;
  const TwoSided sides = judge(query, [&](Goal goal) {
    const Satisfiable result = fresh.check(goal, all);
    if (evidence && result == Satisfiable::kYes && goal == witness_side(query))
      decision.counter_model = fresh.witness(goal);
    return result;
  });
  decision.outcome = sides.outcome;
  if (sides.outcome == Outcome::kUndecided) decision.reason = fresh.reason();
  if (sides.outcome != Outcome::kOpen) decision.counter_model.reset();
  if (evidence && sides.has_core()) decision.used = fresh.core(sides.decisive);
  return decision;
}

}  // namespace modus::symbolic
