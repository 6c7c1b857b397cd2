// Rows of ProofWriter and PrOntoQA as problems with gold chains, for training on their train
// splits.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "tasks/dataset.h"
#include "tasks/generate.h"

namespace modus::tasks {

// Read by template, derived as gold_chain.h says. nullopt where the text is not of the template's
// form, the givens contradict each other, the cone of an open question is too large, or the answer
// is not the row's label. The chain is not checked by the kernel here.
std::optional<GeneratedProblem> problem_of_world(std::string_view context,
                                                 std::string_view question);

// Of a row with the fields of rule_worlds.h, in the row's words, or in invented ones of the train
// split where there is a seed. Throws IoError for a row of another shape.
std::optional<GeneratedProblem> problem_of_row(const Row& row, std::optional<std::uint64_t> rename);

}  // namespace modus::tasks
