// The modes of `modus eval` that put rows to a public language model: plain, guided.
#pragma once

#include <string>
#include <vector>

#include "app/model_flags.h"
#include "tasks/eval_result.h"
#include "tasks/generate.h"

namespace modus::app {

// resume: a file that keeps the rows that are done; "": none does. It is read if it is there, and
// written whole after each row. Ctrl-C: the figures of what is done. Throws as the model does, and
// ConfigError where the file is of another evaluation.
tasks::EvalResult eval_by_text_model(const std::string& dataset, const tasks::EvalOptions& options,
                                     const ModelFlags& flags, const std::string& resume);

// The sentences of a family's held-out problems, read by a public model
// (bridge/prompted/reading_evaluation.h).
tasks::EvalResult eval_reading(tasks::Family family, const tasks::EvalOptions& options,
                               const ModelFlags& flags);

}  // namespace modus::app
