// GSM8K solutions (Cobbe et al., "Training verifiers to solve math word problems", 2021) as they
// are and with one planted local fault each: does the checker stay silent on the first and point at
// the sentence of the second?
//
// Rows: question, answer with calculator annotations: "She read 12 x 2 = <<12*2=24>>24 pages.".
#pragma once

#include "tasks/eval_result.h"

namespace modus::tasks {

// figures: accuracy (share right over untouched and faulty solutions), faults_planted,
// faults_found, found_number, found_operator, found_copied, found_operand, false_alarms (share of
// untouched solutions), read (share of sentences understood). A fault is found where its own
// sentence is the first mistake. failures: every false alarm with the value that the evaluation
// gives, every fault that was missed. Faults are drawn from options.seed. Throws IoError for a file
// of another shape.
EvalResult eval_gsm8k_steps(const EvalOptions& options);

}  // namespace modus::tasks
