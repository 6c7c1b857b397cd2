// GGUF files of small public models with random weights.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "neural/model_weights.h"
#include "tests/neural/gguf_bytes.h"

namespace modus::neural {

// A dense shape whose rows are whole blocks of 32.
ModelConfig public_config();

// Without norms of queries and keys; with biases where asked for; layers, norms and embedding
// drawn.
ModelWeights public_weights(std::uint64_t seed, std::string_view architecture);
ModelWeights public_weights(const ModelConfig& config, std::uint64_t seed,
                            std::string_view architecture);

// Its keys, with a tokenizer of as many tokens as it has rows: letters, the space, the full stop,
// <|im_start|>, <|im_end|> and words of two letters.
GgufBytes public_keys(const ModelConfig& config, std::string_view architecture);

// Makes every matrix one that Q8_0 holds exactly. Requires values below 127/128.
void round_to_128ths(ModelWeights& weights);

// Vectors in float32, matrices in float32 or Q8_0, the rows of llama's queries and keys as its
// files order them.
void add_tensors(const ModelWeights& weights, std::string_view architecture,
                 kernels::BlockFormat format, GgufBytes& file);

// A file of such a model, all in float32.
GgufBytes public_file(const ModelConfig& config, std::uint64_t seed, std::string_view architecture);

// After the last token of "a cat is here.", of a model as --model takes it.
std::vector<float> logits_of(const std::string& path);

}  // namespace modus::neural
