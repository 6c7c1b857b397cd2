#include "neural/public/adapter.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "base/random.h"
#include "neural/public/public_model.h"
#include "neural/safetensors.h"
#include "neural/transformer_decoder.h"
#include "tests/neural/public/public_gguf.h"
#include "tests/temp_folder.h"

namespace modus::neural {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

PublicShape small_shape() {
  PublicShape shape;
  shape.config = public_config();
  return shape;
}

// Of every kind of product, with ranks and scales that differ.
Adapter drawn_adapter(std::uint64_t seed) {
  Adapter adapter;
  adapter.config = {
      .rank = 3,
      .alpha = 6,
      .divides_by_root = false,
      .targets = {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"},
      .rank_patterns = {{"1.self_attn.k_proj", 5}},
      .alpha_patterns = {{"up_proj", 2}},
      .base = "small"};
  RandomStream random(seed);
  const auto draw = [&](std::size_t count) {
    std::vector<float> values(count);
    for (float& value : values) value = static_cast<float>(random.unit() - 0.5) / 2;
    return values;
  };
  for (const AdaptableModule& module : adaptable_modules(small_shape())) {
    const std::size_t rank = adapter.config.rank_of(module.name);
    adapter.parts.push_back({module, rank, draw(rank * module.columns), draw(module.rows * rank)});
  }
  return adapter;
}

std::string written(const Adapter& adapter, const std::string& name) {
  const std::string folder = in_temp(name);
  write_adapter(folder, adapter);
  return folder;
}

std::string model_file(const ModelWeights& weights, const std::string& architecture,
                       const std::string& name) {
  const std::string path = in_temp(name + ".gguf");
  GgufBytes file = public_keys(weights.config, architecture);
  add_tensors(weights, architecture, kernels::BlockFormat::kF32, file);
  write_file(path, file.file());
  return path;
}

// W + scale B A in float32, in the order of rows that Hugging Face has: that of ModelWeights.
void merge(const Adapter& adapter, ModelWeights& weights) {
  add_adapter(adapter, weights);
  for (LayerWeights& layer : weights.layers)
    for (Matrix* m : {&layer.qkv, &layer.o, &layer.gate_up, &layer.down}) {
      for (const LowRank& part : m->low_rank)
        for (std::size_t n = 0; n < part.rows; ++n)
          for (std::size_t k = 0; k < m->columns; ++k) {
            double sum = 0;
            for (std::size_t r = 0; r < part.rank; ++r)
              sum += static_cast<double>(part.b[n * part.rank + r]) * part.a[r * m->columns + k];
            m->values[(part.first_row + n) * m->columns + k] +=
                static_cast<float>(part.scale * sum);
          }
      m->low_rank.clear();
    }
}

const std::vector<TokenId> kTokens = {3, 60, 0, 17, 17, 42, 5, 9};

std::vector<float> logits_of(const std::shared_ptr<const ModelWeights>& weights) {
  TransformerDecoder decoder(weights);
  const SequenceId sequence = decoder.open();
  std::vector<float> all, logits(decoder.vocabulary());
  for (const TokenId& token : kTokens) {
    const Append append{sequence, {&token, 1}};
    decoder.append({&append, 1}, logits);
    all.insert(all.end(), logits.begin(), logits.end());
  }
  return all;
}

double largest_difference(const std::vector<float>& a, const std::vector<float>& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    largest = std::max(largest, std::abs(static_cast<double>(a[i]) - b[i]));
  return largest;
}

class AdaptedModels : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(All, AdaptedModels, testing::Values("llama", "qwen2", "qwen3"));

// llama's GGUF files have the rows of queries and keys in another order than the adapter.
TEST_P(AdaptedModels, BesideTheModelItGivesTheLogitsOfTheMergedModel) {
  ModelWeights weights = public_weights(7, GetParam());
  const std::string base = model_file(weights, GetParam(), "base");
  const Adapter adapter = drawn_adapter(11);
  merge(adapter, weights);
  const std::string merged = model_file(weights, GetParam(), "merged");
  const std::vector<float> wanted = logits_of(load_public_weights(merged));
  const std::vector<float> got = logits_of(load_adapted_weights(base, written(adapter, "adapter")));
  EXPECT_LE(largest_difference(got, wanted), 1e-5);
  EXPECT_GT(largest_difference(got, logits_of(load_public_weights(base))), 0.1);
}

// PEFT's starting point.
TEST_P(AdaptedModels, WithBAtZeroItChangesNothing) {
  const std::string base = model_file(public_weights(7, GetParam()), GetParam(), "plain");
  Adapter adapter = drawn_adapter(12);
  for (AdapterPart& part : adapter.parts) std::ranges::fill(part.b, 0.0f);
  EXPECT_EQ(logits_of(load_adapted_weights(base, written(adapter, "zero"))),
            logits_of(load_public_weights(base)));
}

// Token by token, all at once, or beside another sequence: the same bits.
TEST(Adapter, LogitsDoNotDependOnTheBatch) {
  const std::string base = model_file(public_weights(7, "llama"), "llama", "batch");
  const auto weights = load_adapted_weights(base, written(drawn_adapter(13), "batched"));
  const std::vector<float> alone = logits_of(weights);
  TransformerDecoder decoder(weights);
  const std::vector<TokenId> other = {1, 2, 3};
  const std::vector<Append> batch = {{decoder.open(), other}, {decoder.open(), kTokens}};
  std::vector<float> logits(2 * decoder.vocabulary());
  decoder.append(batch, logits);
  const auto size = static_cast<std::ptrdiff_t>(decoder.vocabulary());
  EXPECT_TRUE(std::equal(logits.begin() + size, logits.end(), alone.end() - size));
}

TEST(Adapter, IsWrittenAndReadAsItself) {
  const Adapter adapter = drawn_adapter(14);
  const Adapter read = read_adapter(written(adapter, "whole"), small_shape());
  EXPECT_EQ(read.config, adapter.config);
  ASSERT_EQ(read.parts.size(), 21u);
  for (std::size_t i = 0; i < read.parts.size(); ++i) {
    EXPECT_EQ(read.parts[i].module.name, adapter.parts[i].module.name);
    EXPECT_EQ(read.parts[i].a, adapter.parts[i].a);
    EXPECT_EQ(read.parts[i].b, adapter.parts[i].b);
  }
}

// A folder whose tensors were changed after it was written.
class Damaged : public testing::Test {
 protected:
  void SetUp() override { write_adapter(folder_, adapter_); }

  template <typename Change>
  void expect_refused(const Change& change, const std::string& message) {
    const std::string path = folder_ + "/adapter_model.safetensors";
    const SafetensorsFile file(path);
    std::map<std::string, TensorView, std::less<>> tensors = file.tensors();
    change(tensors);
    write_safetensors(path, tensors, {});
    EXPECT_THAT([&] { read_adapter(folder_, small_shape()); },
                ThrowsMessage<IoError>(HasSubstr(message)));
  }

  const Adapter adapter_ = drawn_adapter(15);
  const std::string folder_ =
      in_temp(testing::UnitTest::GetInstance()->current_test_info()->name());
  const std::string first_ = "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight";
};

TEST_F(Damaged, MissingTensor) {
  expect_refused([&](auto& tensors) { tensors.erase(first_); }, first_);
}
TEST_F(Damaged, OtherShape) {
  expect_refused(
      [&](auto& tensors) {
        tensors.at(first_).shape = {32, 3};
      },
      "should have shape [3, 32], it has [32, 3]");
}
TEST_F(Damaged, OtherRankThanItSays) {
  Adapter other = adapter_;
  other.config.rank = 4;
  write_file(folder_ + "/adapter_config.json", print_adapter_config(other.config));
  expect_refused([](auto&) {}, "should have shape [4, 32], it has [3, 32]");
}
TEST_F(Damaged, Integers) {
  expect_refused([&](auto& tensors) { tensors.at(first_).dtype = Dtype::kI32; },
                 "should be F32, F16 or BF16, it is I32");
}
TEST_F(Damaged, NotFinite) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  std::vector<float> values(96, nan);
  expect_refused(
      [&](auto& tensors) { tensors.at(first_).bytes = std::as_bytes(std::span(values)); },
      "has a number that is not finite");
}
TEST_F(Damaged, ATensorOfAnotherModel) {
  expect_refused(
      [&](auto& tensors) {
        tensors["base_model.model.model.layers.3.self_attn.q_proj.lora_A.weight"] =
            tensors.at(first_);
      },
      "layers.3.self_attn.q_proj.lora_A.weight is no part of an adapter of this model");
}
TEST_F(Damaged, ATensorOfNoTarget) {
  AdapterConfig config = adapter_.config;
  std::erase(config.targets, "o_proj");
  write_file(folder_ + "/adapter_config.json", print_adapter_config(config));
  expect_refused([](auto&) {}, "belongs to none of `target_modules`");
}
TEST_F(Damaged, APickle) {
  std::filesystem::rename(folder_ + "/adapter_model.safetensors", folder_ + "/adapter_model.bin");
  EXPECT_THAT([&] { read_adapter(folder_, small_shape()); },
              ThrowsMessage<IoError>(HasSubstr("adapter_model.bin is not read")));
}
TEST_F(Damaged, ATruncatedFile) {
  const std::string path = folder_ + "/adapter_model.safetensors";
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 1);
  EXPECT_THAT([&] { read_adapter(folder_, small_shape()); },
              ThrowsMessage<IoError>(HasSubstr("is no safetensors file")));
}

TEST(Adapter, RoutedExpertsAndLatentAttentionTakeNone) {
  PublicShape shape = small_shape();
  shape.config.n_routed_experts = 4;
  shape.dense_layers = {1};
  const auto names = [&] {
    std::vector<std::string> all;
    for (const AdaptableModule& module : adaptable_modules(shape)) all.push_back(module.name);
    return all;
  };
  EXPECT_EQ(names().size(), 3u * 4 + 3);
  EXPECT_THAT(names(), testing::Contains("model.layers.1.mlp.up_proj"));
  shape.latent.emplace();
  EXPECT_EQ(names().size(), 3u);
}

}  // namespace
}  // namespace modus::neural
