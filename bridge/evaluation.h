// Rule worlds and generated problems put to a model, in three modes side by side:
//
//   neural     the model alone writes everything and is believed
//   guided     mask, checks, rollback
//   symbolic   givens and definitions that the guided model wrote, the rest by the symbolic
//              layer alone
#pragma once

#include <string_view>
#include <vector>

#include "bridge/attempt.h"
#include "neural/decoder.h"
#include "neural/tokenizer.h"
#include "tasks/eval_result.h"

namespace modus::bridge {

std::vector<std::string_view> model_modes();

struct ModelUnderTest {
  const neural::Tokenizer& tokenizer;
  neural::Decoder& decoder;
  AttemptOptions attempt;  // the seed is that of the evaluation
  std::size_t batch = 8;
};

// Rows as evaluation_rows.h has them; the modes asked for (all where none is).
// Figures of a mode beside accuracy, verified and verified_wrong:
//   givens_exact   of the sentences whose right reading is known: read so
//   first_try      of the steps that closed at a boundary for the first time: accepted
//   own_steps      of the rows whose label is not open: answered so by a verified chain
//   tokens_per_s   written, of all rows, over the time of all
// Throws ConfigError for another mode, IoError for a file of another shape.
tasks::EvalResult evaluate_model(std::string_view dataset, const tasks::EvalOptions& options,
                                 const ModelUnderTest& model);

}  // namespace modus::bridge
