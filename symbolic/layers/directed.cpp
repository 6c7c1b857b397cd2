#include "symbolic/layers/directed.h"

#include <algorithm>
#include <set>

#include "claims/print.h"
#include "kg/datalog.h"
#include "kg/horn.h"

namespace modus::symbolic {
namespace {

using claims::Claim;
using claims::Op;

Decision undecided(std::string reason) {
  Decision decision;
  decision.layer = Layer::kDirected;
  decision.reason = std::move(reason);
  return decision;
}
Decision outside(const kg::NotHorn& why) {
  return undecided("outside the directed fragment: " + why.reason);
}

// One closing of a query's premises, and of the body of its goal where that is a rule.
class DirectedQuery {
 public:
  explicit DirectedQuery(Wanted wanted) : wanted_(wanted) {}

  // Adds a claim's facts and rules; what it could not add, if anything.
  std::optional<kg::NotHorn> add(const Claim& claim, std::size_t premise) {
    auto clauses = kg::to_horn(claim, symbols_);
    if (const auto* failure = std::get_if<kg::NotHorn>(&clauses)) return *failure;
    auto& horn = std::get<kg::HornClauses>(clauses);
    for (const kg::Atom& fact : horn.facts) datalog_.add_fact(fact, premise);
    for (kg::HornRule& rule : horn.rules) {
      for (const kg::Atom& atom : rule.body)
        if (atom.polarity == kg::Polarity::kAbsent)
          return kg::NotHorn{"`absent` needs the completion of a closed predicate", claim.span()};
      rule.tag = premise;
      datalog_.add_rule(std::move(rule));
    }
    return std::nullopt;
  }

  Decision decide(const Claim& goal, std::size_t premise_count) {
    if (!datalog_.close()) return undecided("resource limit");
    premise_count_ = premise_count;
    return goal.op() == Op::kForall || goal.op() == Op::kImplies ? rule(goal)
                                                                 : literals(goal, Asked::kFact);
  }

 private:
  enum class Asked { kFact, kHead };  // the head of a rule is never refuted

  // Members of a goal: entailed when all are, refuted when the opposite of one is in the closure.
  Decision literals(const Claim& goal, Asked asked) {
    auto clauses = kg::to_horn(goal, symbols_);
    if (const auto* failure = std::get_if<kg::NotHorn>(&clauses)) return outside(*failure);
    Decision decision = undecided("");
    decision.outcome = Outcome::kEntailed;
    std::set<std::size_t> used;
    for (const kg::Atom& atom : std::get<kg::HornClauses>(clauses).facts) {
      kg::Atom opposite = atom;
      opposite.polarity = atom.polarity == kg::Polarity::kPositive ? kg::Polarity::kNegative
                                                                   : kg::Polarity::kPositive;
      const auto holds = datalog_.find(atom), fails = datalog_.find(opposite);
      if (holds && fails) return undecided("conflict");
      if (fails && asked == Asked::kFact) {
        decision.outcome = Outcome::kRefuted;
        decision.used = premises_of(*fails);
        return decision;
      }
      if (!holds) {
        decision.outcome = Outcome::kOpen;
        continue;
      }
      for (const std::size_t premise : premises_of(*holds)) used.insert(premise);
    }
    if (decision.outcome == Outcome::kEntailed) decision.used.assign(used.begin(), used.end());
    return decision;
  }

  // Freezes the variables of a rule to fresh constants: names that no claim can hold.
  Decision rule(const Claim& goal) {
    Claim matrix = goal;
    while (matrix.op() == Op::kForall) matrix = Claim(matrix.child(0));
    const Claim body = matrix.op() == Op::kImplies ? matrix.child(0) : claims::truth(true);
    const Claim head = matrix.op() == Op::kImplies ? matrix.child(1) : matrix;
    std::vector<claims::Replacement> frozen;
    for (const std::string& variable : claims::free_variables(matrix))
      frozen.push_back({variable, claims::name("?" + variable)});
    if (auto failure = add(claims::substitute_variables(body, frozen), premise_count_))
      return outside(*failure);
    if (!datalog_.close()) return undecided("resource limit");
    return literals(claims::substitute_variables(head, frozen), Asked::kHead);
  }

  std::vector<std::size_t> premises_of(kg::FactId fact) const {
    if (wanted_ == Wanted::kVerdict) return {};
    std::set<std::size_t> used;
    for (const kg::ProofNode& node : datalog_.why(fact))
      used.insert(node.rule ? datalog_.rule(*node.rule).tag : datalog_.tag(node.fact));
    used.erase(premise_count_);  // the frozen body
    return {used.begin(), used.end()};
  }

  Wanted wanted_;
  std::size_t premise_count_ = 0;
  kg::SymbolTable symbols_;
  kg::Datalog datalog_;
};

}  // namespace

Decision decide_directed(const Theory&, const Query& query, Wanted wanted) {
  DirectedQuery directed(wanted);
  for (std::size_t i = 0; i < query.premises.size(); ++i)
    if (const auto failure = directed.add(query.premises[i].claim, i)) return outside(*failure);
  return directed.decide(query.goal, query.premises.size());
}

}  // namespace modus::symbolic
