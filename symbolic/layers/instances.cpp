#include "symbolic/layers/instances.h"

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "claims/functions.h"
#include "symbolic/layers/satisfiability.h"
#include "symbolic/layers/solving.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;

namespace {

constexpr std::size_t kMaxLiterals = 20'000;  // of all clauses of one side
constexpr std::size_t kMaxDecisions = 2'000;

struct TooMuch {};  // for this layer

// A claim in negation normal form, existentials replaced by witnesses.
struct Normal {
  enum class Kind : std::uint8_t { kAll, kAny, kForall, kAtom, kEqual } kind = Kind::kAll;
  bool holds = true;               // kAtom, kEqual: else its negation
  std::size_t predicate = 0;       // kAtom
  std::vector<std::size_t> terms;  // kAtom, kEqual: elements, or kVariable + depth of the binder
  std::vector<Normal> parts;       // kAll, kAny; kForall: one
};
constexpr std::size_t kVariable = std::size_t{1} << 32;

// Names of one query by number: its predicates, and its elements (constants, then witnesses).
class Vocabulary {
 public:
  explicit Vocabulary(const claims::Signature& signature) : signature_(signature) {}

  std::size_t predicate(const std::string& name) {
    return predicates_.emplace(name, predicates_.size()).first->second;
  }
  std::size_t element(const std::string& name) {
    const auto [at, is_new] = constants_.emplace(name, elements_.size());
    if (is_new) elements_.push_back(name);
    return at->second;
  }
  std::size_t witness() {
    std::string name;
    do name = "e" + std::to_string(++witnesses_);
    while (signature_.find(name) != nullptr || constants_.contains(name));
    elements_.push_back(std::move(name));
    return elements_.size() - 1;
  }
  bool has_witnesses() const { return witnesses_ > 0; }

  const claims::Signature& signature() const { return signature_; }
  const std::vector<std::string>& elements() const { return elements_; }
  const std::map<std::string, std::size_t>& predicates() const { return predicates_; }

 private:
  const claims::Signature& signature_;
  std::map<std::string, std::size_t> predicates_, constants_;
  std::vector<std::string> elements_;
  std::size_t witnesses_ = 0;
};

// From claims to their normal form. Throws TooMuch for what is not decided here.
class Normaliser {
 public:
  Normaliser(Vocabulary& vocabulary, bool& equality) : names_(vocabulary), equality_(equality) {}

  Normal of(const Claim& claim, bool holds) {
    switch (claim.op()) {
      case Op::kTrue:
        return constant(holds);
      case Op::kFalse:
        return constant(!holds);
      case Op::kNot:
      case Op::kAbsent:
        return of(claim.child(0), !holds);
      case Op::kAnd:
      case Op::kOr:
        return junction(claim.children(), holds, claim.op() == Op::kAnd);
      case Op::kImplies:
        return either(of(claim.child(0), !holds), of(claim.child(1), holds), !holds);
      case Op::kIff:
        return agreement(claim, holds);
      case Op::kXor:
        return agreement(claim, !holds);
      case Op::kForall:
        return quantifier(claim, holds, holds);
      case Op::kExists:
        return quantifier(claim, holds, !holds);
      case Op::kEqual:
        return equal(claim, holds);
      case Op::kNotEqual:
        return equal(claim, !holds);
      case Op::kName:
      case Op::kApply:
        return atom(claim, holds);
      default:
        throw TooMuch{};
    }
  }

 private:
  static Normal constant(bool value) {
    Normal none;
    none.kind = value ? Normal::Kind::kAll : Normal::Kind::kAny;
    return none;
  }
  static Normal either(Normal a, Normal b, bool both) {
    Normal made;
    made.kind = both ? Normal::Kind::kAll : Normal::Kind::kAny;
    made.parts.push_back(std::move(a));
    made.parts.push_back(std::move(b));
    return made;
  }
  Normal junction(std::span<const Claim> children, bool holds, bool conjunction) {
    Normal made;
    made.kind = conjunction == holds ? Normal::Kind::kAll : Normal::Kind::kAny;
    for (const Claim& child : children) made.parts.push_back(of(child, holds));
    return made;
  }
  // (a and b) or (not a and not b); its negation with b turned.
  Normal agreement(const Claim& claim, bool agree) {
    const Claim& a = claim.child(0);
    const Claim& b = claim.child(1);
    return either(either(of(a, true), of(b, agree), true),
                  either(of(a, false), of(b, !agree), true), false);
  }
  Normal quantifier(const Claim& claim, bool holds, bool universal) {
    const bool below = below_universal_;
    if (!universal && below) throw TooMuch{};
    bound_.emplace_back(claim.name(), universal ? kVariable + depth_ : names_.witness());
    if (!universal) {
      Normal body = of(claim.child(0), holds);
      bound_.pop_back();
      return body;
    }
    below_universal_ = true;
    ++depth_;
    Normal made;
    made.kind = Normal::Kind::kForall;
    made.parts.push_back(of(claim.child(0), holds));
    --depth_;
    below_universal_ = below;
    bound_.pop_back();
    return made;
  }
  Normal equal(const Claim& claim, bool holds) {
    equality_ = true;
    Normal made = literal(claim, holds);
    made.kind = Normal::Kind::kEqual;
    return made;
  }
  Normal atom(const Claim& claim, bool holds) {
    if (claims::function_of(claim)) throw TooMuch{};
    Normal made = literal(claim, holds);
    made.predicate = names_.predicate(claim.name());
    return made;
  }
  Normal literal(const Claim& claim, bool holds) {
    Normal made;
    made.kind = Normal::Kind::kAtom;
    made.holds = holds;
    for (const Claim& term : claim.children()) made.terms.push_back(element(term));
    return made;
  }
  std::size_t element(const Claim& term) {
    if (term.op() == Op::kVariable)
      for (auto at = bound_.rbegin(); at != bound_.rend(); ++at)
        if (at->first == term.name()) return at->second;
    if (term.op() != Op::kName) throw TooMuch{};
    const claims::Symbol* symbol = names_.signature().find(term.name());
    if (symbol != nullptr && symbol->result.kind != claims::SortKind::kEntity) throw TooMuch{};
    return names_.element(term.name());
  }

  Vocabulary& names_;
  bool& equality_;
  std::vector<std::pair<std::string, std::size_t>> bound_;
  std::size_t depth_ = 0;
  bool below_universal_ = false;
};

// Clauses for normal forms over `elements` elements; inner parts get variables that imply them
// (Plaisted and Greenbaum, J. Symb. Comp. 1986).
class Grounding {
 public:
  explicit Grounding(std::size_t elements) : elements_(elements) {}

  void state(const Normal& form) {
    switch (form.kind) {
      case Normal::Kind::kAll:
        for (const Normal& part : form.parts) state(part);
        return;
      case Normal::Kind::kForall:
        for (const std::size_t element : over_elements()) {
          values_.push_back(element);
          state(form.parts.front());
          values_.pop_back();
        }
        return;
      default: {
        std::vector<PropositionalLiteral> clause;
        if (!collect(form, clause)) add(clause);
      }
    }
  }

  const Clauses& clauses() const { return clauses_; }
  const std::map<std::vector<std::size_t>, std::uint32_t>& atoms() const { return atoms_; }

 private:
  std::vector<std::size_t> over_elements() const {
    std::vector<std::size_t> all(elements_);
    for (std::size_t i = 0; i < elements_; ++i) all[i] = i;
    return all;
  }
  void add(std::span<const PropositionalLiteral> clause) {
    clauses_.add(clause);
    if (clauses_.literals() > kMaxLiterals || clauses_.variables() > kMaxLiterals) throw TooMuch{};
  }
  std::size_t value(std::size_t term) const {
    return term < kVariable ? term : values_.at(term - kVariable);
  }

  // Adds what the form needs to a disjunction; true: the disjunction holds anyway.
  bool collect(const Normal& form, std::vector<PropositionalLiteral>& clause) {
    switch (form.kind) {
      case Normal::Kind::kAny:
        for (const Normal& part : form.parts)
          if (collect(part, clause)) return true;
        return false;
      case Normal::Kind::kAtom:
        clause.push_back(atom(form));
        return false;
      case Normal::Kind::kEqual:
        return (value(form.terms[0]) == value(form.terms[1])) == form.holds;
      case Normal::Kind::kAll:
        if (form.parts.empty()) return true;
        break;
      case Normal::Kind::kForall:
        break;
    }
    clause.push_back(named(form));
    return false;
  }

  // A new variable that implies the form.
  PropositionalLiteral named(const Normal& form) {
    const PropositionalLiteral name = 2 * clauses_.new_variable();
    imply(name, form);
    return name;
  }
  void imply(PropositionalLiteral name, const Normal& form) {
    if (form.kind == Normal::Kind::kForall) {
      for (const std::size_t element : over_elements()) {
        values_.push_back(element);
        imply(name, form.parts.front());
        values_.pop_back();
      }
      return;
    }
    if (form.kind == Normal::Kind::kAll) {
      for (const Normal& part : form.parts) imply(name, part);
      return;
    }
    std::vector<PropositionalLiteral> clause{negated(name)};
    if (!collect(form, clause)) add(clause);
  }

  PropositionalLiteral atom(const Normal& form) {
    std::vector<std::size_t> key{form.predicate};
    for (const std::size_t term : form.terms) key.push_back(value(term));
    auto found = atoms_.find(key);
    if (found == atoms_.end())
      found = atoms_.emplace(std::move(key), clauses_.new_variable()).first;
    return 2 * found->second + (form.holds ? 0 : 1);
  }

  const std::size_t elements_;
  Clauses clauses_;
  std::map<std::vector<std::size_t>, std::uint32_t> atoms_;  // by predicate and elements
  std::vector<std::size_t> values_;                          // of the variables in scope
};

class Instances {
 public:
  Instances(const Theory& theory, const SolverQuery& query);

  std::optional<Decision> decide();

 private:
  void read_axioms();
  bool told_apart() const;
  Satisfiable check(Goal goal);
  std::optional<Clauses::Answer> solve(const Indices& premises, Goal goal, Grounding& grounding);
  Indices core(Goal goal);
  claims::Model model_of(const Grounding& grounding, const std::vector<bool>& values) const;

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
                                                Grounding& grounding) {
  for (const Normal& axiom : axioms_) grounding.state(axiom);
  for (const std::size_t i : premises) grounding.state(premises_[i]);
  if (goal == Goal::kAsserted) grounding.state(*goal_);
  if (goal == Goal::kDenied) grounding.state(*goal_denied_);
  return grounding.clauses().solve(kMaxDecisions);
}

Satisfiable Instances::check(Goal goal) {
  Indices all(premises_.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  Grounding grounding(names_.elements().size());
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
    Grounding grounding(names_.elements().size());
    const auto answer = solve(some, goal, grounding);
    return answer && !answer->satisfiable;
  });
}

claims::Model Instances::model_of(const Grounding& grounding,
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
