// What follows from facts about numbers by exact methods: equations with an indeterminate that
// stands alone are solved and put in, signs of known polynomials are met up to a factor, signs of
// sums follow from those of their terms, and what is left in one indeterminate is decided cell by
// cell.
//
//   x = y + 1, y != 0    |-  (x^2 - 2*x + 1) / y = y
//   x^2 = 9, x > 0       |-  x = 3
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "symbolic/algebra/formula.h"
#include "symbolic/algebra/signs.h"

namespace modus::symbolic::algebra {

class System {
 public:
  explicit System(const Reader& reader) : reader_(reader) {}  // borrowed

  // Both throw TooLarge.
  void assume(const Formula& fact);
  // true: the goal holds in every solution of the facts; false: in none; nullopt: not decided here,
  // also where the facts are seen to contradict each other. Requires nothing of the facts that were
  // not understood: they are left out.
  std::optional<bool> decide(const Formula& goal);

  // Every fact was understood and there is a solution. False where that is not known.
  bool has_solution();

 private:
  struct Known {
    Polynomial polynomial;
    Signs signs;
  };
  struct Line;  // the cells of one indeterminate
  enum class Truth : std::uint8_t { kNo, kYes, kUnknown };

  void settle();
  bool settle_one(const Formula& fact);
  bool learn(const Formula& atom, bool holds);
  bool put_in(const Polynomial& equation);
  Polynomial reduced(const Polynomial& polynomial) const;
  Formula reduced(Formula formula) const;
  Signs signs(const Polynomial& polynomial) const;
  Signs sign_of_sum(const Polynomial& polynomial) const;
  Signs known_signs(const Polynomial& polynomial) const;
  Truth truth(const Formula& formula, const Line* line, std::size_t cell) const;
  Truth truth_of_atom(const Formula& atom, const Line* line, std::size_t cell) const;
  Truth truth_on_line(const Formula& atom) const;
  Truth for_all(const Formula& quantified, const Line* on, std::size_t at) const;
  std::optional<Line> line_of(Indeterminate indeterminate, std::span<const Formula* const> about,
                              bool with_facts) const;
  bool survives(const Line& line, std::size_t cell, Truth worst) const;
  std::optional<bool> decide_on_line(const Formula& goal, Indeterminate indeterminate) const;
  Formula simplified(const Formula& formula) const;

  const Reader& reader_;
  std::map<Indeterminate, Polynomial> solved_;  // none of them occurs in a value
  std::vector<Known> known_;                    // reduced
  std::vector<Formula> waiting_;                // facts that are neither
  bool unsettled_ = false;
  bool contradictory_ = false;
  bool understood_ = true;
};

}  // namespace modus::symbolic::algebra
