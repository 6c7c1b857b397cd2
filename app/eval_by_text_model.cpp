#include "app/eval_by_text_model.h"

#include <filesystem>

#include "app/output.h"
#include "app/text_model_source.h"
#include "base/files.h"
#include "bridge/prompted/prompted_evaluation.h"
#include "bridge/prompted/reading_evaluation.h"

namespace modus::app {

tasks::EvalResult eval_by_text_model(const std::string& dataset, const tasks::EvalOptions& options,
                                     const ModelFlags& flags, const std::string& resume) {
  const std::atomic<bool>* const stop = stop_on_interrupt();
  bridge::PromptedEvaluation evaluation;
  evaluation.guided.samples = flags.samples;
  evaluation.guided.think_tokens = flags.think;
  evaluation.guided.max_tokens = flags.max_tokens;
  evaluation.guided.stop = stop;
  if (!resume.empty()) {
    evaluation.done_name = resume;
    if (std::filesystem::exists(resume)) evaluation.done = read_text(resume, kMaxTextBytes);
    evaluation.keep = [&](const std::string& rows) { write_output_file(resume, rows); };
  }
  const auto model = open_text_model(flags, stop);
  return bridge::evaluate_prompted(dataset, options, *model, evaluation);
}

tasks::EvalResult eval_reading(tasks::Family family, const tasks::EvalOptions& options,
                               const ModelFlags& flags) {
  const std::atomic<bool>* const stop = stop_on_interrupt();
  const auto model = open_text_model(flags, stop);
  return bridge::evaluate_reading(family, options, *model, stop);
}

}  // namespace modus::app
