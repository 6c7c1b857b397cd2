// The sentences of an answer that were not read, given to a public language model.
#pragma once

#include "app/answer_input.h"
#include "app/model_flags.h"
#include "symbolic/answer.h"

namespace modus::app {

// Fills check.proposed. Returns false where Ctrl-C ended it early: what was read so far is kept.
// Throws ConfigError where --model names no public language model, and as the model does.
bool propose_by_text_model(symbolic::AnswerCheck& check, const AnswerInput& input,
                           const ModelFlags& flags, const symbolic::CheckOptions& options);

}  // namespace modus::app
