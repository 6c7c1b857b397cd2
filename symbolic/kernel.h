// The kernel alone says proved. References, scope, freshness, open assumptions, discharge, exhaustive
// and complete cases, definedness, satisfiable givens, entailment through one narrow interface, and
// that the answer instantiates the question. No rule files, no heuristics, no solver.
#pragma once

#include <memory>

#include "symbolic/entailment.h"
#include "symbolic/verdict.h"

namespace modus::symbolic {

// Checks the steps of one chain in order. One thread.
//   Invariants: 1. no step is proved by a later, failed or out-of-scope step;
//               2. every classical `proved` came after the givens were shown satisfiable;
//               3. a step's open assumptions are the union of those it cites, less what it discharges.
class Kernel {
 public:
  // The chain is copied. layers is borrowed and must outlive the kernel.
  Kernel(const claims::Chain& chain, const Theory& theory, Entailment& layers);
  ~Kernel();

  // The verdict of step `index`; steps are checked in order, each once. Evidence is limited to what
  // the verdict itself needed (reason, rests_on, used).
  StepResult check(std::size_t index, Wanted wanted);

  // After step `index` was checked: an error rule fired on it, or its sentence does not ground it.
  // Lowers proved to unproved (rule ID), grounded to ungrounded (reason); never raises.
  void lower(std::size_t index, Verdict to, const std::string& reason);

  // The premises (with definedness, definitions and axioms' order fixed) that step `index` rests on:
  // for evidence and for rule tests. cites: which steps to take as premises.
  std::vector<Premise> premises_of(std::size_t index, std::span<const claims::StepId> cites) const;
  // All accepted steps whose assumptions are open at `index`: what "also cite" searches.
  std::vector<claims::StepId> citable_at(std::size_t index) const;
  // The goal of a have, discharge or obtain as a closed formula.
  claims::Claim goal_of(std::size_t index) const;

  // The verdict on the whole, once all steps are checked. all_read: every sentence of the text has a
  // grounded given.
  ChainResult finish(std::vector<StepResult> steps, bool all_read) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};


}  // namespace modus::symbolic
