// Propositional satisfiability for small sets of clauses: unit propagation over two watched
// literals and backtracking (Davis, Logemann and Loveland, CACM 1962). Microseconds where a general
// solver takes a millisecond to be made; what is not small is left to it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace modus::symbolic {

// Variable v true: 2 * v; false: 2 * v + 1.
using PropositionalLiteral = std::uint32_t;
inline constexpr PropositionalLiteral negated(PropositionalLiteral literal) { return literal ^ 1; }

class Clauses {
 public:
  std::uint32_t new_variable() { return variables_++; }
  std::uint32_t variables() const { return variables_; }
  std::size_t literals() const { return literals_.size(); }  // of all clauses

  // A clause without literals is false.
  void add(std::span<const PropositionalLiteral> clause);

  struct Answer {
    bool satisfiable = false;
    std::vector<bool> model;  // where satisfiable: by variable; false where nothing forced it
  };
  // nullopt: more than `most_decisions` were needed. A function of the clauses and their order.
  std::optional<Answer> solve(std::size_t most_decisions) const;

 private:
  struct Range {
    std::uint32_t begin, end;  // in literals_
  };
  class Search;
  std::uint32_t variables_ = 0;
  std::vector<PropositionalLiteral> literals_;
  std::vector<Range> clauses_;
};

}  // namespace modus::symbolic
