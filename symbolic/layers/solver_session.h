// The solver of one theory, live and fresh, wherever it runs: in this process for ground and small
// EPR queries, in the worker for all others. Z3 stays in the .cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "symbolic/entailment.h"

namespace modus::symbolic {

enum class SolverMode : std::uint8_t {
  kLive,    // a kept solver, premises behind assumption literals, the goal under push and pop
  kFresh,   // a new context and solver on the canonical query: the verdict of record
  kSecond,  // cvc5's opinion (second_opinion.h)
};

// goal nullopt: is there a model of the premises at all?
struct SolverQuery {
  std::vector<Premise> premises;
  std::optional<claims::Claim> goal;
  bool premises_satisfiable = false;
  SolverMode mode = SolverMode::kFresh;
  Wanted wanted = Wanted::kVerdict;
  std::uint32_t rlimit = 0;
};

class SolverSession {
 public:
  explicit SolverSession(Theory theory);
  const Theory& theory() const;
  ~SolverSession();

  // kUndecided for what has no encoding, for the resource limit and for out of memory. Never throws
  // for what a query says.
  Decision decide(const SolverQuery& query);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::symbolic
