#include "symbolic/layers/directed.h"

#include <algorithm>
#include <map>
#include <set>

#include "kg/datalog.h"
#include "kg/horn.h"
#include "symbolic/completion.h"

namespace modus::symbolic {
namespace {

using claims::Claim;
using claims::Op;

Decision decided(Outcome outcome) {
  Decision decision;
  decision.outcome = outcome;
  decision.layer = Layer::kDirected;
  return decision;
}
Decision undecided(std::string reason) {
  Decision decision = decided(Outcome::kUndecided);
  decision.reason = std::move(reason);
  return decision;
}
Decision outside(const kg::NotHorn& why) {
  return undecided("outside the directed fragment: " + why.reason);
}

// One closing of a query's premises, and of the body of its goal where that is a rule.
class DirectedQuery {
 public:
  DirectedQuery(const Theory& theory, std::size_t premise_count, Wanted wanted,
                kg::Datalog::Limits limits)
      : wanted_(wanted), frozen_(premise_count), datalog_(limits) {
    for (const Claim& axiom : theory.axioms)
      if (const auto closed = completed_by(axiom)) add_closed(*closed);
  }

  // Adds a claim's facts and rules; what it could not add, if anything.
  std::optional<kg::NotHorn> add(const Claim& claim, std::size_t premise) {
    auto clauses = kg::to_horn(claim, symbols_);
    if (const auto* failure = std::get_if<kg::NotHorn>(&clauses)) return *failure;
    auto& horn = std::get<kg::HornClauses>(clauses);
    for (const kg::Atom& fact : horn.facts) datalog_.add_fact(fact, premise);
    for (kg::HornRule& rule : horn.rules) {
      for (kg::Atom& atom : rule.body) {
        if (atom.polarity != kg::Polarity::kAbsent) continue;
        const auto extension = extensions_.find(atom.predicate);
        if (extension == extensions_.end())
          return kg::NotHorn{"`absent` of a predicate that is not closed", claim.span()};
        atom.predicate = extension->second;
        has_conditions_ = true;
      }
      has_conditions_ = has_conditions_ || !rule.distinct.empty();
      rule.tag = premise;
      datalog_.add_rule(std::move(rule));
    }
    return std::nullopt;
  }

  Decision decide(const Claim& goal) {
    if (auto decision = bound(goal)) return *decision;
    if (goal.op() == Op::kForall || goal.op() == Op::kImplies) return rule(goal);
    return datalog_.close() ? literals(goal, Asked::kFact) : undecided("resource limit");
  }

 private:
  enum class Asked { kFact, kHead };  // the head of a rule is never refuted

  // The rows of a closed predicate become facts of a predicate of their own, so that `absent p(t)`
  // looks at all givens, cited or not, and proves nothing about p.
  void add_closed(const ClosedPredicate& closed) {
    const kg::SymbolId extension = symbols_.intern("?rows of " + closed.name);
    extensions_.emplace(symbols_.intern(closed.name), extension);
    for (const std::vector<std::string>& row : closed.rows) {
      kg::Atom fact{extension, kg::Polarity::kPositive, {}};
      for (const std::string& name : row)
        fact.arguments.push_back(kg::Term::symbol(symbols_.intern(name)));
      datalog_.add_fact(fact, frozen_);
    }
  }

  // Is the atom's predicate closed and holds of other rows only?
  bool is_ruled_out(kg::Atom atom) const {
    const auto extension = extensions_.find(atom.predicate);
    if (extension == extensions_.end()) return false;
    atom.predicate = extension->second;
    atom.polarity = kg::Polarity::kPositive;
    return !datalog_.find(atom);
  }

  // Members of a goal: entailed when all are, refuted when the opposite of one is in the closure.
  Decision literals(const Claim& goal, Asked asked) {
    std::vector<Claim> members = kg::conjuncts(goal);
    Decision result = decided(Outcome::kEntailed);
    std::set<std::size_t> used;
    for (const Claim& member : members) {
      const auto atom = kg::to_ground_atom(member, symbols_);
      if (!atom) return undecided("outside the directed fragment: the goal is no literal or rule");
      const Decision one = literal(*atom, asked);
      if (one.outcome == Outcome::kUndecided || one.outcome == Outcome::kRefuted) return one;
      if (one.outcome == Outcome::kOpen) result.outcome = Outcome::kOpen;
      used.insert(one.used.begin(), one.used.end());
    }
    if (result.outcome == Outcome::kEntailed) result.used.assign(used.begin(), used.end());
    return result;
  }

  Decision literal(const kg::Atom& atom, Asked asked) {
    if (atom.polarity == kg::Polarity::kAbsent) return absence(atom);
    kg::Atom positive = atom, negative = atom;
    positive.polarity = kg::Polarity::kPositive;
    negative.polarity = kg::Polarity::kNegative;
    const auto holds = datalog_.find(positive), fails = datalog_.find(negative);
    const bool ruled_out = asked == Asked::kFact && is_ruled_out(atom);
    if (holds && (fails || ruled_out)) return undecided("conflict");
    if (!holds && !fails && !ruled_out) return decided(Outcome::kOpen);
    const bool entailed = (atom.polarity == kg::Polarity::kPositive) == holds.has_value();
    if (!entailed && asked == Asked::kHead) return decided(Outcome::kOpen);
    Decision decision = decided(entailed ? Outcome::kEntailed : Outcome::kRefuted);
    if (holds || fails) decision.used = premises_of(holds ? *holds : *fails);
    return decision;
  }

  // The completion alone says that something is absent.
  Decision absence(kg::Atom atom) {
    if (!extensions_.contains(atom.predicate))
      return undecided("outside the directed fragment: `absent` of a predicate that is not closed");
    if (is_ruled_out(atom)) return decided(Outcome::kEntailed);
    atom.polarity = kg::Polarity::kPositive;
    const auto holds = datalog_.find(atom);
    Decision decision = decided(holds ? Outcome::kRefuted : Outcome::kOpen);
    if (holds) decision.used = premises_of(*holds);
    return decision;
  }

  // `forall X: p(X, b) -> X = a or X = c`, `forall X: not p(X, b)` of a closed p: that no other X
  // is possible. nullopt for any other goal.
  std::optional<Decision> bound(const Claim& goal) {
    if (goal.op() != Op::kForall) return std::nullopt;
    const Claim matrix = goal.child(0);
    if (matrix.op() != Op::kNot && matrix.op() != Op::kImplies) return std::nullopt;
    const Claim pattern = matrix.child(0);
    if (pattern.op() != Op::kApply) return std::nullopt;
    kg::Atom atom{symbols_.intern(pattern.name()), kg::Polarity::kPositive, {}};
    const auto extension = extensions_.find(atom.predicate);
    if (extension == extensions_.end()) return std::nullopt;
    atom.predicate = extension->second;
    for (const Claim& argument : pattern.children()) {
      const bool asked = argument == claims::variable(goal.name());
      if (!asked && argument.op() != Op::kName) return std::nullopt;
      atom.arguments.push_back(asked ? kg::Term::variable(0)
                                     : kg::Term::symbol(symbols_.intern(argument.name())));
    }
    std::set<kg::SymbolId> allowed;
    if (matrix.op() == Op::kImplies && !collect_names(matrix.child(1), goal.name(), allowed))
      return std::nullopt;
    if (!datalog_.close()) return undecided("resource limit");
    for (const auto& row : datalog_.match({&atom, 1}, {}, datalog_.fact_count()))
      if (row.empty() || !allowed.contains(row[0])) return decided(Outcome::kOpen);
    return decided(Outcome::kEntailed);
  }

  // The names of `X = a or X = b`; false for any other claim.
  bool collect_names(const Claim& claim, const std::string& variable,
                     std::set<kg::SymbolId>& names) {
    if (claim.op() == Op::kOr)
      return collect_names(claim.child(0), variable, names) &&
             collect_names(claim.child(1), variable, names);
    if (claim.op() != Op::kEqual || claim.child(0) != claims::variable(variable) ||
        claim.child(1).op() != Op::kName)
      return false;
    names.insert(symbols_.intern(claim.child(1).name()));
    return true;
  }

  // Freezes the variables of a rule to fresh constants: names that no claim can hold. What a fresh
  // constant is different from, or absent from, says nothing about every instance.
  Decision rule(const Claim& goal) {
    if (has_conditions_)
      return undecided("outside the directed fragment: a rule from rules with `!=` or `absent`");
    Claim matrix = goal;
    while (matrix.op() == Op::kForall) matrix = Claim(matrix.child(0));
    if (matrix.op() != Op::kImplies)
      return undecided("outside the directed fragment: the goal is no literal or rule");
    std::vector<claims::Replacement> frozen;
    for (const std::string& variable : claims::free_variables(matrix))
      frozen.push_back({variable, claims::name("?" + variable)});
    for (const Claim& member : kg::conjuncts(claims::substitute_variables(matrix.child(0), frozen)))
      if (auto failure = add(member, frozen_)) return outside(*failure);
    if (!datalog_.close()) return undecided("resource limit");
    return literals(claims::substitute_variables(matrix.child(1), frozen), Asked::kHead);
  }

  std::vector<std::size_t> premises_of(kg::FactId fact) const {
    if (wanted_ == Wanted::kVerdict) return {};
    std::set<std::size_t> used;
    for (const kg::ProofNode& node : datalog_.why(fact))
      used.insert(node.rule ? datalog_.rule(*node.rule).tag : datalog_.tag(node.fact));
    used.erase(frozen_);
    return {used.begin(), used.end()};
  }

  Wanted wanted_;
  std::size_t frozen_;           // the tag of what is no premise: one past the last
  bool has_conditions_ = false;  // some premise has `!=` or `absent`
  std::map<kg::SymbolId, kg::SymbolId> extensions_;  // closed predicate -> its rows
  kg::SymbolTable symbols_;
  kg::Datalog datalog_;
};

constexpr std::size_t kMaxChained = 64;  // premises
constexpr std::uint64_t kMaxChainedFacts = 1'000, kMaxChainedJoins = 10'000;

// Different names are different things, and nothing is absent, under `logic directed` only.
bool means_the_same(const Claim& claim) {
  if (claim.op() == Op::kNotEqual || claim.op() == Op::kAbsent) return false;
  return std::all_of(claim.children().begin(), claim.children().end(), means_the_same);
}

bool is_literal_or_rule(const Claim& goal) {
  Claim matrix = goal;
  while (matrix.op() == Op::kForall) matrix = Claim(matrix.child(0));
  if (matrix.op() != Op::kImplies) return claims::is_literal(goal);
  return claims::is_literal(matrix.child(1));
}

}  // namespace

std::optional<Decision> decide_by_chaining(const Query& query, Wanted wanted) {
  if (!query.premises_satisfiable || query.premises.size() > kMaxChained ||
      !is_literal_or_rule(query.goal) || !means_the_same(query.goal))
    return std::nullopt;
  kg::Datalog::Limits limits;
  limits.max_facts = kMaxChainedFacts;
  limits.max_joins = kMaxChainedJoins;
  DirectedQuery chained({}, query.premises.size(), wanted, limits);
  for (std::size_t i = 0; i < query.premises.size(); ++i)
    if (means_the_same(query.premises[i].claim)) chained.add(query.premises[i].claim, i);
  Decision decision = chained.decide(query.goal);
  if (decision.outcome != Outcome::kEntailed && decision.outcome != Outcome::kRefuted)
    return std::nullopt;
  return decision;
}

Decision decide_directed(const Theory& theory, const Query& query, Wanted wanted) {
  DirectedQuery directed(theory, query.premises.size(), wanted, {});
  for (std::size_t i = 0; i < query.premises.size(); ++i)
    if (const auto failure = directed.add(query.premises[i].claim, i)) return outside(*failure);
  return directed.decide(query.goal);
}

}  // namespace modus::symbolic
