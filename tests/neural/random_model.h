// Models with random weights: small ones for tests, the nano shape for benchmarks.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "neural/model_weights.h"
#include "neural/tokenizer.h"

namespace modus::neural {

// Three layers, the first dense; 8 experts, 2 of them active; 4 heads over 2 key-value heads.
ModelConfig small_config();

// Uniform values of the variance that keeps activations near 1.
ModelWeights random_weights(const ModelConfig& config, std::uint64_t seed);

// Over invented words, with as many tokens as asked for.
Tokenizer random_tokenizer(std::size_t vocabulary, std::vector<std::string> reserved,
                           std::uint64_t seed);

// A whole checkpoint: config.json, model.safetensors, tokenizer.json. Makes the folder.
void write_checkpoint(const std::string& folder, const ModelWeights& weights,
                      const Tokenizer& tokenizer);

}  // namespace modus::neural
