#include "symbolic/layers/layers.h"

#include <algorithm>
#include <atomic>
#include <unordered_map>

#include "claims/functions.h"
#include "symbolic/encode/fragment.h"
#include "symbolic/growing_premises.h"
#include "symbolic/layers/directed.h"
#include "symbolic/layers/exact.h"
#include "symbolic/layers/extension.h"
#include "symbolic/layers/ground.h"
#include "symbolic/layers/instances.h"
#include "symbolic/layers/probability.h"
#include "symbolic/layers/solver_session.h"
#include "symbolic/layers/written_out.h"
#include "symbolic/worker_client.h"

namespace modus::symbolic {

using encode::Fragment;
using encode::Side;

namespace {

// limit * effort, at least 1 and at most what Z3 takes.
std::uint32_t scaled(std::uint32_t limit, double effort) {
  return static_cast<std::uint32_t>(std::clamp(limit * effort, 1.0, 4e9));
}

SolverQuery solver_query(const Query& query, Wanted wanted) {
  return {query.premises, query.goal, query.premises_satisfiable, SolverMode::kFresh, wanted, 0};
}

SolverQuery solver_query(std::span<const Premise> premises, Wanted wanted) {
  return {{premises.begin(), premises.end()}, std::nullopt, false, SolverMode::kFresh, wanted, 0};
}

Decision exactly_satisfiable() {
  Decision decision;
  decision.outcome = Outcome::kOpen;
  decision.layer = Layer::kExact;
  return decision;
}

class Layers final : public Entailment, public GrowingPremises {
 public:
  Layers(Theory theory, Limits limits)
      : limits_(limits),
        theory_id_(next_theory_id()),
        here_(written_out(std::move(theory))),
        extension_(here_.theory()) {
    for (const claims::Claim& axiom : here_.theory().axioms)
      axioms_.add(axiom, Side::kAsserted, here_.theory().signature);
  }

  std::vector<Decision> decide(std::span<const Query> queries, Wanted wanted) override {
    std::vector<Decision> decisions;
    decisions.reserve(queries.size());
    for (const Query& query : queries) {
      decisions.push_back(decide_one(query, wanted));
      Decision& decision = decisions.back();
      if (decision.outcome != Outcome::kEntailed || !claims::has_modality(query.goal)) continue;
      // `2 < 1 or likely p`, whatever its plain parts give.
      decision = Decision();
      decision.layer = Layer::kGround;
      decision.reason = "outside the fragment: modality";
    }
    return decisions;
  }

  Decision satisfiable(std::span<const Premise> premises, Wanted wanted) override {
    return satisfiable_of(premises, std::nullopt, wanted);
  }
  Decision satisfiable_so_far(std::span<const Premise> premises, std::uint64_t list,
                              Wanted wanted) override {
    return satisfiable_of(premises, list, wanted);
  }

 private:
  Decision satisfiable_of(std::span<const Premise> premises, std::optional<std::uint64_t> list,
                          Wanted wanted) {
    const bool enough = wanted == Wanted::kVerdict;  // nobody asks for the model
    const auto seen_at_once = [&] {
      return list ? extension_.has_model(premises, *list) : extension_.has_model(premises);
    };
    if (enough && seen_at_once()) return exactly_satisfiable();
    const auto core = written_out(here_.theory(), premises);  // visits all: only where it must
    if (core) premises = *core;
    if (enough &&
        ((core && extension_.has_model(premises)) || satisfiable_exactly(here_.theory(), premises)))
      return exactly_satisfiable();
    Decision decision = by_solver(solver_query(premises, wanted));
    if (decision.outcome == Outcome::kOpen) extension_.found_model(premises);
    return decision;
  }

  Decision decide_one(const Query& query, Wanted wanted);
  Decision decide_core(const Query& query, Wanted wanted);
  Decision by_solver(SolverQuery query);
  Fragment fragment_of(const SolverQuery& query);
  const Fragment& premise_fragment(const claims::Claim& premise);
  Decision ask_worker(const SolverQuery& query) {
    return worker_of_this_thread().decide(here_.theory(), theory_id_, query, limits_);
  }

  Limits limits_;
  std::uint64_t theory_id_;
  SolverSession here_;   // asked about small EPR only
  Extension extension_;  // of the premises last found satisfiable
  Fragment axioms_;
  std::unordered_map<claims::Claim, Fragment> fragments_;  // of premises seen before
};

Decision Layers::decide_one(const Query& query, Wanted wanted) {
  if (here_.theory().logic == claims::Logic::kDirected)
    return decide_directed(here_.theory(), query, wanted);
  if (auto ground = decide_ground(query, limits_.evaluate_budget, wanted)) return *ground;
  if (auto chained = decide_by_chaining(query, wanted)) return *chained;
  if (const auto core = written_out(here_.theory(), query)) return decide_core(*core, wanted);
  return decide_core(query, wanted);
}

Decision Layers::decide_core(const Query& query, Wanted wanted) {
  if (auto exact = decide_exact(here_.theory(), query, wanted)) return *exact;
  return by_solver(solver_query(query, wanted));
}

// Small EPR is decided by its instances or, in this process, live; linear queries are tried live in
// the worker; the fresh solver, always in the worker, has the last word.
Decision Layers::by_solver(SolverQuery query) {
  const Fragment fragment = fragment_of(query);
  if (fragment.probability) return decide_probability(here_.theory(), query, limits_);
  if (fragment.is_small_epr())
    if (auto decision = decide_by_instances(here_.theory(), query)) return *std::move(decision);
  if (fragment.is_small_epr() || fragment.is_linear()) {
    query.mode = SolverMode::kLive;
    query.rlimit = scaled(limits_.live_rlimit, limits_.effort);
    const Decision live = fragment.is_small_epr() ? here_.decide(query) : ask_worker(query);
    if (live.outcome != Outcome::kUndecided) return live;
  }
  query.mode = SolverMode::kFresh;
  query.rlimit = scaled(limits_.fresh_rlimit, limits_.effort);
  return ask_worker(query);
}

Fragment Layers::fragment_of(const SolverQuery& query) {
  Fragment fragment = axioms_;
  for (const Premise& premise : query.premises) fragment.merge(premise_fragment(premise.claim));
  if (query.goal) {
    fragment.add(*query.goal, Side::kDenied, here_.theory().signature);
    fragment.add(*query.goal, Side::kAsserted, here_.theory().signature);
  }
  return fragment;
}

const Fragment& Layers::premise_fragment(const claims::Claim& premise) {
  const auto [at, is_new] = fragments_.try_emplace(premise);
  if (is_new) at->second.add(premise, Side::kAsserted, here_.theory().signature);
  return at->second;
}

class FreshOnly final : public Entailment {
 public:
  FreshOnly(Theory theory, Limits limits)
      : rlimit_(scaled(limits.fresh_rlimit, limits.effort)),
        session_(written_out(std::move(theory))) {}

  std::vector<Decision> decide(std::span<const Query> queries, Wanted wanted) override {
    std::vector<Decision> decisions;
    for (const Query& query : queries)
      decisions.push_back(
          ask(solver_query(written_out(session_.theory(), query).value_or(query), wanted)));
    return decisions;
  }

  Decision satisfiable(std::span<const Premise> premises, Wanted wanted) override {
    const auto core = written_out(session_.theory(), premises);
    return ask(solver_query(core ? std::span<const Premise>(*core) : premises, wanted));
  }

 private:
  Decision ask(SolverQuery query) {
    query.rlimit = rlimit_;
    return session_.decide(query);
  }

  std::uint32_t rlimit_;
  SolverSession session_;
};

}  // namespace

std::uint64_t next_premise_list() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

Decision satisfiable_so_far(Entailment& layers, std::span<const Premise> premises,
                            std::uint64_t list) {
  if (auto* growing = dynamic_cast<GrowingPremises*>(&layers))
    return growing->satisfiable_so_far(premises, list, Wanted::kVerdict);
  return layers.satisfiable(premises, Wanted::kVerdict);
}

std::unique_ptr<Entailment> make_layers(Theory theory, Limits limits) {
  return std::make_unique<Layers>(std::move(theory), limits);
}

std::unique_ptr<Entailment> make_fresh_only(Theory theory, Limits limits) {
  return std::make_unique<FreshOnly>(std::move(theory), limits);
}

}  // namespace modus::symbolic
