// ProcessBench (Zheng et al., "ProcessBench: Identifying Process Errors in Mathematical Reasoning",
// 2024): the first wrong step of a solution in prose, found without a model.
//
//   {"problem": "...", "steps": ["...", ...], "label": 2 | -1}     -1: no step is wrong
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tasks/eval_result.h"
#include "tasks/mistakes/mistake.h"

namespace modus::tasks {

// The first step with a claim that is refuted, by the checker of prose answers.
std::optional<Mistake> first_refuted_step(std::string_view problem,
                                          const std::vector<std::string>& steps);

// figures: accuracy_correct (share of correct solutions left alone) and accuracy_wrong (share of
// wrong ones whose first wrong step is named), each with its 95 % Wilson interval; accuracy and f1,
// their harmonic mean as the data set defines it; false_alarms, named_wrongly. failures: every
// false alarm and every step named wrongly, with the claim and what refutes it; then the steps not
// found. Throws IoError for a file of another shape.
EvalResult eval_processbench(const EvalOptions& options);

}  // namespace modus::tasks
