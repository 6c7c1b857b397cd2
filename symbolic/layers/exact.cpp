#include "symbolic/layers/exact.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "symbolic/algebra/system.h"
#include "symbolic/layers/ground.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;

namespace {

constexpr std::size_t kMostNodes = 4'000;   // of premises and goal together
constexpr std::size_t kMostInstances = 64;  // of universal premises
constexpr std::size_t kMaxMinimised = 24;   // premises of which the needed ones are looked for
constexpr std::size_t kMaxCandidates = 16;  // for a witness
constexpr int kMaxWitnesses = 2;            // existentials below each other
constexpr std::uint64_t kExactBudget = 10'000;

bool is_arithmetic(Op op) {
  return op == Op::kNumber || (op >= Op::kNegate && op <= Op::kSubtract) ||
         (op >= Op::kLess && op <= Op::kApproximately);
}

bool speaks_of_numbers(const Claim& claim, const claims::Signature& signature) {
  if (is_arithmetic(claim.op())) return true;
  if (claim.op() == Op::kName || claim.op() == Op::kApply) {
    const claims::Symbol* symbol = signature.find(claim.name());
    if (symbol != nullptr && claims::is_numeric(symbol->result)) return true;
  }
  return std::any_of(claim.children().begin(), claim.children().end(),
                     [&](const Claim& child) { return speaks_of_numbers(child, signature); });
}

// The sort of the variable that the head of a claim binds; nullopt where it is no number.
std::optional<algebra::Numbers> bound_numbers(const Claim& quantified,
                                              const claims::Signature& signature) {
  try {
    const claims::Sort sort =
        claims::variable_sort(quantified.name(), quantified.child(0), signature);
    if (!claims::is_numeric(sort)) return std::nullopt;
    return sort.kind == claims::SortKind::kInt ? algebra::Numbers::kInteger
                                               : algebra::Numbers::kReal;
  } catch (const Error&) {
    return std::nullopt;
  }
}

struct BoundedTerm {
  Claim claim;
  algebra::Numbers numbers;
};

void collect_terms(const Claim& claim, const claims::Signature& signature,
                   std::vector<BoundedTerm>& terms) {
  const auto add = [&](algebra::Numbers numbers) {
    const bool known = std::any_of(terms.begin(), terms.end(),
                                   [&](const BoundedTerm& term) { return term.claim == claim; });
    if (!known && terms.size() < kMaxCandidates) terms.push_back({claim, numbers});
  };
  if (claim.op() == Op::kNumber && claim.literal().unit.empty())
    add(claims::is_integer(claim.literal().value) ? algebra::Numbers::kInteger
                                                  : algebra::Numbers::kReal);
  if (claim.op() == Op::kName) {
    const claims::Symbol* symbol = signature.find(claim.name());
    if (symbol != nullptr && claims::is_numeric(symbol->result))
      add(symbol->result.kind == claims::SortKind::kInt ? algebra::Numbers::kInteger
                                                        : algebra::Numbers::kReal);
  }
  for (const Claim& child : claim.children()) collect_terms(child, signature, terms);
}

Claim put(const std::string& variable, const Claim& value, const Claim& body) {
  const claims::Replacement replacement[] = {{variable, value}};
  return claims::substitute_variables(body, replacement);
}

// One goal beside the premises. Throws algebra::TooLarge throughout.
class Attempt {
 public:
  Attempt(const Theory& theory, std::span<const Premise> premises)
      : signature_(theory.signature), reader_(theory.signature), system_(reader_) {
    for (const Premise& premise : premises) {
      system_.assume(reader_.formula(premise.claim));
      collect_universals(premise.claim);
    }
  }

  bool has_model() { return system_.has_solution(); }

  std::optional<bool> decide(const Claim& goal) { return system_.decide(reader_.formula(goal)); }

  // The variables at the head are arbitrary numbers, antecedents are assumed.
  bool proves_opened(const Claim& goal) {
    Claim rest = goal;
    std::vector<BoundedTerm> terms;
    collect_terms(goal, signature_, terms);
    while (true) {
      if (rest.op() == Op::kForall) {
        const auto numbers = bound_numbers(rest, signature_);
        if (!numbers || !reader_.open(rest)) return false;
        terms.push_back({claims::variable(rest.name()), *numbers});
        rest = rest.child(0);
      } else if (rest.op() == Op::kImplies) {
        system_.assume(reader_.formula(rest.child(0)));
        rest = rest.child(1);
      } else {
        break;
      }
    }
    if (rest == goal && universals_.empty()) return false;  // nothing has been opened
    assume_instances(terms);
    return decide(rest) == true;
  }

  // P(n + 1) from P(n) and n >= first, for an arbitrary whole number n.
  bool proves_step(const Claim& goal, const Claim& guard, const Claim& property) {
    if (!reader_.open(goal)) return false;
    const Claim n = claims::variable(goal.name());
    const Claim next = claims::binary(Op::kAdd, n, claims::number_term(1));
    system_.assume(reader_.formula(guard));
    system_.assume(reader_.formula(property));
    assume_instances({{n, algebra::Numbers::kInteger}, {next, algebra::Numbers::kInteger}});
    return decide(put(goal.name(), next, property)) == true;
  }

 private:
  void collect_universals(const Claim& claim) {
    if (claim.op() == Op::kAnd)
      for (const Claim& child : claim.children()) collect_universals(child);
    if (claim.op() == Op::kForall) universals_.push_back(claim);
  }

  void assume_instances(const std::vector<BoundedTerm>& terms) {
    std::size_t instances = 0;
    for (const Claim& universal : universals_) {
      const auto numbers = bound_numbers(universal, signature_);
      if (!numbers) continue;
      for (const BoundedTerm& term : terms)
        if (*numbers == algebra::Numbers::kReal || term.numbers == algebra::Numbers::kInteger)
          if (++instances <= kMostInstances)
            system_.assume(reader_.formula(put(universal.name(), term.claim, universal.child(0))));
    }
  }

  const claims::Signature& signature_;
  algebra::Reader reader_;
  algebra::System system_;
  std::vector<Claim> universals_;
};

struct Question {
  const Theory& theory;
  std::vector<Premise> premises;  // they have a model
  Claim goal;
};

// forall N: N >= first -> property, over whole numbers.
struct Induction {
  Claim guard, property;
  claims::Rational first;
};

std::optional<Induction> induction_of(const Claim& goal, const claims::Signature& signature) {
  if (goal.op() != Op::kForall || goal.child(0).op() != Op::kImplies) return std::nullopt;
  const Claim& guard = goal.child(0).child(0);
  const bool turned = guard.op() == Op::kLessEqual || guard.op() == Op::kLess;
  if (!turned && guard.op() != Op::kGreaterEqual && guard.op() != Op::kGreater) return std::nullopt;
  const Claim& number = guard.child(turned ? 1 : 0);
  const Claim& bound = guard.child(turned ? 0 : 1);
  if (!(number == claims::variable(goal.name())) || bound.op() != Op::kNumber ||
      !claims::is_integer(bound.literal().value) || !bound.literal().unit.empty() ||
      bound_numbers(goal, signature) != algebra::Numbers::kInteger)
    return std::nullopt;
  const bool strict = guard.op() == Op::kGreater || guard.op() == Op::kLess;
  return Induction{guard, goal.child(0).child(1), bound.literal().value + (strict ? 1 : 0)};
}

bool by_induction(const Question& question) {
  const auto induction = induction_of(question.goal, question.theory.signature);
  if (!induction) return false;
  const Claim base =
      put(question.goal.name(), claims::number_term(induction->first), induction->property);
  return Attempt(question.theory, question.premises).proves_opened(base) &&
         Attempt(question.theory, question.premises)
             .proves_step(question.goal, induction->guard, induction->property);
}

std::optional<Outcome> decide_question(const Question& question, int witnesses);

// exists X: A where A holds of a term that stands in a premise.
bool by_witness(const Question& question, int witnesses) {
  const Claim& goal = question.goal;
  if (goal.op() != Op::kExists || witnesses == 0) return false;
  const auto numbers = bound_numbers(goal, question.theory.signature);
  if (!numbers) return false;
  std::vector<BoundedTerm> terms;
  for (const Premise& premise : question.premises)
    collect_terms(premise.claim, question.theory.signature, terms);
  collect_terms(goal, question.theory.signature, terms);
  return std::any_of(terms.begin(), terms.end(), [&](const BoundedTerm& term) {
    if (*numbers == algebra::Numbers::kInteger && term.numbers != algebra::Numbers::kInteger)
      return false;
    const Claim instance = put(goal.name(), term.claim, goal.child(0));
    const Query query{question.premises, instance, true};
    const auto ground = decide_ground(query, kExactBudget, Wanted::kVerdict);
    if (ground) return ground->outcome == Outcome::kEntailed;
    return decide_question({question.theory, question.premises, instance}, witnesses - 1) ==
           Outcome::kEntailed;
  });
}

std::optional<Outcome> decide_question(const Question& question, int witnesses) {
  Attempt attempt(question.theory, question.premises);
  if (const auto holds = attempt.decide(question.goal))
    return *holds ? Outcome::kEntailed : Outcome::kRefuted;
  if (attempt.proves_opened(question.goal) || by_witness(question, witnesses) ||
      by_induction(question))
    return Outcome::kEntailed;
  return std::nullopt;
}

// Premises that are not needed are taken away, last first.
std::vector<std::size_t> needed(Question question, Outcome outcome) {
  std::vector<std::size_t> kept(question.premises.size());
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = i;
  if (kept.size() > kMaxMinimised) return kept;
  const std::vector<Premise> all = question.premises;
  for (std::size_t i = kept.size(); i-- > 0;) {
    question.premises.clear();
    for (std::size_t j = 0; j < kept.size(); ++j)
      if (j != i) question.premises.push_back(all[kept[j]]);
    if (decide_question(question, kMaxWitnesses) == outcome)
      kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return kept;
}

bool is_small(std::span<const Premise> premises, const Claim& goal) {
  std::size_t nodes = goal.size();
  for (const Premise& premise : premises) nodes += premise.claim.size();
  return nodes <= kMostNodes;
}

}  // namespace

std::optional<Decision> decide_exact(const Theory& theory, const Query& query, Wanted wanted) {
  if (!is_small(query.premises, query.goal) || !speaks_of_numbers(query.goal, theory.signature))
    return std::nullopt;
  try {
    if (!query.premises_satisfiable && !satisfiable_exactly(theory, query.premises))
      return std::nullopt;
    const Question question{theory, query.premises, query.goal};
    const auto outcome = decide_question(question, kMaxWitnesses);
    if (!outcome) return std::nullopt;
    Decision decision;
    decision.outcome = *outcome;
    decision.layer = Layer::kExact;
    if (wanted == Wanted::kEvidence) decision.used = needed(question, *outcome);
    return decision;
  } catch (const algebra::TooLarge&) {
    return std::nullopt;
  }
}

bool satisfiable_exactly(const Theory& theory, std::span<const Premise> premises) {
  if (!theory.axioms.empty() || !is_small(premises, claims::truth(true))) return false;
  try {
    return Attempt(theory, premises).has_model();
  } catch (const algebra::TooLarge&) {
    return false;
  }
}

}  // namespace modus::symbolic
