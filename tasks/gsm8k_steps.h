// GSM8K solutions (Cobbe et al., "Training verifiers to solve math word problems", 2021) as they
// are and with one planted fault each: is the fault found, at the sentence where it was planted?
//
// Rows: question, answer with calculator annotations: "She read 12 x 2 = <<12*2=24>>24 pages.".
#pragma once

#include "tasks/eval_result.h"

namespace modus::tasks {

// figures: accuracy (share right of untouched and faulty solutions together), faults_found,
// false_alarms (share of untouched solutions), one share a kind of fault, read (share of sentences
// understood). failures: every false alarm and every fault that was missed or found elsewhere.
// Throws IoError for a file of another shape. Faults are drawn from options.seed.
EvalResult eval_gsm8k_steps(const EvalOptions& options);

}  // namespace modus::tasks
