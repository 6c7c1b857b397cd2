#include "neural/checkpoint.h"

#include <cstring>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "neural/quantise.h"
#include "neural/safetensors.h"
#include "tests/neural/random_model.h"
#include "tests/temp_folder.h"

namespace modus::neural {
namespace {

ModelConfig config() {
  ModelConfig config = small_config();
  config.vocab_size = 300;
  return config;
}

void expect_equal(const ModelWeights& a, const ModelWeights& b) {
  EXPECT_EQ(a.config, b.config);
  const auto left = weight_slots(a), right = weight_slots(b);
  ASSERT_EQ(left.size(), right.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i].matrix == nullptr) {
      EXPECT_EQ(*left[i].vector, *right[i].vector) << left[i].name;
      continue;
    }
    EXPECT_EQ(left[i].matrix->values, right[i].matrix->values) << left[i].name;
    EXPECT_EQ(left[i].matrix->quantised, right[i].matrix->quantised) << left[i].name;
    EXPECT_EQ(left[i].matrix->scale, right[i].matrix->scale) << left[i].name;
  }
}

TEST(Checkpoint, SavedAndLoadedItIsTheSame) {
  const ModelWeights weights = random_weights(config(), 1);
  const std::string real = in_temp("real"), coded = in_temp("coded");
  write_checkpoint(real, weights, random_tokenizer(300, {"<pad>"}, 1));
  write_checkpoint(coded, quantise(weights), random_tokenizer(300, {"<pad>"}, 1));
  expect_equal(weights, *load_checkpoint(real).weights);
  expect_equal(quantise(weights), *load_checkpoint(coded).weights);
  EXPECT_EQ(load_checkpoint(coded).tokenizer.size(), 300u);
}

// A tensor that a test can change.
struct Owned {
  Dtype dtype = Dtype::kF32;
  std::vector<std::size_t> shape;
  std::vector<std::byte> bytes;
};
using OwnedTensors = std::map<std::string, Owned>;

// Writes the checkpoint `name` with its tensors changed.
std::string changed(const std::string& name, const ModelWeights& weights,
                    const std::function<void(OwnedTensors&)>& change) {
  const std::string path = in_temp(name);
  write_checkpoint(path, weights, random_tokenizer(300, {"<pad>"}, 1));
  OwnedTensors tensors;
  {
    const SafetensorsFile file(path + "/model.safetensors");
    for (const auto& [key, view] : file.tensors())
      tensors[key] = {view.dtype, view.shape, {view.bytes.begin(), view.bytes.end()}};
  }
  change(tensors);
  std::map<std::string, TensorView, std::less<>> views;
  for (const auto& [key, tensor] : tensors) views[key] = {tensor.dtype, tensor.shape, tensor.bytes};
  write_safetensors(path + "/model.safetensors", views, {});
  return path;
}

void expect_refused(const std::string& path, const std::string& message) {
  try {
    load_checkpoint(path);
    FAIL() << message;
  } catch (const IoError& error) {
    EXPECT_NE(std::string(error.what()).find(message), std::string::npos) << error.what();
  }
}

TEST(Checkpoint, Bfloat16BecomesFloat32) {
  const ModelWeights weights = random_weights(config(), 2);
  const std::string path = changed("bf16", weights, [](OwnedTensors& tensors) {
    for (auto& [name, tensor] : tensors) {
      std::vector<std::byte> upper;
      for (std::size_t i = 0; i < tensor.bytes.size(); i += 4)
        upper.insert(upper.end(), {tensor.bytes[i + 2], tensor.bytes[i + 3]});
      tensor = {Dtype::kBf16, tensor.shape, upper};
    }
  });
  const auto loaded = load_weights(path);
  ASSERT_EQ(loaded->embedding.values.size(), weights.embedding.values.size());
  for (std::size_t i = 0; i < weights.embedding.values.size(); ++i)
    EXPECT_NEAR(loaded->embedding.values[i], weights.embedding.values[i], 0.01f);
}

TEST(Checkpoint, WhatDoesNotFitTheConfigIsRefused) {
  const ModelWeights weights = random_weights(config(), 3);
  const std::string norm = "model.layers.1.input_layernorm.weight";
  expect_refused(changed("missing", weights, [&](OwnedTensors& t) { t.erase(norm); }), norm);
  expect_refused(
      changed("extra", weights, [&](OwnedTensors& t) { t["model.layers.9.x"].shape = {0}; }),
      "model.layers.9.x");
  expect_refused(changed("shape", weights,
                         [&](OwnedTensors& t) {
                           t["model.norm.weight"].shape = {12, 2};
                         }),
                 "model.norm.weight should have shape [24], it has [12, 2]");
  expect_refused(changed("type", weights,
                         [&](OwnedTensors& t) { t["model.norm.weight"].dtype = Dtype::kI32; }),
                 "should be F32 or BF16, it is I32");
  expect_refused(changed("nan", weights,
                         [&](OwnedTensors& t) {
                           const float nan = std::numeric_limits<float>::quiet_NaN();
                           std::memcpy(t["model.norm.weight"].bytes.data() + 8, &nan, sizeof nan);
                         }),
                 "not finite");
}

TEST(Checkpoint, AQuantisedTensorNeedsItsScaleAndItsSisters) {
  const ModelWeights weights = quantise(random_weights(config(), 4));
  const std::string k = "model.layers.0.self_attn.k_proj.weight";
  expect_refused(changed("no_scale", weights, [&](OwnedTensors& t) { t.erase(k + ".scale"); }),
                 k + ".scale");
  expect_refused(changed("mixture", weights,
                         [&](OwnedTensors& t) {
                           t.erase(k + ".scale");
                           t[k].dtype = Dtype::kF32;
                           t[k].bytes.resize(4 * t[k].bytes.size());
                         }),
                 "sisters");
}

TEST(Checkpoint, ATokenizerOfAnotherSizeIsRefused) {
  const std::string path = in_temp("tokenizer");
  write_checkpoint(path, random_weights(config(), 5), random_tokenizer(301, {"<pad>"}, 1));
  expect_refused(path, "has 301 tokens, the model of config.json has 300");
}

TEST(Checkpoint, MissingFilesAreNamed) {
  const std::string path = in_temp("gone");
  for (const char* file : {"config.json", "model.safetensors", "tokenizer.json"}) {
    write_checkpoint(path, random_weights(config(), 6), random_tokenizer(300, {"<pad>"}, 1));
    std::filesystem::remove(path + "/" + file);
    expect_refused(path, file);
  }
  write_checkpoint(path, random_weights(config(), 6), random_tokenizer(300, {"<pad>"}, 1));
  write_file(path + "/config.json", "{}");
  EXPECT_THROW(load_checkpoint(path), ConfigError);
}

TEST(Checkpoint, ParametersOfTheNanoShape) {
  const ParameterCount count = count_parameters(ModelConfig());
  EXPECT_EQ(count.total, 35'726'592u);
  EXPECT_LT(count.active, count.total / 5);
}

}  // namespace
}  // namespace modus::neural
