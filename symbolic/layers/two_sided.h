// From satisfiability to entailment: the premises are checked together with the denied goal and,
// where that is not enough, with the asserted one.
//
//   premises and not goal   premises and goal
//   no                      yes                 entailed
//   yes                     no                  refuted
//   yes                     yes                 open
//   no                      no                  contradictory
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "symbolic/entailment.h"

namespace modus::symbolic {

enum class Satisfiable : std::uint8_t { kYes, kNo, kUnknown };
enum class Goal : std::uint8_t { kDenied, kAsserted, kAbsent };  // what stands beside the premises

struct TwoSided {
  Outcome outcome = Outcome::kUndecided;
  Goal decisive = Goal::kAbsent;  // the unsatisfiable side: its core is the evidence
  bool has_core() const { return outcome != Outcome::kUndecided && outcome != Outcome::kOpen; }
};

// Asks `check` at most three times. premises_satisfiable: they are known to have a model.
inline TwoSided decide_two_sided(bool premises_satisfiable,
                                 const std::function<Satisfiable(Goal)>& check) {
  const Satisfiable denied = check(Goal::kDenied);
  if (denied == Satisfiable::kNo && premises_satisfiable)
    return {Outcome::kEntailed, Goal::kDenied};
  const Satisfiable asserted = check(Goal::kAsserted);
  if (denied == Satisfiable::kYes) {
    if (asserted == Satisfiable::kNo) return {Outcome::kRefuted, Goal::kAsserted};
    if (asserted == Satisfiable::kYes) return {Outcome::kOpen, Goal::kAbsent};
    return {};
  }
  if (denied == Satisfiable::kNo && asserted == Satisfiable::kYes)
    return {Outcome::kEntailed, Goal::kDenied};
  if (denied == Satisfiable::kNo && asserted == Satisfiable::kNo)
    return {Outcome::kContradictory, Goal::kAbsent};
  const bool one_side = denied == Satisfiable::kNo || asserted == Satisfiable::kNo;
  if (!one_side) return {};
  const Satisfiable alone = premises_satisfiable ? Satisfiable::kYes : check(Goal::kAbsent);
  if (alone == Satisfiable::kNo) return {Outcome::kContradictory, Goal::kAbsent};
  if (alone == Satisfiable::kUnknown) return {};
  if (denied == Satisfiable::kNo) return {Outcome::kEntailed, Goal::kDenied};
  return {Outcome::kRefuted, Goal::kAsserted};
}

// Without a goal: kOpen when the premises have a model, kContradictory when not.
inline TwoSided decide_satisfiable(const std::function<Satisfiable(Goal)>& check) {
  switch (check(Goal::kAbsent)) {
    case Satisfiable::kYes:
      return {Outcome::kOpen, Goal::kAbsent};
    case Satisfiable::kNo:
      return {Outcome::kContradictory, Goal::kAbsent};
    case Satisfiable::kUnknown:
      break;
  }
  return {};
}

}  // namespace modus::symbolic
