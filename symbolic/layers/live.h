// A kept solver for one theory: each premise is asserted once behind an assumption literal, the
// goal comes and goes with push and pop. Its verdicts count only for decidable, size-bounded
// fragments (encode/fragment.h); the caller asks it nothing else, and asks a fresh solver where
// this one is undecided.
#pragma once

#include <cstddef>
#include <memory>

#include "symbolic/layers/solver_session.h"

namespace modus::symbolic {

class LiveSolver {
 public:
  // Borrowed. Throws encode::OutsideFragment for axioms that have no encoding.
  explicit LiveSolver(const Theory& theory);
  ~LiveSolver();

  // Throws encode::OutsideFragment and z3::exception: then this solver is of no more use.
  Decision decide(const SolverQuery& query);

  std::size_t premises() const;  // encoded so far

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::symbolic
