#include "neural/train/trainer.h"

#include <cmath>
#include <cstdio>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "base/random.h"
#include "neural/checkpoint.h"
#include "neural/quantise.h"
#include "tests/temp_folder.h"

namespace modus::neural::train {
namespace {

ModelConfig small_model() {
  ModelConfig config;
  config.vocab_size = 64;
  config.hidden_size = 32;
  config.num_hidden_layers = 2;
  config.num_attention_heads = 4;
  config.num_key_value_heads = 2;
  config.head_dim = 8;
  config.intermediate_size = 48;
  config.n_routed_experts = 8;
  config.num_experts_per_tok = 2;
  config.moe_intermediate_size = 16;
  config.shared_expert_intermediate_size = 24;
  config.max_position_embeddings = 64;
  return config;
}

TrainerSettings quick() {
  TrainerSettings settings;
  settings.schedule = {.warm_up_steps = 5, .stable_steps = 1000, .decay_steps = 10};
  settings.rate = 3e-3;
  settings.precision = kernels::Precision::kFloat32;
  return settings;
}

// Rows of a random prefix, a mark, and the prefix again: what is judged can only be copied.
Batch copying_rows(std::uint64_t seed) {
  RandomStream random(seed);
  Batch batch;
  batch.offset = {0};
  for (int row = 0; row < 8; ++row) {
    std::vector<std::int32_t> prefix;
    for (int i = 0; i < 6; ++i) prefix.push_back(static_cast<std::int32_t>(2 + random.below(60)));
    std::vector<std::int32_t> tokens = prefix;
    tokens.push_back(1);
    tokens.insert(tokens.end(), prefix.begin(), prefix.end());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      batch.token.push_back(tokens[i]);
      batch.target.push_back(i + 1 < tokens.size() ? tokens[i + 1] : 0);
      batch.weight.push_back(i >= 6 && i + 1 < tokens.size() ? 1.0f : 0.0f);
    }
    batch.offset.push_back(static_cast<std::int32_t>(batch.token.size()));
  }
  return batch;
}

TEST(Trainer, LearnsASmallSetByHeart) {
  Trainer trainer(small_model(), quick(), 3);
  const Batch batch = copying_rows(1);
  const double first = trainer.step(batch).loss;
  EXPECT_NEAR(first, std::log(64.0), 0.7);
  double last = first;
  for (int step = 0; step < 120; ++step) last = trainer.step(batch).loss;
  EXPECT_LT(last, 0.2);
  const Evaluation evaluation = trainer.evaluate(batch);
  std::size_t right = 0, judged = 0;
  for (std::size_t t = 0; t < batch.target.size(); ++t)
    if (batch.weight[t] > 0) ++judged, right += evaluation.best[t] == batch.target[t];
  EXPECT_GT(right * 10, judged * 9);
}

TEST(Trainer, BfloatLearnsToo) {
  TrainerSettings settings = quick();
  settings.precision = kernels::Precision::kBfloat16;
  Trainer trainer(small_model(), settings, 3);
  const Batch batch = copying_rows(1);
  double last = 0;
  for (int step = 0; step < 120; ++step) last = trainer.step(batch).loss;
  EXPECT_LT(last, 0.3);
}

TEST(Trainer, ResumesBitByBit) {
  const std::string file = in_temp("resumed.safetensors");
  Trainer whole(small_model(), quick(), 3);
  std::vector<double> losses;
  for (std::uint64_t step = 0; step < 6; ++step) {
    if (step == 3) whole.save(file, {{"cursor", "42"}});
    losses.push_back(whole.step(copying_rows(step)).loss);
  }
  Trainer resumed(small_model(), quick(), 99);
  EXPECT_EQ(resumed.load(file).at("cursor"), "42");
  EXPECT_EQ(resumed.steps_done(), 3u);
  for (std::uint64_t step = 3; step < 6; ++step)
    EXPECT_EQ(resumed.step(copying_rows(step)).loss, losses[step]) << step;
  std::remove(file.c_str());
}

TEST(Trainer, RefusesTheCheckpointOfAnotherModel) {
  const std::string file = in_temp("other.safetensors");
  Trainer(small_model(), quick(), 3).save(file, {});
  ModelConfig wider = small_model();
  wider.hidden_size = 48;
  Trainer other(wider, quick(), 3);
  EXPECT_THROW(other.load(file), IoError);
  Trainer(small_model(), quick(), 3).save_weights(file);
  Trainer same(small_model(), quick(), 3);
  EXPECT_THROW(same.load(file), IoError) << "weights alone are no training checkpoint";
  same.load_weights(file);
  std::remove(file.c_str());
}

// What is committed is int8: training goes on from there.
TEST(Trainer, BeginsWithQuantisedWeights) {
  const std::string folder = in_temp("begin");
  std::filesystem::create_directories(folder);
  Trainer(small_model(), quick(), 3).save_weights(folder + "/model.safetensors");
  write_file(folder + "/config.json", print_model_config(small_model()));
  const auto real = load_weights(folder);
  const ModelWeights coded = quantise(*real);
  std::filesystem::create_directories(in_temp("coded"));
  save_weights(in_temp("coded"), coded);
  Trainer trainer(small_model(), quick(), 4);
  trainer.load_weights(in_temp("coded/model.safetensors"));
  trainer.save_weights(folder + "/model.safetensors");
  const auto loaded = load_weights(folder);
  const Matrix& from = coded.embedding;
  for (std::size_t i = 0; i < from.quantised.size(); ++i)
    ASSERT_EQ(loaded->embedding.values[i],
              from.scale[i / from.columns] * static_cast<float>(from.quantised[i]));
  EXPECT_EQ(loaded->norm, real->norm);
  EXPECT_EQ(loaded->layers.back().router, real->layers.back().router);
}

TEST(Trainer, SkipsWhatIsNotFiniteAndGivesUpAfterTen) {
  TrainerSettings settings = quick();
  settings.rate = std::nan("");
  Trainer trainer(small_model(), settings, 3);
  const Batch batch = copying_rows(1);
  EXPECT_FALSE(trainer.step(batch).skipped);  // the weights are not a number from now on
  EXPECT_THROW(
      {
        for (int step = 0; step < 20; ++step) EXPECT_TRUE(trainer.step(batch).skipped);
      },
      Error);
}

TEST(Trainer, ARowDoesNotSeeItsNeighbours) {
  const Trainer trainer(small_model(), quick(), 3);
  const Batch both = copying_rows(4);
  Batch alone;
  const auto begin = both.offset[3], end = both.offset[4];
  alone.token.assign(both.token.begin() + begin, both.token.begin() + end);
  alone.target.assign(both.target.begin() + begin, both.target.begin() + end);
  alone.weight.assign(both.weight.begin() + begin, both.weight.begin() + end);
  alone.offset = {0, end - begin};
  const Evaluation together = trainer.evaluate(both);
  const Evaluation single = trainer.evaluate(alone);
  for (std::size_t t = 0; t < alone.token.size(); ++t)
    EXPECT_NEAR(single.loss[t], together.loss[static_cast<std::size_t>(begin) + t], 1e-5);
}

TEST(Trainer, RoutingEvensOut) {
  Trainer trainer(small_model(), quick(), 3);
  StepReport report;
  for (std::uint64_t step = 0; step < 150; ++step) report = trainer.step(copying_rows(step));
  ASSERT_EQ(report.utilisation.size(), 1u);
  EXPECT_GT(report.utilisation[0], 0.9);
}

}  // namespace
}  // namespace modus::neural::train
