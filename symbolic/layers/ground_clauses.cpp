#include "symbolic/layers/ground_clauses.h"

namespace modus::symbolic {
namespace {

constexpr std::size_t kMaxLiterals = 20'000;  // of all clauses
constexpr std::size_t kMaxVisits = 200'000;   // of parts, once an instance

}  // namespace

template <typename Each>
void GroundClauses::over_elements(Each each) {
  values_.push_back(0);
  for (std::size_t element = 0; element < elements_; ++element) {
    if (++visited_ > kMaxVisits) throw TooMuch{};
    values_.back() = element;
    each();
  }
  values_.pop_back();
}

void GroundClauses::state(const Normal& form) {
  if (form.kind == Normal::Kind::kForall) return over_elements([&] { state(form.parts.front()); });
  if (form.kind == Normal::Kind::kAll) {
    for (const Normal& part : form.parts) state(part);
    return;
  }
  std::vector<PropositionalLiteral> clause;
  if (!collect(form, clause)) add(clause);
}

void GroundClauses::add(std::span<const PropositionalLiteral> clause) {
  clauses_.add(clause);
  if (clauses_.literals() > kMaxLiterals || clauses_.variables() > kMaxLiterals) throw TooMuch{};
}

// Adds what the form needs to a disjunction; true: the disjunction holds anyway.
bool GroundClauses::collect(const Normal& form, std::vector<PropositionalLiteral>& clause) {
  if (++visited_ > kMaxVisits) throw TooMuch{};
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
PropositionalLiteral GroundClauses::named(const Normal& form) {
  const PropositionalLiteral name = 2 * clauses_.new_variable();
  imply(name, form);
  return name;
}

void GroundClauses::imply(PropositionalLiteral name, const Normal& form) {
  if (form.kind == Normal::Kind::kForall)
    return over_elements([&] { imply(name, form.parts.front()); });
  if (form.kind == Normal::Kind::kAll) {
    for (const Normal& part : form.parts) imply(name, part);
    return;
  }
  std::vector<PropositionalLiteral> clause{negated(name)};
  if (!collect(form, clause)) add(clause);
}

PropositionalLiteral GroundClauses::atom(const Normal& form) {
  std::vector<std::size_t> key{form.predicate};
  for (const std::size_t term : form.terms) key.push_back(value(term));
  auto found = atoms_.find(key);
  if (found == atoms_.end()) found = atoms_.emplace(std::move(key), clauses_.new_variable()).first;
  return 2 * found->second + (form.holds ? 0 : 1);
}

}  // namespace modus::symbolic
