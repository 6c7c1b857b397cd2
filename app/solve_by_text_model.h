// modus solve with a public language model: sentences and steps as they come, refused ones struck
// through with the reason.
#pragma once

#include "app/answer_input.h"
#include "app/check_flags.h"
#include "app/model_flags.h"

namespace modus::app {

// Prints the chain and returns the exit code. Ctrl-C: what there is, and code 130. Throws
// ConfigError and IoError as the model does.
int solve_by_text_model(const NamedText& problem, const ModelFlags& flags, const CheckFlags& check);

}  // namespace modus::app
