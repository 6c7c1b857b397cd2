#include "app/eval_by_model.h"

#include <fmt/core.h>

#include "app/model_folder.h"
#include "base/error.h"
#include "bridge/evaluation.h"
#include "neural/checkpoint.h"
#include "neural/transformer_decoder.h"

namespace modus::app {

std::vector<std::string> model_modes() {
  std::vector<std::string> modes;
  for (const std::string_view mode : bridge::model_modes()) modes.emplace_back(mode);
  return modes;
}

tasks::EvalResult eval_by_model(const std::string& dataset, const tasks::EvalOptions& options,
                                const ModelFlags& flags) {
  const auto folder = find_model(flags.model);
  if (!folder) throw ConfigError(fmt::format("there is no model `{}`", flags.model));
  const auto mask = bridge::mask_level_named(flags.mask);
  if (!mask) throw ConfigError(fmt::format("there is no mask level `{}`", flags.mask));
  const neural::Checkpoint checkpoint = neural::load_checkpoint(*folder);
  neural::TransformerDecoder decoder(checkpoint.weights);
  bridge::ModelUnderTest model{checkpoint.tokenizer, decoder, {}};
  model.attempt.mask = *mask;
  model.attempt.temperature = static_cast<float>(flags.temperature);
  return bridge::evaluate_model(dataset, options, model);
}

}  // namespace modus::app
