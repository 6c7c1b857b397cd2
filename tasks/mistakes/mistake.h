// The first wrong step of a trace, by exact evaluation: one function for each kind of task of
// BIG-Bench-Mistake (Tyen et al., "LLMs cannot find reasoning errors, but can correct them given
// the error location", 2024). A step that cannot be read is never wrong.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modus::tasks {

struct Mistake {
  std::size_t step = 0;    // counts from 0, as the labels do
  std::string evaluation;  // "5 * 3 = 15, written 16"
};

using TraceSteps = std::vector<std::string>;

// input "((5 + 2) * 3) ="; the first step with an equation that is false, or with a decomposition
// that does not give the input back.
std::optional<Mistake> calculation_mistake(std::string_view input, const TraceSteps& steps);

// input "{ [ <"; steps "[ ; stack: { [", then the closing brackets. Each stack is the one that the
// input gives, the rest is popped in order.
std::optional<Mistake> dyck_mistake(std::string_view input, const TraceSteps& steps);

// input: words. Letters and their numbers are right; groups are in order of the letter looked at
// and hold no different letters; the subpart sorted next is the first that is not sorted yet; what
// is put together is what was there. Words misspelled from the start stay as they are.
std::optional<Mistake> sorting_mistake(std::string_view input, const TraceSteps& steps);

// input: who has what and who swaps with whom. After each swap everybody listed has what the swaps
// so far give; the answer is the option of what the asked one has.
std::optional<Mistake> swapping_mistake(std::string_view input, const TraceSteps& steps);

// input: objects in a fixed order, statements, options. A place that a step fills must follow from
// the statements that the steps so far quote, over all orders of the objects; no place that was
// filled is given up, none that a quoted statement names is left open.
std::optional<Mistake> ordering_mistake(std::string_view input, const TraceSteps& steps);

}  // namespace modus::tasks
