// The checker's side of the worker process: started when first needed, killed by a watchdog,
// started again afterwards.
#pragma once

#include <cstdint>
#include <memory>

#include "symbolic/export/export.h"
#include "symbolic/layers/solver_session.h"

namespace modus::symbolic {

// Wall time for each processor time that a worker is allowed: a machine under load stays below it.
inline constexpr int kWallPerClock = 12;

// One process, one theory at a time; a thread keeps one for all its theories
// (worker_of_this_thread).
class WorkerClient {
 public:
  WorkerClient();
  ~WorkerClient();  // ends the process

  // Asks the worker under these limits. Out of processor time (or of wall time, for a
  // worker that stands still): `undecided (clock)`, not reproducible; a
  // worker that dies: `undecided (memory limit)`. Throws SolverError where no worker can be
  // started: the program did not call run_worker_if_asked.
  Decision decide(const Theory& theory, std::uint64_t theory_id, const SolverQuery& query,
                  const Limits& limits);

  // A proof of a text in SMT-LIB, under the same limits.
  AletheProof prove(const std::string& smtlib, const Limits& limits);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

WorkerClient& worker_of_this_thread();

// Tells theories apart in a worker's memory; never 0, never twice the same.
std::uint64_t next_theory_id();

}  // namespace modus::symbolic
