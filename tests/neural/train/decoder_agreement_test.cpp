// The trained model and the decoded one are the same function: training modules and decoder agree
// on every token's log-probability.
#include <cmath>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/random.h"
#include "neural/checkpoint.h"
#include "neural/train/trainer.h"
#include "neural/transformer_decoder.h"
#include "tests/temp_folder.h"

namespace modus::neural::train {
namespace {

ModelConfig small_model() {
  ModelConfig config;
  config.vocab_size = 97;
  config.hidden_size = 48;
  config.num_hidden_layers = 3;
  config.num_attention_heads = 6;
  config.num_key_value_heads = 2;
  config.head_dim = 8;
  config.intermediate_size = 56;
  config.n_routed_experts = 12;
  config.num_experts_per_tok = 3;
  config.moe_intermediate_size = 16;
  config.shared_expert_intermediate_size = 24;
  config.max_position_embeddings = 256;
  return config;
}

Batch random_row(std::size_t length, std::size_t vocabulary, std::uint64_t seed) {
  RandomStream random(seed);
  Batch batch;
  for (std::size_t t = 0; t < length; ++t)
    batch.token.push_back(
        static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(vocabulary))));
  batch.target.assign(batch.token.begin() + 1, batch.token.end());
  batch.target.push_back(0);
  batch.weight.assign(length, 1.0f);
  batch.weight.back() = 0;
  batch.offset = {0, static_cast<std::int32_t>(length)};
  return batch;
}

double loss_of(std::span<const float> logits, std::int32_t target) {
  double highest = -1e30, sum = 0;
  for (const float value : logits) highest = std::max(highest, static_cast<double>(value));
  for (const float value : logits) sum += std::exp(static_cast<double>(value) - highest);
  return highest + std::log(sum) - static_cast<double>(logits[static_cast<std::size_t>(target)]);
}

class DecoderAgreement : public testing::TestWithParam<bool> {};

TEST_P(DecoderAgreement, EveryTokenHasTheSameProbability) {
  ModelConfig config = small_model();
  config.router_reads_entropy = GetParam();
  TrainerSettings settings;
  settings.precision = kernels::Precision::kFloat32;
  settings.schedule.warm_up_steps = 1;
  Trainer trainer(config, settings, 11);
  // A few steps, so that norms, router biases and experts are not as they were drawn.
  for (std::uint64_t step = 0; step < 5; ++step)
    trainer.step(random_row(120, config.vocab_size, 100 + step));

  const auto folder = temp_folder() / "decoder_agreement";
  std::filesystem::create_directories(folder);
  trainer.save_weights((folder / "model.safetensors").string());
  write_file((folder / "config.json").string(), print_model_config(config));
  TransformerDecoder decoder(load_weights(folder.string()));
  std::filesystem::remove_all(folder);

  const Batch row = random_row(150, config.vocab_size, 7);
  const Evaluation expected = trainer.evaluate(row);
  const SequenceId sequence = decoder.open();
  std::vector<float> logits(config.vocab_size);
  for (std::size_t t = 0; t + 1 < row.token.size(); ++t) {
    const Append append{sequence, std::span(&row.token[t], 1)};
    decoder.append(std::span(&append, 1), logits);
    EXPECT_NEAR(loss_of(logits, row.target[t]), static_cast<double>(expected.loss[t]), 1e-4) << t;
  }
}

INSTANTIATE_TEST_SUITE_P(WithAndWithoutEntropy, DecoderAgreement, testing::Bool());

}  // namespace
}  // namespace modus::neural::train
