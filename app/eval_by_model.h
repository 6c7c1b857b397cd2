// The modes of `modus eval` that need a model: neural, guided, symbolic.
#pragma once

#include <string>
#include <vector>

#include "app/model_flags.h"
#include "tasks/eval_result.h"

namespace modus::app {

std::vector<std::string> model_modes();  // none in a build without the model runtime

// Throws ConfigError where there is no such model or dataset.
tasks::EvalResult eval_by_model(const std::string& dataset, const tasks::EvalOptions& options,
                                const ModelFlags& flags);

}  // namespace modus::app
