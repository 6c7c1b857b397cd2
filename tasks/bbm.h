// BIG-Bench-Mistake, multistep arithmetic (Tyen et al., "LLMs cannot find reasoning errors, but can
// correct them given the error location", 2024): which step of a calculation is the first wrong
// one?
//
// Rows: input "((5 + 2 * 1 - 6) + (5 + 3 - -2 * 2)) =", steps, mistake_index (from 0; null: none).
#pragma once

#include "tasks/eval_result.h"

namespace modus::tasks {

// figures: accuracy (first wrong step equal to the label), exact_match counts are shares of n.
// failures: every disagreement with the exact evaluation behind it: "label step 2, evaluation: step
// 1: 5 * 3 = 15, written 16". Throws IoError for a file of another shape.
EvalResult eval_bbm(const EvalOptions& options);

}  // namespace modus::tasks
