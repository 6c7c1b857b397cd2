// Clauses for what is in negation normal form, universal quantifiers written out over all elements;
// inner parts get variables that imply them (Plaisted and Greenbaum, J. Symb. Comp. 1986).
#pragma once

#include <map>
#include <vector>

#include "symbolic/layers/negation_normal_form.h"
#include "symbolic/layers/satisfiability.h"

namespace modus::symbolic {

class GroundClauses {
 public:
  explicit GroundClauses(std::size_t elements) : elements_(elements) {}

  void state(const Normal& form);  // throws TooMuch where it grows too large

  const Clauses& clauses() const { return clauses_; }
  // The variable of each atom, by predicate and elements.
  const std::map<std::vector<std::size_t>, std::uint32_t>& atoms() const { return atoms_; }

 private:
  template <typename Each>
  void over_elements(Each each);
  void add(std::span<const PropositionalLiteral> clause);
  bool collect(const Normal& form, std::vector<PropositionalLiteral>& clause);
  PropositionalLiteral named(const Normal& form);
  void imply(PropositionalLiteral name, const Normal& form);
  PropositionalLiteral atom(const Normal& form);
  std::size_t value(std::size_t term) const {
    return term < kVariable ? term : values_.at(term - kVariable);
  }

  const std::size_t elements_;
  Clauses clauses_;
  std::map<std::vector<std::size_t>, std::uint32_t> atoms_;
  std::vector<std::size_t> values_;  // of the variables in scope
  std::size_t visited_ = 0;
};

}  // namespace modus::symbolic
