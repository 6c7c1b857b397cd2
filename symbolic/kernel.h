// The kernel alone says proved. References, scope, freshness, open assumptions, discharge, exhaustive
// and complete cases (layers/structure.h), definedness, satisfiable givens, entailment through one
// narrow interface, and that the answer instantiates the question. No rule files, no heuristics, no
// solver.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "claims/chain.h"
#include "symbolic/entailment.h"
#include "symbolic/verdict.h"

namespace modus::symbolic {

// Checks the steps of one chain in order. One thread.
//   Invariants: 1. no step is proved by a later, failed or out-of-scope step;
//               2. every classical `proved` came after the givens were shown satisfiable;
//               3. a step's open assumptions are the union of those it cites, less what it discharges.
class Kernel {
 public:
  // All are borrowed and must outlive the kernel; the theory is theory_of(chain).
  Kernel(const claims::Chain& chain, const Theory& theory, Entailment& layers);
  ~Kernel();

  // The verdict of step `index`; steps are checked in order, each once; the chain may have grown
  // since the last one, and the theory with it, as long as earlier steps mean what they did. Of the evidence only what
  // the verdict itself needed is filled in: used, counter_model.
  StepResult check(std::size_t index, Wanted wanted);

  // Forgets all steps but the first `steps`, which is as many as the chain still has. Their
  // verdicts stay.
  void rollback(std::size_t steps);

  // An error rule fired on a step, or its sentence does not ground it: only from proved to unproved
  // and from grounded to ungrounded. Never raises.
  void lower(StepResult& result, const std::string& reason);

  // The premises that step `index` takes from `cites`: their claims closed, with definedness, and the
  // definitions that they or `goal` name. For evidence and for rule tests.
  std::vector<Premise> premises(std::span<const claims::StepId> cites,
                                const claims::Claim& goal) const;
  // Every accepted step in scope that may be cited at `index`.
  std::vector<claims::StepId> citable_at(std::size_t index) const;
  bool citable(claims::StepId step) const;  // one that was checked: accepted and in scope
  // Whether the cited steps rest on no assumption, so that the givens' satisfiability is theirs.
  bool satisfiable(std::span<const claims::StepId> cites) const;
  // Whether the givens checked so far were found to have no model, and which of them clash.
  bool inconsistent() const;
  const std::vector<claims::StepId>& inconsistent_core() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::symbolic
