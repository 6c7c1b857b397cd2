#include "symbolic/layers/solver_session.h"

#include <z3++.h>

#include "base/error.h"
#include "symbolic/encode/arithmetic.h"
#include "symbolic/encode/quantities.h"
#include "symbolic/layers/fresh.h"
#include "symbolic/layers/live.h"
#include "symbolic/layers/second_opinion.h"
#include "symbolic/layers/solving.h"

namespace modus::symbolic {
namespace {

constexpr std::size_t kMaxEncoded = 20'000;  // premises in the memory of one live solver

}  // namespace

struct SolverSession::State {
  explicit State(Theory t) : theory(std::move(t)) {
    for (const claims::Claim& axiom : theory.axioms) axiom_units.add(axiom);
  }

  encode::QueryUnits units_of(const SolverQuery& query) const;
  Decision ask(const SolverQuery& query);

  Theory theory;
  encode::QueryUnits axiom_units;
  std::unique_ptr<LiveSolver> live;
};

encode::QueryUnits SolverSession::State::units_of(const SolverQuery& query) const {
  encode::QueryUnits units = axiom_units;
  for (const Premise& premise : query.premises) units.add(premise.claim);
  if (query.goal) units.add(*query.goal);
  return units;
}

Decision SolverSession::State::ask(const SolverQuery& query) {
  const encode::QueryUnits units = units_of(query);
  Decision decision;
  decision.reason = units.conversion();
  // A kept solver's formulas are in units as written.
  if (query.mode == SolverMode::kLive && units.converts()) decision.reason = "conversion";
  if (!decision.reason.empty()) return decision;
  if (query.mode == SolverMode::kSecond) return second_opinion(theory, query);
  if (query.mode == SolverMode::kFresh) return decide_fresh(theory, query);
  if (!live || live->premises() > kMaxEncoded) live = std::make_unique<LiveSolver>(theory);
  return live->decide(query);
}

SolverSession::SolverSession(Theory theory) : state_(std::make_unique<State>(std::move(theory))) {}
SolverSession::~SolverSession() = default;

const Theory& SolverSession::theory() const { return state_->theory; }

Decision SolverSession::decide(const SolverQuery& query) {
  Decision decision;
  bool failed = true;
  try {
    decision = state_->ask(query);
    failed = false;
  } catch (const encode::OutsideFragment& outside) {
    decision.reason = "outside the fragment: " + outside.reason;
  } catch (const z3::exception& failure) {
    decision.reason = reason_of(failure.msg());
  } catch (const Error& failure) {
    decision.reason = std::string("outside the fragment: ") + failure.what();
  }
  // What was thrown in the middle of a push is not worth repairing.
  if (failed) state_->live.reset();
  decision.layer = query.mode == SolverMode::kLive ? Layer::kLive : Layer::kFresh;
  return decision;
}

}  // namespace modus::symbolic
