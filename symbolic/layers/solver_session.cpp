#include "symbolic/layers/solver_session.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/core.h>
#include <z3++.h>

#include "base/error.h"
#include "claims/print.h"
#include "symbolic/encode/logic.h"
#include "symbolic/encode/model_reader.h"
#include "symbolic/layers/second_opinion.h"

namespace modus::symbolic {

using claims::Claim;
using encode::Encoder;
using encode::OutsideFragment;

namespace {

constexpr std::size_t kRebuildAfter = 512;    // assertions of a live solver
constexpr std::size_t kMaxMinimised = 24;     // members of a core that is minimised by deletion
constexpr std::uint64_t kBudget = 2'000'000;  // node visits to judge a counter-model

// Bound variables V1, V2, ... in order of their quantifiers, so that names decide nothing.
Claim canonical(const Claim& claim, std::size_t& next) {
  if (claim.children().empty()) return claim;
  if (claim.op() == claims::Op::kForall || claim.op() == claims::Op::kExists) {
    const std::string name = fmt::format("V{}", ++next);
    const claims::Replacement renamed[] = {{claim.name(), claims::variable(name)}};
    return claims::quantified(
        claim.op(), name,
        canonical(claims::substitute_variables(claim.child(0), renamed), next));
  }
  std::vector<Claim> children;
  for (const Claim& child : claim.children()) children.push_back(canonical(child, next));
  return claims::make(claim.op(), claim.name(), std::move(children), claim.span());
}

Claim canonical(const Claim& claim) {
  if (claim.op() == claims::Op::kNumber) return claim;
  std::size_t next = 0;
  return canonical(claim, next);
}

// One context, solver and encoder, with premises asserted once each behind a literal.
class Session {
 public:
  Session(const Theory& theory, SolverMode mode)
      : theory_(theory), encoder_(context_, theory.signature),
        solver_(mode == SolverMode::kLive ? z3::solver(context_, z3::solver::simple())
                                          : z3::solver(context_)) {
    z3::params params(context_);
    params.set("random_seed", 0u);
    solver_.set(params);
    for (const Claim& axiom : theory.axioms) solver_.add(encoder_.formula(canonical(axiom)));
  }

  std::size_t assertions() const { return literals_.size(); }

  Decision decide(const SolverQuery& query) {
    query_ = &query;
    limit(query.rlimit);
    // Encode in canonical order, so that the solver sees the same query whatever was cited first.
    std::map<std::string, std::size_t> ordered;
    for (std::size_t i = 0; i < query.premises.size(); ++i)
      ordered.emplace(claims::print(query.premises[i].claim), i);
    chosen_.clear();
    for (const auto& [text, index] : ordered)
      chosen_.push_back({literal(text, query.premises[index].claim), index});
    Decision decision = query.goal ? entailment(*query.goal) : satisfiability();
    std::sort(decision.used.begin(), decision.used.end());
    return decision;
  }

 private:
  struct Chosen {
    z3::expr literal;
    std::size_t index;  // of the premise
  };

  void limit(std::uint32_t rlimit) {
    z3::params params(context_);
    params.set("rlimit", rlimit);
    solver_.set(params);
  }

  z3::expr literal(const std::string& text, const Claim& claim) {
    if (const auto it = literals_.find(text); it != literals_.end()) return it->second;
    const z3::expr formula = encoder_.formula(canonical(claim));
    const z3::expr guard =
        context_.bool_const(fmt::format("premise!{}", literals_.size()).c_str());
    solver_.add(z3::implies(guard, formula));
    literals_.emplace(text, guard);
    return guard;
  }

  z3::check_result check(const std::vector<Chosen>& premises) {
    z3::expr_vector assumptions(context_);
    for (const Chosen& premise : premises) assumptions.push_back(premise.literal);
    return solver_.check(assumptions);
  }

  Decision entailment(const Claim& goal) {
    const z3::expr formula = encoder_.formula(canonical(goal));
    Decision decision;
    solver_.push();
    solver_.add(!formula);
    const z3::check_result denied = check(chosen_);
    if (denied == z3::unsat) {
      take_core(decision);
      solver_.pop();
      return premises_hold(std::move(decision), Outcome::kEntailed);
    }
    if (denied == z3::sat) take_model(decision, goal);
    const std::string why = denied == z3::unknown ? reason() : "";
    solver_.pop();
    solver_.push();
    solver_.add(formula);
    const z3::check_result asserted = check(chosen_);
    if (asserted == z3::unsat) {
      decision.counter_model.reset();
      take_core(decision);
      solver_.pop();
      if (denied == z3::sat) {
        decision.outcome = Outcome::kRefuted;
        return decision;
      }
      return premises_hold(std::move(decision), Outcome::kRefuted);
    }
    if (denied == z3::sat && asserted == z3::sat) decision.outcome = Outcome::kOpen;
    else decision.reason = denied == z3::unknown ? why : reason();
    solver_.pop();
    if (decision.outcome != Outcome::kOpen) decision.counter_model.reset();
    return decision;
  }

  // The outcome stands only if the premises have a model.
  Decision premises_hold(Decision decision, Outcome outcome) {
    decision.outcome = outcome;
    if (query_->premises_satisfiable) return decision;
    const z3::check_result premises = check(chosen_);
    if (premises == z3::sat) return decision;
    decision.used.clear();
    if (premises == z3::unsat) {
      decision.outcome = Outcome::kContradictory;
      take_core(decision);
    } else {
      decision.outcome = Outcome::kUndecided;
      decision.reason = reason();
    }
    return decision;
  }

  Decision satisfiability() {
    Decision decision;
    const z3::check_result result = check(chosen_);
    if (result == z3::sat) {
      decision.outcome = Outcome::kOpen;
      take_model(decision, claims::truth(false));
    } else if (result == z3::unsat) {
      decision.outcome = Outcome::kContradictory;
      take_core(decision);
    } else {
      decision.reason = reason();
    }
    return decision;
  }

  std::string reason() const {
    const std::string why = solver_.reason_unknown();
    if (why.find("resource limit") != std::string::npos || why.find("canceled") != std::string::npos)
      return "resource limit; raise --effort";
    if (why.find("memout") != std::string::npos || why.find("memory") != std::string::npos)
      return "memory limit";
    return fmt::format("solver: {}", why);
  }

  // An unsat core, read once (a second read after minimisation gives nothing), then minimised by
  // deletion: what is left is needed, and was checked by itself.
  void take_core(Decision& decision) {
    if (query_->wanted == Wanted::kVerdict) return;
    const z3::expr_vector core = solver_.unsat_core();
    std::vector<Chosen> members;
    for (const Chosen& premise : chosen_)
      for (unsigned i = 0; i < core.size(); ++i)
        if (z3::eq(core[i], premise.literal)) {
          members.push_back(premise);
          break;
        }
    for (std::size_t i = 0; i < members.size() && members.size() <= kMaxMinimised;) {
      std::vector<Chosen> without = members;
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
      if (check(without) == z3::unsat) members = std::move(without);
      else ++i;
    }
    for (const Chosen& member : members) decision.used.push_back(member.index);
  }

  // Kept only if our own evaluator agrees: every premise and axiom true, the goal false.
  void take_model(Decision& decision, const Claim& goal) {
    if (query_->wanted == Wanted::kVerdict) return;
    std::set<std::string> names;
    const auto add = [&](const Claim& claim) {
      for (std::string& name : claims::names_in(claim)) names.insert(std::move(name));
    };
    add(goal);
    for (const Premise& premise : query_->premises) add(premise.claim);
    for (const Claim& axiom : theory_.axioms) add(axiom);
    auto model = encode::read_model(solver_.get_model(), encoder_, theory_.signature, names);
    if (!model) return;
    const auto is = [&](const Claim& claim, bool wanted) {
      return claims::evaluate(claim, *model, kBudget) == claims::Value(wanted);
    };
    bool agrees = is(goal, false);
    for (const Premise& premise : query_->premises) agrees = agrees && is(premise.claim, true);
    for (const Claim& axiom : theory_.axioms) agrees = agrees && is(axiom, true);
    if (agrees) decision.counter_model = std::move(model);
  }

  const Theory& theory_;
  z3::context context_;
  Encoder encoder_;
  z3::solver solver_;
  std::map<std::string, z3::expr> literals_;  // by printed premise
  std::vector<Chosen> chosen_;                // of the query in hand, in canonical order
  const SolverQuery* query_ = nullptr;
};

}  // namespace

struct SolverSession::State {
  Theory theory;
  std::unique_ptr<Session> live;
};

SolverSession::SolverSession(Theory theory)
    : state_(std::make_unique<State>(State{std::move(theory), nullptr})) {}
SolverSession::~SolverSession() = default;

Decision SolverSession::decide(const SolverQuery& query) {
  Decision decision;
  try {
    if (query.mode == SolverMode::kSecond) {
      decision = second_opinion(state_->theory, query);
    } else if (query.mode == SolverMode::kFresh) {
      decision = Session(state_->theory, SolverMode::kFresh).decide(query);
    } else {
      if (!state_->live || state_->live->assertions() > kRebuildAfter)
        state_->live = std::make_unique<Session>(state_->theory, SolverMode::kLive);
      decision = state_->live->decide(query);
    }
  } catch (const OutsideFragment& outside) {
    decision.reason = fmt::format("outside the fragment: {}", outside.reason);
    state_->live.reset();
  } catch (const z3::exception& failure) {
    const std::string why = failure.msg();
    decision.reason = why.find("memory") != std::string::npos ? "memory limit" : "solver: " + why;
    state_->live.reset();
  } catch (const Error& failure) {
    decision.reason = failure.what();
    state_->live.reset();
  }
  decision.layer = query.mode == SolverMode::kLive ? Layer::kLive : Layer::kFresh;
  return decision;
}

}  // namespace modus::symbolic
