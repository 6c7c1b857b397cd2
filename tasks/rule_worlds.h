// Evaluation on rule worlds: a context, a statement, and whether it is true, false or unknown.
// Shared by proofwriter and prontoqa.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tasks/dataset.h"
#include "tasks/eval_result.h"
#include "tasks/rename.h"

namespace modus::tasks {

// Context and question of a row, in invented words of the held-out split where there is a seed; as
// they are where they cannot be renamed, and then they cannot be read either.
RenamedWorld world_of(const Row& row, std::optional<std::uint64_t> rename);

// "true", "false" or "open", from the letter of the answer and options such as "C) Unknown". Throws
// IoError where the letter has no option or the option is none of the three.
std::string label_of(const Row& row);

// Rows: context, question, options, answer, and id where there is one. Mode `template`:
// read_by_template, solve_claims with the shipped rules, the answer compared with the label. With
// options.rename the rows are renamed first (rename.h), from the held-out split's words.
// failures: every answer that differs from the label or has no verified chain. Throws ConfigError
// for another mode, IoError for a file of another shape.
EvalResult eval_rule_worlds(std::string_view dataset, const EvalOptions& options);

}  // namespace modus::tasks
