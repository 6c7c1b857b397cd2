// A data set put to a public language model, in two modes side by side:
//
//   plain    it thinks in prose and is believed
//   guided   solve_prompted: sentence by sentence, checked
//
// with the same tokens to spend on a row.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "bridge/prompted/prompted_reasoner.h"
#include "bridge/prompted/text_model.h"
#include "tasks/eval_result.h"

namespace modus::bridge {

std::vector<std::string_view> prompted_modes();

// proofwriter, prontoqa: rules; folio: formulas; mawps, asdiv, gsm8k: quantities, and
// the families of word problems.
bool is_prompted_dataset(std::string_view dataset);

struct PromptedEvaluation {
  PromptedOptions guided;  // kind and seed are those of the evaluation
  std::string done;        // what `keep` was last given, or "": rows in it are not asked again
  std::string done_name;   // what messages call it
  std::function<void(const std::string&)> keep;  // called after each row; may be empty
};

// Rows as evaluation_rows.h has them. Figures of a mode beside accuracy, verified, verified_wrong:
//   answered       of the rows: with an answer
//   coverage       of the rows: verified
//   right_if_verified
//   tokens, seconds, calls, refusals, unread     a row
//   checking       of the time: not in the model
// Throws ConfigError for another data set or mode, IoError for a file of another shape and as the
// model does.
tasks::EvalResult evaluate_prompted(std::string_view dataset, const tasks::EvalOptions& options,
                                    TextModel& model, const PromptedEvaluation& evaluation);

}  // namespace modus::bridge
