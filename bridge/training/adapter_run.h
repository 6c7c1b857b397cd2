// A run that trains a LoRA adapter over a public model, to read sentences and to think word
// problems through as bridge/prompted asks.
#pragma once

#include <memory>

#include "bridge/training/run_loop.h"

namespace modus::bridge {

// Requires recipe.adapter; the recipe is borrowed. ConfigError where the base does not tell how it
// is spoken to, and as FrozenWeights and AdapterTrainer; IoError as open_public_model. What it
// writes at the end is adapter_config.json and adapter_model.safetensors (neural/public/adapter.h).
std::unique_ptr<Learner> adapter_learner(const Recipe& recipe, const RunOptions& options);

}  // namespace modus::bridge
