#include "symbolic/layers/probability.h"

#include <algorithm>
#include <set>

#include "claims/evaluate.h"
#include "claims/print.h"
#include "symbolic/layers/layers.h"
#include "symbolic/probability/causal_links.h"
#include "symbolic/probability/causal_search.h"
#include "symbolic/probability/expectations.h"
#include "symbolic/probability/measure_links.h"
#include "symbolic/probability/opaque_terms.h"
#include "symbolic/probability/rewriting.h"

namespace modus::symbolic {

using claims::Claim;

namespace {

constexpr std::size_t kMaxOpaqueLinks = 16;
constexpr std::size_t kMaxProducts = 60;  // that a non-linear solver is troubled with

Decision without_decision(std::string reason) {
  Decision decision;
  decision.layer = Layer::kFresh;
  decision.reason = std::move(reason);
  return decision;
}

std::vector<Claim> claims_of(const SolverQuery& query) {
  std::vector<Claim> all;
  for (const Premise& premise : query.premises) all.push_back(premise.claim);
  return all;
}

// Own evaluation of every claim, the judge of what the weights say.
bool is_witness(const claims::Model& model, const Theory& theory, const SolverQuery& query,
                std::uint64_t budget) {
  const auto is = [&](const Claim& claim, bool wanted) {
    return claims::evaluate(claim, model, budget) == claims::Value(wanted);
  };
  return std::all_of(theory.axioms.begin(), theory.axioms.end(),
                     [&](const Claim& axiom) { return is(axiom, true); }) &&
         std::all_of(query.premises.begin(), query.premises.end(),
                     [&](const Premise& premise) { return is(premise.claim, true); }) &&
         (!query.goal || is(*query.goal, false));
}

// Indices into the rewritten premises as indices into the query's: a link rests on its graph, a
// claim on those whose numbers it was rewritten with.
std::vector<std::size_t> used_premises(const Decision& decision, const WeightProblem& problem,
                                       std::size_t stated, std::optional<std::size_t> graph,
                                       bool with_goal) {
  std::set<std::size_t> used, open(decision.used.begin(), decision.used.end());
  if (with_goal) open.insert(problem.goal_rests_on.begin(), problem.goal_rests_on.end());
  while (!open.empty()) {
    const std::size_t next = open.extract(open.begin()).value();
    if (next >= problem.premises.size() || !used.insert(next).second) continue;
    for (const std::size_t other : problem.rests_on[next])
      if (!used.contains(other)) open.insert(other);
    if (next >= stated && graph) open.insert(*graph);
  }
  used.erase(used.lower_bound(stated), used.end());
  return {used.begin(), used.end()};
}

Decision ask_layers(const Theory& theory, const SolverQuery& query, const WeightProblem& problem,
                    const Limits& limits) {
  Theory inner = theory;
  for (const auto* names : {&problem.weights, &problem.products})
    for (const std::string& name : *names)
      inner.signature.add(name, {{}, claims::Sort{claims::SortKind::kReal, {}, {}}});
  inner.axioms.insert(inner.axioms.end(), problem.axioms.begin(), problem.axioms.end());
  std::vector<Premise> rewritten;
  for (const Claim& claim : problem.premises) rewritten.push_back({claims::StepId{}, claim});
  const auto layers = make_layers(std::move(inner), limits);
  if (!query.goal) return layers->satisfiable(rewritten, query.wanted);
  const Query asked{rewritten, *problem.goal, query.premises_satisfiable};
  return layers->decide({&asked, 1}, query.wanted).front();
}

// Products as unknowns first: linear, quick, and right where it decides. Where a graph is given the
// search for a causal model follows, else the products are looked into.
Decision ask_in_turn(const Theory& theory, const SolverQuery& query, const WeightProblem& problem,
                     std::optional<std::size_t> graph, const Limits& limits) {
  const WeightProblem linear = linearised(problem, theory.signature);
  Decision decision = ask_layers(theory, query, linear, limits);
  if (linear.products.empty()) return decision;
  if (decision.outcome != Outcome::kOpen && decision.outcome != Outcome::kUndecided)
    return decision;
  decision.counter_model.reset();
  if (graph) return decision;
  if (linear.products.size() > kMaxProducts)
    return without_decision("outside the fragment: too many products of probabilities");
  return ask_layers(theory, query, problem, limits);
}

// stated: what a model is judged by.
Decision decide_weights(const Theory& theory, const SolverQuery& query, const SolverQuery& stated,
                        const CausalLinks& links, const Limits& limits) {
  std::vector<Claim> premises = claims_of(query);
  premises.insert(premises.end(), links.claims.begin(), links.claims.end());
  const Rewriting rewriting(premises, query.goal ? &*query.goal : nullptr, theory.signature);
  const WeightProblem& problem = rewriting.problem();
  Decision decision = ask_in_turn(theory, query, problem, links.graph_premise, limits);
  if (query.wanted == Wanted::kEvidence)
    decision.used = used_premises(decision, problem, query.premises.size(), links.graph_premise,
                                  query.goal.has_value());
  if (decision.counter_model) {
    claims::Model model = rewriting.model_of(*decision.counter_model);
    decision.counter_model.reset();
    if (is_witness(model, theory, stated, limits.evaluate_budget))
      decision.counter_model = std::move(model);
  }
  decision.layer = Layer::kFresh;
  return decision;
}

bool is_settled(const Decision& decision) {
  return decision.outcome == Outcome::kEntailed || decision.outcome == Outcome::kRefuted ||
         decision.outcome == Outcome::kContradictory;
}

// Where a graph is given, weights alone are no model: a causal model has to fit graph and claims.
Decision with_causal_model(const Theory& theory, const SolverQuery& query, Decision decision,
                           const Limits& limits) {
  if (is_settled(decision)) return decision;
  const auto fits = [&](const claims::Model& model) {
    return is_witness(model, theory, query, limits.evaluate_budget);
  };
  auto model = find_causal_model(theory, claims_of(query), query.goal, limits, fits);
  if (!model) {
    if (decision.outcome == Outcome::kUndecided) return decision;
    return without_decision("no causal model for or against it was found");
  }
  Decision open;
  open.outcome = Outcome::kOpen;
  open.layer = Layer::kFresh;
  if (query.wanted == Wanted::kEvidence) open.counter_model = std::move(model);
  return open;
}

// The links about nothing but what the query names itself: of a large graph they are few, and most
// steps need no other.
CausalLinks near(const CausalLinks& links, const SolverQuery& query) {
  std::set<std::string> named;
  const auto add = [&](const Claim& claim) {
    for (std::string& name : claims::names_in(claim)) named.insert(std::move(name));
  };
  for (const Premise& premise : query.premises)
    if (premise.claim.op() != claims::Op::kGraph) add(premise.claim);
  if (query.goal) add(*query.goal);
  CausalLinks found{{}, links.graph_premise, ""};
  for (const Claim& link : links.claims) {
    const std::vector<std::string> names = claims::names_in(link);
    if (std::all_of(names.begin(), names.end(),
                    [&](const std::string& name) { return named.contains(name); }))
      found.claims.push_back(link);
  }
  return found;
}

Decision with_links(const Theory& theory, const SolverQuery& query, const CausalLinks& links,
                    const Limits& limits) {
  try {
    return decide_weights(theory, query, query, links, limits);
  } catch (const NoMeasure& outside) {
    return without_decision("outside the fragment: " + outside.reason);
  }
}

std::string key_of(const Claim& term) {
  return claims::print(term.op() == claims::Op::kProbability ? in_one_order(term) : term);
}

// The links that speak of what the goal speaks of, directly or by other links, those with the
// fewest other probabilities first.
std::vector<Claim> about_goal(const std::vector<Claim>& links, const Claim& goal,
                              std::size_t limit) {
  std::set<std::string> known;
  const auto add = [&](const std::vector<Claim>& terms) {
    for (const Claim& term : terms) known.insert(key_of(term));
  };
  add(probability_terms({&goal, 1}));
  std::vector<std::pair<Claim, std::vector<Claim>>> rest;
  for (const Claim& link : links) {
    const Claim& said = link.op() == claims::Op::kImplies ? link.child(1) : link;
    rest.emplace_back(link, probability_terms({&said, 1}));
  }
  std::vector<Claim> chosen;
  while (!rest.empty() && chosen.size() < limit) {
    std::size_t best = rest.size(), fewest = 0;
    for (std::size_t i = 0; i < rest.size(); ++i) {
      const auto& terms = rest[i].second;
      const auto others = static_cast<std::size_t>(
          std::count_if(terms.begin(), terms.end(),
                        [&](const Claim& term) { return !known.contains(key_of(term)); }));
      if (others == terms.size()) continue;
      if (best == rest.size() || others < fewest) best = i, fewest = others;
    }
    if (best == rest.size()) break;
    chosen.push_back(rest[best].first);
    add(rest[best].second);
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(best));
  }
  return chosen;
}

// P(z | do(x)) > 0 where P(z and x) > 0: what is so by itself is so where it is done.
std::optional<Claim> seen_by_itself(const Claim& guard) {
  if (guard.op() != claims::Op::kGreater || guard.child(0).op() != claims::Op::kProbability)
    return std::nullopt;
  const Claim& term = guard.child(0);
  std::vector<Claim> parts = {term.child(0)};
  std::vector<Claim> conditions;
  for (std::size_t i = 1; i < term.children().size(); ++i) {
    const Claim& part = term.child(i);
    if (part.op() != claims::Op::kDo) return std::nullopt;
    parts.insert(parts.end(), part.children().begin(), part.children().end());
  }
  if (parts.size() == 1) return std::nullopt;
  const Claim joint = claims::make(claims::Op::kProbability, "", {claims::all_of(parts)}, {});
  return claims::binary(claims::Op::kGreater, joint, guard.child(1));
}

// The conjuncts of a guard, each proved by the premises alone: the indices that they rest on, or
// nullopt.
std::optional<std::set<std::size_t>> guards_hold(const Theory& theory, const SolverQuery& query,
                                                 const Claim& guard, const Limits& limits) {
  std::set<std::size_t> used;
  if (guard.op() == claims::Op::kAnd) {
    for (const Claim& part : guard.children()) {
      const auto more = guards_hold(theory, query, part, limits);
      if (!more) return std::nullopt;
      used.insert(more->begin(), more->end());
    }
    return used;
  }
  for (const auto& goal : {std::optional(guard), seen_by_itself(guard)}) {
    if (!goal) continue;
    SolverQuery asked = query;
    asked.goal = *goal;
    asked.wanted = Wanted::kEvidence;
    const Decision decision = with_links(theory, asked, CausalLinks{}, limits);
    if (decision.outcome != Outcome::kEntailed) continue;
    used.insert(decision.used.begin(), decision.used.end());
    return used;
  }
  return std::nullopt;
}

// A formula that a link gives but for its arrangement: links whose guards hold, with every
// probability an unknown of its own.
std::optional<Decision> by_opaque_terms(const Theory& theory, const SolverQuery& query,
                                        const CausalLinks& links, const Limits& limits) {
  OpaqueTerms opaque(theory.signature);
  std::vector<Premise> premises;
  std::vector<std::set<std::size_t>> rest_on;
  for (std::size_t i = 0; i < query.premises.size(); ++i) {
    if (says_more_than_numbers(query.premises[i].claim)) continue;
    premises.push_back({claims::StepId{}, opaque.of(query.premises[i].claim)});
    rest_on.push_back({i});
  }
  std::vector<Claim> all = links.claims;
  for (Claim& link : measure_links(probability_terms({&*query.goal, 1})))
    all.push_back(std::move(link));
  for (const Claim& link : about_goal(all, *query.goal, kMaxOpaqueLinks)) {
    const bool is_guarded = link.op() == claims::Op::kImplies;
    if (says_more_than_numbers(link)) continue;
    auto used = is_guarded ? guards_hold(theory, query, link.child(0), limits)
                           : std::optional(std::set<std::size_t>());
    if (!used) continue;
    used->insert(*links.graph_premise);
    premises.push_back({claims::StepId{}, opaque.of(is_guarded ? link.child(1) : link)});
    rest_on.push_back(std::move(*used));
  }
  const Claim goal = opaque.of(*query.goal);
  Theory inner = theory;
  for (const std::string& name : opaque.names())
    inner.signature.add(name, {{}, claims::Sort{claims::SortKind::kReal, {}, {}}});
  for (Claim& sum : opaque.complements()) inner.axioms.push_back(std::move(sum));
  const Query asked{premises, goal, false};
  Decision decision =
      make_layers(std::move(inner), limits)->decide({&asked, 1}, Wanted::kEvidence).front();
  if (!is_settled(decision)) return std::nullopt;
  std::set<std::size_t> used;
  for (const std::size_t i : decision.used) used.insert(rest_on[i].begin(), rest_on[i].end());
  decision.used = {used.begin(), used.end()};
  decision.layer = Layer::kFresh;
  return decision;
}

// Expectations are numbers of their own beside the weights: no model of both counts before it was
// evaluated.
Decision decide_expectations(const Theory& theory, const SolverQuery& query, const Limits& limits) {
  const WithoutExpectations plain =
      without_expectations(claims_of(query), query.goal, theory.signature);
  Theory inner = theory;
  for (const std::string& name : plain.expected)
    inner.signature.add(name, {{}, claims::Sort{claims::SortKind::kReal, {}, {}}});
  SolverQuery replaced = query;
  for (std::size_t i = 0; i < plain.premises.size(); ++i)
    replaced.premises[i].claim = plain.premises[i];
  replaced.goal = plain.goal;
  replaced.wanted = Wanted::kEvidence;
  CausalLinks links;
  if (has_graph(plain.premises)) links = causal_links(plain.premises, plain.goal);
  if (!links.malformed.empty()) return without_decision(links.malformed);
  const bool graph = links.graph_premise.has_value();
  links.claims.insert(links.claims.end(), plain.links.begin(), plain.links.end());
  Decision decision = decide_weights(inner, replaced, query, links, limits);
  if (decision.outcome == Outcome::kOpen && (graph || !decision.counter_model))
    return without_decision("no distribution for or against it was found");
  return decision;
}

}  // namespace

Decision decide_probability(const Theory& theory, const SolverQuery& query, const Limits& limits) {
  try {
    const std::vector<Claim> premises = claims_of(query);
    const bool expects = std::any_of(premises.begin(), premises.end(), mentions_expectation) ||
                         (query.goal && mentions_expectation(*query.goal));
    if (expects) return decide_expectations(theory, query, limits);
    if (!has_graph(premises)) return decide_weights(theory, query, query, CausalLinks{}, limits);
    const CausalLinks links = causal_links(premises, query.goal);
    if (!links.malformed.empty()) return without_decision(links.malformed);
    const CausalLinks few = near(links, query);
    if (few.claims.size() < links.claims.size())
      if (Decision decision = with_links(theory, query, few, limits); is_settled(decision))
        return decision;
    if (query.goal && !says_more_than_numbers(*query.goal))
      if (auto decision = by_opaque_terms(theory, query, few, limits)) return *std::move(decision);
    return with_causal_model(theory, query, with_links(theory, query, links, limits), limits);
  } catch (const NoMeasure& outside) {
    return without_decision("outside the fragment: " + outside.reason);
  }
}

}  // namespace modus::symbolic
