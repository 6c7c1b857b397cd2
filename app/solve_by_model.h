// modus solve with a model: steps as they come, refused ones struck through with the reason.
#pragma once

#include <string>

#include "app/answer_input.h"
#include "app/check_flags.h"
#include "app/model_flags.h"

namespace modus::app {

bool has_model_runtime();  // false in a build with MODUS_NEURAL=OFF

// Prints the chain and returns the exit code. Text that the model cannot read is said before it
// writes anything: code 3. Ctrl-C: what there is, and code 130. Throws ConfigError for a mask level
// or a model that there is none of, and in a build without the model runtime.
int solve_by_model(const NamedText& problem, const std::string& folder, const ModelFlags& flags,
                   const CheckFlags& check);

}  // namespace modus::app
