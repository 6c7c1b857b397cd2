#include "neural/transformer_decoder.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "neural/quantise.h"
#include "tests/neural/random_model.h"
#include "tests/neural/reference_model.h"

namespace modus::neural {
namespace {

using Tokens = std::vector<TokenId>;
using Weights = std::shared_ptr<const ModelWeights>;

Tokens random_tokens(std::size_t count, std::size_t vocabulary, std::uint64_t seed) {
  RandomStream random(seed);
  Tokens tokens;
  for (std::size_t i = 0; i < count; ++i)
    tokens.push_back(static_cast<TokenId>(random.below(static_cast<std::uint32_t>(vocabulary))));
  return tokens;
}

std::vector<float> appended(Decoder& decoder, SequenceId sequence,
                            std::span<const TokenId> tokens) {
  std::vector<float> logits(decoder.vocabulary());
  const Append batch[] = {{sequence, tokens}};
  decoder.append(batch, logits);
  return logits;
}

std::vector<float> fresh(const Weights& weights, std::span<const TokenId> tokens) {
  TransformerDecoder decoder(weights);
  return appended(decoder, decoder.open(), tokens);
}

Weights float_weights() {
  static const auto weights = std::make_shared<ModelWeights>(random_weights(small_config(), 5));
  return weights;
}
Weights int8_weights() {
  static const auto weights = std::make_shared<ModelWeights>(quantise(*float_weights()));
  return weights;
}

void expect_near(const std::vector<double>& wanted, const std::vector<float>& got,
                 double tolerance) {
  ASSERT_EQ(wanted.size(), got.size());
  for (std::size_t v = 0; v < wanted.size(); ++v)
    ASSERT_NEAR(wanted[v], static_cast<double>(got[v]), tolerance) << "token " << v;
}

// Float32 against float64 through three layers: differences of 1e-6 were measured.
constexpr double kTolerance = 1e-4;

class Logits : public testing::TestWithParam<bool> {
 protected:
  static Weights weights(ModelConfig config) {
    ModelWeights drawn = random_weights(config, 11);
    return std::make_shared<ModelWeights>(GetParam() ? quantise(drawn) : drawn);
  }
  static void expect_reference(const Weights& weights, const Tokens& tokens) {
    const auto wanted = reference_logits(*weights, tokens);
    TransformerDecoder decoder(weights);
    const SequenceId sequence = decoder.open();
    for (std::size_t t = 0; t < tokens.size(); ++t)
      expect_near(wanted[t], appended(decoder, sequence, std::span(tokens).subspan(t, 1)),
                  kTolerance);
  }
};

TEST_P(Logits, EqualTheReferenceAfterEveryToken) {
  expect_reference(weights(small_config()), random_tokens(80, 61, 3));
}

TEST_P(Logits, EqualTheReferenceWithoutEntropyOrDenseLayers) {
  ModelConfig config = small_config();
  config.router_reads_entropy = false;
  config.first_k_dense_replace = 0;
  config.num_experts_per_tok = 8;
  config.num_key_value_heads = 4;
  expect_reference(weights(config), random_tokens(9, 61, 4));
  config.first_k_dense_replace = 3;
  config.num_key_value_heads = 1;
  expect_reference(weights(config), random_tokens(9, 61, 4));
}

INSTANTIATE_TEST_SUITE_P(Precisions, Logits, testing::Bool());

class Splits : public testing::TestWithParam<std::size_t> {};
TEST_P(Splits, GiveTheSameBits) {
  const Tokens tokens = random_tokens(299, 61, 6);
  for (const Weights& weights : {float_weights(), int8_weights()}) {
    TransformerDecoder decoder(weights);
    const SequenceId sequence = decoder.open();
    std::vector<float> logits;
    for (std::size_t at = 0; at < tokens.size(); at += GetParam())
      logits = appended(decoder, sequence,
                        std::span(tokens).subspan(at, std::min(GetParam(), tokens.size() - at)));
    EXPECT_EQ(logits, fresh(weights, tokens));
  }
}
INSTANTIATE_TEST_SUITE_P(Sizes, Splits, testing::Values(1, 3, 64, 97, 256, 298));

class Batches : public testing::TestWithParam<std::size_t> {};
TEST_P(Batches, GiveEachSequenceItsOwnBits) {
  const Weights weights = int8_weights();
  TransformerDecoder decoder(weights);
  std::vector<Tokens> tokens;
  std::vector<SequenceId> sequences;
  for (std::size_t b = 0; b < GetParam(); ++b) {
    tokens.push_back(random_tokens(20 + 37 * b, 61, 100 + b));
    sequences.push_back(decoder.open());
  }
  std::vector<float> logits(GetParam() * 61);
  const auto append_part = [&](std::size_t begin, std::size_t end) {
    std::vector<Append> batch;
    for (std::size_t b = 0; b < GetParam(); ++b) {
      const std::size_t last = std::min(end, tokens[b].size());
      batch.push_back({sequences[b], std::span(tokens[b]).subspan(begin, last - begin)});
    }
    decoder.append(batch, logits);
  };
  append_part(0, 15);  // prefill, then all at once to their ends, then one decode step
  append_part(15, tokens.back().size());
  for (Tokens& row : tokens) row.push_back(7);
  std::vector<Append> step;
  for (std::size_t b = 0; b < GetParam(); ++b)
    step.push_back({sequences[b], std::span(tokens[b]).last(1)});
  decoder.append(step, logits);
  for (std::size_t b = 0; b < GetParam(); ++b)
    EXPECT_EQ(std::vector<float>(logits.begin() + static_cast<std::ptrdiff_t>(61 * b),
                                 logits.begin() + static_cast<std::ptrdiff_t>(61 * (b + 1))),
              fresh(weights, tokens[b]))
        << b;
}
INSTANTIATE_TEST_SUITE_P(Sizes, Batches, testing::Values(1, 3, 8));

TEST(TransformerDecoder, WhatIsWrongIsToldAndNothingAppended) {
  TransformerDecoder decoder(float_weights());
  const SequenceId a = decoder.open();
  appended(decoder, a, random_tokens(290, 61, 1));
  const auto refused = [&](std::vector<Append> batch, std::size_t room) {
    std::vector<float> logits(room);
    EXPECT_THROW(decoder.append(batch, logits), ShapeError);
    EXPECT_EQ(decoder.length(a), 290u);
  };
  const Tokens one = {1}, many(11, 1), none, outside = {61}, negative = {-1};
  refused({{a, many}}, 61);
  refused({{a, none}}, 61);
  refused({{a, outside}}, 61);
  refused({{a, negative}}, 61);
  refused({{a, one}, {a, one}}, 122);
  refused({{a, one}}, 60);
  const SequenceId b = decoder.open();
  refused({{b, one}, {a, many}}, 122);
  EXPECT_EQ(decoder.length(b), 0u);
  appended(decoder, a, std::span(many).first(10));
  EXPECT_EQ(decoder.length(a), decoder.context());
}

TEST(TransformerDecoder, ClosedSequencesGiveTheirMemoryBack) {
  TransformerDecoder decoder(float_weights());
  const SequenceId a = decoder.open();
  appended(decoder, a, random_tokens(100, 61, 1));
  const std::size_t bytes = decoder.cache_bytes();
  EXPECT_GT(bytes, 0u);
  const SequenceId b = decoder.fork(a);
  EXPECT_EQ(decoder.cache_bytes(), bytes);
  decoder.close(a);
  decoder.close(b);
  EXPECT_EQ(decoder.cache_bytes(), 0u);
}

}  // namespace
}  // namespace modus::neural
