// A model's folder: config.json, model.safetensors, tokenizer.json.
#pragma once

#include <memory>
#include <string>

#include "neural/model_weights.h"
#include "neural/tokenizer.h"

namespace modus::neural {

struct Checkpoint {
  Tokenizer tokenizer;
  std::shared_ptr<const ModelWeights> weights;
};

// Matrices may be F32 or BF16 (which become float32) or I8 with their scales; vectors F32 or BF16.
// IoError naming the file and the tensor: missing, of another shape or type, not of this model, not
// finite; a tokenizer of another size than the vocabulary. ConfigError for config.json.
Checkpoint load_checkpoint(const std::string& folder);
std::shared_ptr<const ModelWeights> load_weights(const std::string& folder);  // no tokenizer.json

// Writes config.json and model.safetensors, each whole or not at all. The folder must be there.
void save_weights(const std::string& folder, const ModelWeights& weights);

}  // namespace modus::neural
