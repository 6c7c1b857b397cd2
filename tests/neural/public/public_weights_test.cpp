#include "neural/public/public_weights.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "neural/transformer_decoder.h"
#include "tests/neural/public/public_gguf.h"
#include "tests/neural/reference_model.h"
#include "tests/temp_folder.h"

namespace modus::neural {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

std::shared_ptr<const ModelWeights> loaded(const GgufBytes& bytes) {
  const std::string path = in_temp("model.gguf");
  write_file(path, bytes.file());
  return load_gguf_weights(GgufFile::open(path));
}

GgufBytes whole_file(const ModelWeights& weights, std::string_view architecture) {
  GgufBytes file = public_keys(weights.config, architecture);
  add_tensors(weights, architecture, kernels::BlockFormat::kF32, file);
  return file;
}

const std::vector<TokenId> kTokens = {3, 60, 0, 17, 17, 42, 5, 9};

// Over all logits after each token: the largest difference and the root of the mean square.
struct Differences {
  double largest = 0, rms = 0;
};
Differences from_reference(const ModelWeights& weights, std::shared_ptr<const ModelWeights> read) {
  TransformerDecoder decoder(std::move(read));
  const SequenceId sequence = decoder.open();
  const std::vector<std::vector<double>> wanted = reference_logits(weights, kTokens);
  std::vector<float> logits(decoder.vocabulary());
  Differences differences;
  for (std::size_t t = 0; t < kTokens.size(); ++t) {
    const Append append{sequence, {&kTokens[t], 1}};
    decoder.append({&append, 1}, logits);
    for (std::size_t v = 0; v < logits.size(); ++v) {
      const double difference = wanted[t][v] - static_cast<double>(logits[v]);
      differences.largest = std::max(differences.largest, std::abs(difference));
      differences.rms += difference * difference;
    }
  }
  differences.rms =
      std::sqrt(differences.rms / static_cast<double>(kTokens.size() * logits.size()));
  return differences;
}

void expect_reference_logits(const ModelWeights& weights,
                             std::shared_ptr<const ModelWeights> read) {
  EXPECT_LT(from_reference(weights, std::move(read)).largest, 1e-4);
}

class Architectures : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(All, Architectures, testing::Values("llama", "qwen2", "qwen3"));

TEST_P(Architectures, FloatWeightsGiveTheLogitsOfTheReference) {
  const ModelWeights weights = public_weights(7, GetParam());
  expect_reference_logits(weights, loaded(whole_file(weights, GetParam())));
}

// Activations have 8 bits then.
TEST_P(Architectures, BlocksGiveTheLogitsOfTheReferenceAsFarAsTheyCan) {
  ModelWeights weights = public_weights(7, GetParam());
  round_to_128ths(weights);
  GgufBytes file = public_keys(weights.config, GetParam());
  add_tensors(weights, GetParam(), kernels::BlockFormat::kQ8_0, file);
  const std::shared_ptr<const ModelWeights> read = loaded(file);
  EXPECT_TRUE(read->layers[0].qkv.values.empty());
  EXPECT_EQ(read->layers[0].qkv.blocks.size(), 3u);
  weights.token_rows = {
      kernels::BlockFormat::kF32, std::as_bytes(std::span(weights.embedding.values)), {}};
  EXPECT_LT(from_reference(weights, read).rms, 0.05);
}

TEST_P(Architectures, AnOutputLayerOfItsOwnIsUsed) {
  ModelWeights weights = public_weights(8, GetParam());
  GgufBytes file = whole_file(weights, GetParam());
  const Matrix table = weights.embedding;
  weights.token_rows = {kernels::BlockFormat::kF32, std::as_bytes(std::span(table.values)), {}};
  for (float& value : weights.embedding.values) value = -value / 2;
  const std::vector<float>& output = weights.embedding.values;
  file.add_tensor("output.weight", {table.rows, table.columns}, kernels::BlockFormat::kF32,
                  {reinterpret_cast<const char*>(output.data()), output.size() * sizeof(float)});
  expect_reference_logits(weights, loaded(file));
}

TEST(GgufWeights, StretchedRopesAreFollowed) {
  ModelWeights weights = public_weights(9, "llama");
  GgufBytes file = whole_file(weights, "llama");
  weights.rope_stretched = {1, 1, 4, 8};
  file.add_tensor("rope_freqs.weight", {4}, kernels::BlockFormat::kF32,
                  {reinterpret_cast<const char*>(weights.rope_stretched.data()), 16});
  expect_reference_logits(weights, loaded(file));
}

TEST(GgufWeights, WhatIsMissingOrLeftOverIsNamed) {
  const ModelWeights weights = public_weights(7, "llama");
  const GgufBytes keys = public_keys(weights.config, "llama");
  EXPECT_THAT([&] { loaded(keys); }, ThrowsMessage<IoError>(HasSubstr("token_embd.weight")));
  GgufBytes biased = whole_file(weights, "llama");
  biased.add_tensor("blk.0.attn_q.bias", {1}, kernels::BlockFormat::kF32, std::string(4, '\0'));
  EXPECT_THAT([&] { loaded(biased); }, ThrowsMessage<IoError>(HasSubstr("blk.0.attn_q.bias")));
}

TEST(GgufWeights, NumbersThatAreNotFiniteAreRefused) {
  ModelWeights weights = public_weights(7, "qwen2");
  weights.layers[1].down.values[5] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THAT([&] { loaded(whole_file(weights, "qwen2")); },
              ThrowsMessage<IoError>(HasSubstr("blk.1.ffn_down.weight")));
}

TEST(GgufWeights, TheFileStaysOpenForTheTokens) {
  const ModelWeights weights = public_weights(7, "llama");
  const std::shared_ptr<const ModelWeights> read = loaded(whole_file(weights, "llama"));
  ASSERT_FALSE(read->token_rows.empty());
  EXPECT_EQ(read->token_rows.bytes.size(), weights.embedding.values.size() * sizeof(float));
}

}  // namespace
}  // namespace modus::neural
