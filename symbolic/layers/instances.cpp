#include "symbolic/layers/instances.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "symbolic/layers/ground_clauses.h"
#include "symbolic/layers/solving.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;

namespace {

constexpr std::size_t kMaxDecisions = 2'000;

class Instances {
 public:
  Instances(const Theory& theory, const SolverQuery& query);

  std::optional<Decision> decide();

 private:
  void read_axioms();
  bool told_apart() const;
  Satisfiable check(Goal goal);
  std::optional<Clauses::Answer> solve(const Indices& premises, Goal goal,
                                       GroundClauses& grounding);
  Indices core(Goal goal);
  claims::Model model_of(const GroundClauses& grounding, const std::vector<bool>& values) const;

  const Theory& theory_;
  const SolverQuery& query_;
  Vocabulary names_;
  bool equality_ = false;
  std::set<std::pair<std::string, std::string>> distinct_;
  std::vector<Normal> axioms_, premises_;
  std::optional<Normal> goal_, goal_denied_;
  Decision decision_;
};

Instances::Instances(const Theory& theory, const SolverQuery& query)
    : theory_(theory), query_(query), names_(theory.signature) {
  Normaliser normaliser(names_, equality_);
  read_axioms();
  for (const Premise& premise : query.premises)
    premises_.push_back(normaliser.of(premise.claim, true));
  if (query.goal) {
    goal_ = normaliser.of(*query.goal, true);
    goal_denied_ = normaliser.of(*query.goal, false);
  }
  if (names_.elements().empty()) names_.witness();  // a domain is never empty
}

// `a != b` is kept aside: without `=` elsewhere every instance tells names apart anyway.
void Instances::read_axioms() {
  Normaliser normaliser(names_, equality_);
  for (const Claim& axiom : theory_.axioms) {
    if (axiom.op() == Op::kNotEqual && axiom.child(0).op() == Op::kName &&
        axiom.child(1).op() == Op::kName) {
      distinct_.emplace(axiom.child(0).name(), axiom.child(1).name());
      distinct_.emplace(axiom.child(1).name(), axiom.child(0).name());
      for (const Claim& name : axiom.children()) names_.element(name.name());
      continue;
    }
    axioms_.push_back(normaliser.of(axiom, true));
  }
}

// Whether no two elements can be one.
bool Instances::told_apart() const {
  const std::vector<std::string>& all = names_.elements();
  if (names_.has_witnesses() && all.size() > 1) return false;
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = i + 1; j < all.size(); ++j)
      if (!distinct_.contains({all[i], all[j]})) return false;
  return true;
}

std::optional<Clauses::Answer> Instances::solve(const Indices& premises, Goal goal,
                                                GroundClauses& grounding) {
  for (const Normal& axiom : axioms_) grounding.state(axiom);
  for (const std::size_t i : premises) grounding.state(premises_[i]);
  if (goal == Goal::kAsserted) grounding.state(*goal_);
  if (goal == Goal::kDenied) grounding.state(*goal_denied_);
  return grounding.clauses().solve(kMaxDecisions);
}

Satisfiable Instances::check(Goal goal) {
  Indices all(premises_.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  GroundClauses grounding(names_.elements().size());
  const auto answer = solve(all, goal, grounding);
  if (!answer) throw TooMuch{};
  if (query_.wanted == Wanted::kVerdict)
    return answer->satisfiable ? Satisfiable::kYes : Satisfiable::kNo;
  if (!answer->satisfiable) {
    decision_.used = core(goal);
    return Satisfiable::kNo;
  }
  if (goal == witness_side(query_))
    decision_.counter_model = confirmed(model_of(grounding, answer->model), theory_, query_, goal);
  return Satisfiable::kYes;
}

Indices Instances::core(Goal goal) {
  Indices all(premises_.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  return minimised(std::move(all), [&](const Indices& some) {
    GroundClauses grounding(names_.elements().size());
    const auto answer = solve(some, goal, grounding);
    return answer && !answer->satisfiable;
  });
}

claims::Model Instances::model_of(const GroundClauses& grounding,
                                  const std::vector<bool>& values) const {
  claims::Model model;
  model.domain = names_.elements();
  std::vector<const std::string*> predicates(names_.predicates().size());
  for (const auto& [name, number] : names_.predicates()) predicates[number] = &name;
  for (const std::string* name : predicates) {
    const claims::Symbol* symbol = names_.signature().find(*name);
    if (symbol == nullptr || !symbol->arguments.empty()) model.tables[*name];
  }
  for (const auto& [key, variable] : grounding.atoms()) {
    const std::string& name = *predicates[key.front()];
    if (key.size() == 1) {
      model.tables.erase(name);
      model.constants[name] = static_cast<bool>(values[variable]);
      continue;
    }
    claims::Model::Row row;
    for (std::size_t i = 1; i < key.size(); ++i)
      row.push_back(claims::Entity{names_.elements()[key[i]]});
    model.tables[name].rows.emplace_back(std::move(row), static_cast<bool>(values[variable]));
  }
  return model;
}

std::optional<Decision> Instances::decide() {
  if (equality_ && !told_apart()) return std::nullopt;
  const TwoSided sides = judge(query_, [this](Goal goal) { return check(goal); });
  if (sides.outcome == Outcome::kUndecided) return std::nullopt;
  if (query_.wanted == Wanted::kEvidence && query_.goal && sides.outcome == Outcome::kContradictory)
    check(Goal::kAbsent);  // the core must not lean on the goal
  decision_.outcome = sides.outcome;
  decision_.layer = Layer::kInstances;
  if (sides.outcome != Outcome::kOpen) decision_.counter_model.reset();
  if (!sides.has_core()) decision_.used.clear();
  return std::move(decision_);
}

}  // namespace

std::optional<Decision> decide_by_instances(const Theory& theory, const SolverQuery& query) {
  try {
    return Instances(theory, query).decide();
  } catch (const TooMuch&) {
    return std::nullopt;
  }
}

}  // namespace modus::symbolic
