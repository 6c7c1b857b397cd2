#include "tests/neural/random_model.h"

#include <cmath>
#include <filesystem>

#include "base/random.h"
#include "neural/checkpoint.h"

namespace modus::neural {

ModelConfig small_config() {
  ModelConfig config;
  config.vocab_size = 61;
  config.hidden_size = 24;
  config.num_hidden_layers = 3;
  config.num_attention_heads = 4;
  config.num_key_value_heads = 2;
  config.head_dim = 6;
  config.intermediate_size = 20;
  config.n_routed_experts = 8;
  config.num_experts_per_tok = 2;
  config.moe_intermediate_size = 10;
  config.shared_expert_intermediate_size = 14;
  config.max_position_embeddings = 300;
  return config;
}

ModelWeights random_weights(const ModelConfig& config, std::uint64_t seed) {
  ModelWeights weights = empty_weights(config);
  RandomStream random(seed);
  const auto uniform = [&](double middle, double width) {
    return static_cast<float>(middle + width * (2 * random.unit() - 1));
  };
  for (const WeightSlot& slot : weight_slots(weights)) {
    const double width = std::sqrt(3.0 / static_cast<double>(slot.columns()));
    if (slot.matrix != nullptr) {
      slot.matrix->values.resize(slot.matrix->rows * slot.columns());
      float* const values = slot.matrix->values.data() + slot.first_row * slot.columns();
      for (std::size_t i = 0; i < slot.rows() * slot.columns(); ++i) values[i] = uniform(0, width);
    } else {
      const bool norm = slot.name.find("norm") != std::string::npos;
      const bool bias = slot.name.find("bias") != std::string::npos;
      for (float& value : *slot.vector)
        value = norm ? uniform(1, 0.3) : uniform(0, bias ? 0.05 : width);
    }
  }
  return weights;
}

Tokenizer random_tokenizer(std::size_t vocabulary, std::vector<std::string> reserved,
                           std::uint64_t seed) {
  RandomStream random(seed);
  TokenizerTraining training{
      .vocabulary = vocabulary, .reserved = std::move(reserved), .piece_counts = {}};
  for (std::size_t i = 0; i < vocabulary; ++i) {
    std::string word;
    for (std::int64_t syllables = random.between(2, 4); syllables > 0; --syllables) {
      word += "bcdfghjklmnpqrstvwxz"[random.below(20)];
      word += "aeiouy"[random.below(6)];
    }
    training.piece_counts[word] += 1 + random.below(50);
  }
  return Tokenizer::train(training);
}

void write_checkpoint(const std::string& folder, const ModelWeights& weights,
                      const Tokenizer& tokenizer) {
  std::filesystem::create_directories(folder);
  save_weights(folder, weights);
  tokenizer.save(folder + "/tokenizer.json");
}

}  // namespace modus::neural
