// BIG-Bench-Mistake (Tyen et al. 2024): is the first wrong step where the annotators put it?
//
//   {"input": "((5 + 2) * 3) =", "steps": ["...", ...], "mistake_index": 2 | null}
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tasks/eval_result.h"
#include "tasks/mistakes/mistake.h"

namespace modus::tasks {

enum class TraceKind : std::uint8_t { kCalculation, kDyck, kSorting, kSwapping, kOrdering };
std::string_view to_string(TraceKind kind);  // "calculation", ...

// What kind of task a row is, from its input alone.
TraceKind trace_kind(std::string_view input);

// The first wrong step by the evaluation of the input's kind.
std::optional<Mistake> first_mistake(std::string_view input, const std::vector<std::string>& steps);

// figures: accuracy (share of rows where step or its absence agrees), with_mistake,
// mistakes_located; for each kind in the files accuracy_KIND with its 95 % Wilson interval
// (low_KIND, high_KIND) and rows_KIND. Where rows of the kind ordering are there, also
// false_alarms_ordering: over kCorrectTraces correct traces generated from options.seed.
// failures: every disagreement with its evaluation, every false alarm.
inline constexpr std::size_t kCorrectTraces = 500;
EvalResult eval_bbm(const EvalOptions& options);

}  // namespace modus::tasks
