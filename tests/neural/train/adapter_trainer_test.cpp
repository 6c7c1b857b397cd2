#include "neural/train/adapter_trainer.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include <gtest/gtest.h>

#include <ATen/core/grad_mode.h>

#include "base/error.h"
#include "base/files.h"
#include "base/random.h"
#include "neural/public/public_model.h"
#include "neural/train/adapted_transformer.h"
#include "neural/train/ops/ops.h"
#include "neural/train/ops/tensors.h"
#include "neural/transformer_decoder.h"
#include "tests/neural/public/public_gguf.h"
#include "tests/temp_folder.h"

namespace modus::neural::train {
namespace {

using kernels::BlockFormat;
using kernels::Precision;

std::string model_file(const std::string& architecture, BlockFormat format) {
  const std::string path = in_temp(architecture + ".gguf");
  ModelWeights weights = public_weights(7, architecture);
  if (format == BlockFormat::kQ8_0) round_to_128ths(weights);
  GgufBytes file = public_keys(weights.config, architecture);
  add_tensors(weights, architecture, format, file);
  write_file(path, file.file());
  return path;
}

std::shared_ptr<const FrozenWeights> frozen(const std::string& path) {
  PublicFiles files = open_public_model(path);
  return std::make_shared<const FrozenWeights>(std::move(files.shape), std::move(files.tensors));
}

AdapterConfig all_products() {
  AdapterConfig config;
  config.rank = 4;
  config.alpha = 8;
  config.targets = {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"};
  config.rank_patterns = {{"1.mlp.up_proj", 2}};
  return config;
}

AdapterTrainerSettings quick() {
  AdapterTrainerSettings settings;
  settings.optimiser.schedule = {.warm_up_steps = 5, .stable_steps = 1000, .decay_steps = 10};
  settings.optimiser.rate = 1e-2;
  settings.precision = Precision::kFloat32;
  return settings;
}

// Five tokens that all rows begin with; then each reverses three letters.
Batch reversing_rows(std::uint64_t seed) {
  RandomStream random(seed);
  Batch batch;
  batch.token = {9, 8, 7, 6, 5};
  batch.offset = {5};
  for (int row = 0; row < 6; ++row) {
    std::vector<std::int32_t> letters;
    for (int i = 0; i < 3; ++i) letters.push_back(static_cast<std::int32_t>(10 + random.below(8)));
    batch.token.insert(batch.token.end(), letters.begin(), letters.end());
    batch.token.push_back(1);
    batch.token.insert(batch.token.end(), letters.rbegin(), letters.rend());
    batch.offset.push_back(static_cast<std::int32_t>(batch.token.size()));
  }
  batch.target.assign(batch.token.begin() + 1, batch.token.end());
  batch.target.push_back(0);
  batch.weight.assign(batch.token.size(), 0.0f);
  for (std::size_t r = 0; r + 1 < batch.offset.size(); ++r)
    for (int i = 3; i < 6; ++i) batch.weight[static_cast<std::size_t>(batch.offset[r] + i)] = 1;
  return batch;
}

// A few steps on, so that neither A nor B is as it was drawn.
void train(AdapterTrainer& trainer, std::uint64_t steps) {
  for (std::uint64_t step = 0; step < steps; ++step) trainer.step(reversing_rows(step));
}

double loss_of(std::span<const float> logits, std::int32_t target) {
  double highest = -1e30, sum = 0;
  for (const float value : logits) highest = std::max(highest, static_cast<double>(value));
  for (const float value : logits) sum += std::exp(static_cast<double>(value) - highest);
  return highest + std::log(sum) - static_cast<double>(logits[static_cast<std::size_t>(target)]);
}

// What the decoder with the saved adapter says of each judged token, against what training says.
double largest_difference(const std::string& path, const AdapterTrainer& trainer) {
  write_adapter(in_temp("trained"), trainer.adapter());
  TransformerDecoder decoder(load_adapted_weights(path, in_temp("trained")));
  const Batch batch = reversing_rows(77);
  const Evaluation wanted = trainer.evaluate(batch);
  std::vector<float> logits(decoder.vocabulary());
  double largest = 0;
  for (std::size_t r = 0; r + 1 < batch.offset.size(); ++r) {
    const SequenceId sequence = decoder.open();
    const auto append = [&](std::size_t t) {
      const Append one{sequence, {&batch.token[t], 1}};
      decoder.append({&one, 1}, logits);
    };
    for (std::size_t t = 0; t < 5; ++t) append(t);
    for (auto t = static_cast<std::size_t>(batch.offset[r]);
         t < static_cast<std::size_t>(batch.offset[r + 1]); ++t) {
      append(t);
      if (batch.weight[t] > 0)
        largest = std::max(largest, std::abs(loss_of(logits, batch.target[t]) - wanted.loss[t]));
    }
  }
  return largest;
}

class Trained : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(All, Trained, testing::Values("llama", "qwen2", "qwen3"));

TEST_P(Trained, AdaptersRunAsTheyWereTrained) {
  const std::string path = model_file(GetParam(), BlockFormat::kF32);
  AdapterTrainer trainer(frozen(path), all_products(), quick(), 3);
  const double before = trainer.step(reversing_rows(50)).loss;
  train(trainer, 30);
  EXPECT_LT(trainer.step(reversing_rows(50)).loss, before - 0.5);
  EXPECT_LE(largest_difference(path, trainer), 1e-4);
}

// The decoder rounds activations to 8 bits there.
TEST_P(Trained, BesideQuantisedWeightsToo) {
  const std::string path = model_file(GetParam(), BlockFormat::kQ8_0);
  AdapterTrainer trainer(frozen(path), all_products(), quick(), 3);
  train(trainer, 30);
  EXPECT_LE(largest_difference(path, trainer), 0.1);
}

// Along a random direction of each parameter, by central differences of the whole model's loss.
TEST_P(Trained, GradientsMatchFiniteDifferences) {
  const std::string path = model_file(GetParam(), BlockFormat::kQ8_0);
  RandomStream random(5);
  AdaptedTransformer model(frozen(path), all_products(), random);
  for (const auto& [name, value] : model.parameters())
    for (std::int64_t i = 0; i < value.numel(); ++i) {
      at::Tensor plain = value.detach();
      out(plain)[i] = static_cast<float>(random.unit() - 0.5) / 2;
    }
  const Batch batch = reversing_rows(1);
  const auto loss = [&] {
    return head_loss(model.forward({batch.token, batch.offset}, Precision::kFloat32),
                     model.output_weight(), batch.target, batch.weight, Precision::kFloat32)
        .loss;
  };
  loss().backward();
  for (const auto& [name, value] : model.parameters()) {
    at::Tensor along = new_floats(value.sizes().vec());
    for (std::int64_t i = 0; i < along.numel(); ++i)
      out(along)[i] = static_cast<float>(2 * random.unit() - 1);
    const at::NoGradGuard no_gradients;
    constexpr double kStep = 2e-3;
    at::Tensor plain = value.detach();
    const auto loss_at = [&](double step) {
      plain.add_(along, step);
      const double there = loss().item<double>();
      plain.sub_(along, step);
      return there;
    };
    const double numeric = (loss_at(kStep) - loss_at(-kStep)) / (2 * kStep);
    const double exact =
        value.grad().to(at::kDouble).mul(along.to(at::kDouble)).sum().item<double>();
    EXPECT_NEAR(exact, numeric, 5e-3 * (1 + std::abs(numeric))) << name;
  }
}

TEST(AdapterTrainer, BeginsAsTheModelItself) {
  const std::string path = model_file("llama", BlockFormat::kF32);
  const AdapterTrainer trainer(frozen(path), all_products(), quick(), 3);
  EXPECT_LE(largest_difference(path, trainer), 1e-4);
  for (const AdapterPart& part : trainer.adapter().parts) {
    EXPECT_TRUE(std::ranges::all_of(part.b, [](float value) { return value == 0; }));
    EXPECT_FALSE(std::ranges::all_of(part.a, [](float value) { return value == 0; }));
  }
}

TEST(AdapterTrainer, LearnsASmallTask) {
  AdapterTrainer trainer(frozen(model_file("llama", BlockFormat::kQ8_0)), all_products(), quick(),
                         3);
  train(trainer, 250);
  const Batch fresh = reversing_rows(10'000);
  const Evaluation evaluation = trainer.evaluate(fresh);
  std::size_t right = 0, judged = 0;
  for (std::size_t t = 0; t < fresh.target.size(); ++t)
    if (fresh.weight[t] > 0) ++judged, right += evaluation.best[t] == fresh.target[t];
  EXPECT_GT(right * 10, judged * 9) << right << " of " << judged;
}

TEST(AdapterTrainer, TargetsAloneAreTrained) {
  AdapterConfig config = all_products();
  config.targets = {"1.self_attn.v_proj"};
  AdapterTrainer trainer(frozen(model_file("llama", BlockFormat::kF32)), config, quick(), 3);
  train(trainer, 2);
  ASSERT_EQ(trainer.adapter().parts.size(), 1u);
  EXPECT_EQ(trainer.adapter().parts[0].module.name, "model.layers.1.self_attn.v_proj");
  config.targets = {"lm_head"};
  EXPECT_THROW(AdapterTrainer(frozen(model_file("llama", BlockFormat::kF32)), config, quick(), 3),
               ConfigError);
}

TEST(AdapterTrainer, ResumesBitByBit) {
  const std::string file = in_temp("resumed.safetensors");
  const std::string path = model_file("qwen2", BlockFormat::kQ8_0);
  AdapterTrainer whole(frozen(path), all_products(), quick(), 3);
  std::vector<double> losses;
  for (std::uint64_t step = 0; step < 6; ++step) {
    if (step == 3) whole.save(file, {{"cursor", "42"}});
    losses.push_back(whole.step(reversing_rows(step)).loss);
  }
  AdapterTrainer resumed(frozen(path), all_products(), quick(), 99);
  EXPECT_EQ(resumed.load(file).at("cursor"), "42");
  EXPECT_EQ(resumed.steps_done(), 3u);
  for (std::uint64_t step = 3; step < 6; ++step)
    EXPECT_EQ(resumed.step(reversing_rows(step)).loss, losses[step]) << step;
  EXPECT_EQ(whole.adapter().parts.back().b, resumed.adapter().parts.back().b);
}

TEST(AdapterTrainer, RefusesTheCheckpointOfAnotherAdapterOrModel) {
  const std::string file = in_temp("other.safetensors");
  const std::string path = model_file("llama", BlockFormat::kF32);
  AdapterTrainer(frozen(path), all_products(), quick(), 3).save(file, {});
  AdapterConfig other = all_products();
  other.alpha = 9;
  AdapterTrainer trainer(frozen(path), other, quick(), 3);
  EXPECT_THROW(trainer.load(file), IoError);
}

}  // namespace
}  // namespace modus::neural::train
