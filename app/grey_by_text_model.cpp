#include "app/grey_by_text_model.h"

#include <fmt/format.h>

#include "app/output.h"
#include "app/text_model_source.h"
#include "base/error.h"
#include "bridge/prompted/grey_reading.h"

namespace modus::app {

bool propose_by_text_model(symbolic::AnswerCheck& check, const AnswerInput& input,
                           const ModelFlags& flags, const symbolic::CheckOptions& options) {
  if (!names_text_model(flags))
    throw ConfigError(fmt::format(
        "`{}` is no public language model: give FILE.gguf, a folder with config.json, or the "
        "address of a server",
        flags.model));
  const std::atomic<bool>* const stop = stop_on_interrupt();
  const auto model = open_text_model(flags, stop);
  bridge::GreyReading reading = bridge::read_grey(
      *model, check, input.answer.text, input.problem ? input.problem->text : std::string(),
      {.check = options, .max_tokens = flags.max_tokens, .stop = stop});
  check.proposed = std::move(reading.claims);
  return !stop->load();
}

}  // namespace modus::app
