#include "symbolic/layers/layers.h"

#include <algorithm>

#include <fmt/core.h>

#include "symbolic/encode/fragment.h"
#include "symbolic/layers/directed.h"
#include "symbolic/layers/ground.h"
#include "symbolic/layers/solver_session.h"
#include "symbolic/worker_client.h"

namespace modus::symbolic {

using claims::Claim;
using encode::Fragment;

namespace {

std::uint32_t scaled(std::uint32_t rlimit, double effort) {
  return static_cast<std::uint32_t>(std::min(rlimit * effort, 4e9));
}

class Layers : public Entailment {
 public:
  Layers(Theory theory, Limits limits)
      : theory_(std::move(theory)), limits_(limits), theory_id_(next_theory_id()) {}

  std::vector<Decision> decide(std::span<const Query> queries, Wanted wanted) override {
    std::vector<Decision> decisions;
    decisions.reserve(queries.size());
    for (const Query& query : queries) decisions.push_back(decide_one(query, wanted));
    return decisions;
  }

  Decision satisfiable(std::span<const Premise> premises, Wanted wanted) override {
    SolverQuery query;
    query.premises.assign(premises.begin(), premises.end());
    query.wanted = wanted;
    return by_solver(std::move(query));
  }

 private:
  Decision decide_one(const Query& query, Wanted wanted) {
    if (theory_.logic == claims::Logic::kDirected) return decide_directed(theory_, query, wanted);
    if (auto ground = decide_ground(query, limits_.evaluate_budget, wanted)) return *ground;
    return by_solver({query.premises, query.goal, query.premises_satisfiable, SolverMode::kFresh,
                      wanted, 0});
  }

  Decision by_solver(SolverQuery query) {
    std::vector<Claim> asserted = theory_.axioms;
    for (const Premise& premise : query.premises) asserted.push_back(premise.claim);
    const Fragment fragment = encode::fragment_of(
        asserted, query.goal ? &*query.goal : nullptr, theory_.signature);
    if (!fragment.conversion.empty()) {
      Decision decision;
      decision.layer = Layer::kFresh;
      decision.reason = fmt::format("conversion: {}", fragment.conversion);
      return decision;
    }
    if (fragment.live()) {
      query.mode = SolverMode::kLive;
      query.rlimit = scaled(limits_.live_rlimit, limits_.effort);
      Decision live = ask(query, fragment);
      if (live.outcome != Outcome::kUndecided) return live;
    }
    query.mode = SolverMode::kFresh;
    query.rlimit = scaled(limits_.fresh_rlimit, limits_.effort);
    return ask(query, fragment);
  }

  Decision ask(const SolverQuery& query, const Fragment& fragment) {
    if (!fragment.in_process())
      return worker_of_this_thread().decide(theory_, theory_id_, query, limits_);
    if (!here_) here_ = std::make_unique<SolverSession>(theory_);
    return here_->decide(query);
  }

  Theory theory_;
  Limits limits_;
  std::uint64_t theory_id_;
  std::unique_ptr<SolverSession> here_;  // ground and small EPR only
};

class FreshOnly : public Entailment {
 public:
  FreshOnly(Theory theory, Limits limits) : limits_(limits), session_(std::move(theory)) {}

  std::vector<Decision> decide(std::span<const Query> queries, Wanted wanted) override {
    std::vector<Decision> decisions;
    for (const Query& query : queries)
      decisions.push_back(session_.decide({query.premises, query.goal, query.premises_satisfiable,
                                           SolverMode::kFresh, wanted, rlimit()}));
    return decisions;
  }

  Decision satisfiable(std::span<const Premise> premises, Wanted wanted) override {
    return session_.decide({{premises.begin(), premises.end()}, std::nullopt, false,
                            SolverMode::kFresh, wanted, rlimit()});
  }

 private:
  std::uint32_t rlimit() const { return scaled(limits_.fresh_rlimit, limits_.effort); }

  Limits limits_;
  SolverSession session_;
};

}  // namespace

std::unique_ptr<Entailment> make_layers(Theory theory, Limits limits) {
  return std::make_unique<Layers>(std::move(theory), limits);
}

std::unique_ptr<Entailment> make_fresh_only(Theory theory, Limits limits) {
  return std::make_unique<FreshOnly>(std::move(theory), limits);
}

}  // namespace modus::symbolic
