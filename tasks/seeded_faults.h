// Does each rule of the library find the mistakes that it is for, and only these?
//
// Faults are seeded in three ways that know nothing of rule files: worked chains with one mistake
// (faults/worked_fault.h); the same over Bayesian networks, drawn or from files
// (faults/network_fault.h); and edits of chains from other sources (faults/chain_edits.h): generated
// problems of all families, and rule worlds from files, solved by closure.
#pragma once

#include "tasks/eval_result.h"

namespace modus::tasks {

// files: ProofWriter or PrOntoQA rows, networks as .bif or .bif.gz; none is needed. limit: faults a
// mutator (30).
//
// figures, for each rule with seeded faults: "E03 faults", "E03 recall" (share of its faults on
// whose step it fires) and "E03 precision" (of the steps whose first diagnosis it is, the share
// seeded for it, for a rule that it refines, or for one that the fault breaks as well);
// "macro_recall", "macro_precision", "lowest_recall", "lowest_precision"; "rules", "faults";
// "untouched_steps" that were to be proved, "false_alarms" of error rules on them and
// "false_alarms_per_1000". failures: faults that were not found, wrong first diagnoses, false
// alarms, worked chains that are not sound.
EvalResult eval_faults(const EvalOptions& options);

}  // namespace modus::tasks
