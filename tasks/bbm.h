// BIG-Bench-Mistake, multistep arithmetic: is the first wrong step where the annotators put it?
//
//   {"input": "((5 + 2) * 3) =", "steps": ["...", ...], "mistake_index": 2 | null}
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tasks/eval_result.h"

namespace modus::tasks {

struct Mistake {
  std::size_t step = 0;     // counts from 0, as the labels do
  std::string evaluation;   // "5 * 3 = 15, written 16"
};

// The first step with an equation that is false, or with a decomposition that does not give the
// input back.
std::optional<Mistake> first_mistake(std::string_view input, const std::vector<std::string>& steps);

// figures: accuracy (share of rows where step or its absence agrees), and counts.
EvalResult eval_bbm(const EvalOptions& options);

}  // namespace modus::tasks
