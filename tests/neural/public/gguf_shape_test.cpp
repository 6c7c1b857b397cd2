#include "neural/public/gguf_shape.h"

#include <cmath>
#include <functional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "tests/neural/public/public_gguf.h"
#include "tests/temp_folder.h"

namespace modus::neural {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

PublicShape shape_of(const GgufBytes& bytes) {
  const std::string path = in_temp("shape.gguf");
  write_file(path, bytes.file());
  return read_gguf_shape(GgufFile::open(path));
}

TEST(GgufShape, TheKeysGiveTheConfig) {
  ModelConfig config = public_config();
  config.rms_norm_eps = 1e-5f;  // the file has it in float32
  EXPECT_EQ(shape_of(public_keys(config, "llama")).config, config);
  EXPECT_EQ(shape_of(public_keys(config, "llama")).pairs, RopePairs::kSideBySide);
  EXPECT_TRUE(shape_of(public_keys(config, "qwen2")).qkv_bias);
  EXPECT_EQ(shape_of(public_keys(config, "qwen3")).query_key_norm, QueryKeyNorm::kHead);
}

TEST(GgufShape, AnArchitectureThatIsNotKnownNamesTheKnownOnes) {
  EXPECT_THAT([] { shape_of(public_keys(public_config(), "mamba")); },
              ThrowsMessage<IoError>(HasSubstr("`mamba` is not known, these are: llama, qwen2")));
}

void expect_refused(const std::function<void(GgufBytes&)>& change, const std::string& message) {
  GgufBytes keys = public_keys(public_config(), "llama");
  change(keys);
  EXPECT_THAT([&] { shape_of(keys); }, ThrowsMessage<IoError>(HasSubstr(message)));
}

TEST(GgufShape, ScaledRopes) {
  GgufBytes keys = public_keys(public_config(), "llama");
  keys.add_text("llama.rope.scaling.type", "yarn");
  keys.add_number("llama.rope.scaling.factor", 4);
  keys.add_size("llama.rope.scaling.original_context_length", 64);
  keys.add_number("llama.rope.scaling.attn_factor", 0.5);
  const RopeScaling scaling = shape_of(keys).rope_scaling;
  EXPECT_EQ(scaling.kind, RopeScalingKind::kYarn);
  EXPECT_EQ(scaling.factor, 4);
  EXPECT_EQ(scaling.original_context, 64);
  EXPECT_NEAR(amplitude_of(scaling), 0.5 * (1 + 0.1 * std::log(4)), 1e-12);
  GgufBytes linear = public_keys(public_config(), "llama");
  linear.add_text("llama.rope.scaling.type", "linear");
  linear.add_number("llama.rope.scaling.factor", 2);
  EXPECT_EQ(stretch_of(shape_of(linear).rope_scaling, 8, 5000), std::vector<float>(4, 2.0f));
}

TEST(GgufShape, ASlidingWindowIsTheLongestContext) {
  GgufBytes keys = public_keys(public_config(), "qwen2");
  keys.add_size("qwen2.attention.sliding_window", 7);
  EXPECT_EQ(shape_of(keys).config.max_position_embeddings, 7u);
}

TEST(GgufShape, WhatWouldChangeTheResultIsRefused) {
  expect_refused([](GgufBytes& keys) { keys.add_size("llama.expert_count", 8); },
                 "llama.expert_count");
  expect_refused([](GgufBytes& keys) { keys.add_text("llama.rope.scaling.type", "longrope"); },
                 "`none`, `linear` or `yarn`, it is `longrope`");
  expect_refused([](GgufBytes& keys) { keys.add_size("llama.rope.dimension_count", 4); },
                 "should be the head's 8, it is 4");
  expect_refused([](GgufBytes& keys) { keys.add_size("llama.attention.value_length", 16); },
                 "as wide as a key");
}

TEST(GgufShape, SizesOutOfRangeAreRefused) {
  const auto with = [](const std::function<void(ModelConfig&)>& change) {
    ModelConfig config = public_config();
    change(config);
    return [config] { shape_of(public_keys(config, "llama")); };
  };
  EXPECT_THAT(with([](ModelConfig& c) { c.num_key_value_heads = 3; }),
              ThrowsMessage<IoError>(HasSubstr("a divisor of the 4 heads")));
  EXPECT_THAT(with([](ModelConfig& c) { c.num_hidden_layers = 0; }),
              ThrowsMessage<IoError>(HasSubstr("llama.block_count")));
  EXPECT_THAT(with([](ModelConfig& c) { c.hidden_size = std::size_t{1} << 40; }),
              ThrowsMessage<IoError>(HasSubstr("llama.embedding_length")));
  EXPECT_THAT(with([](ModelConfig& c) { c.hidden_size = 36; }),
              ThrowsMessage<IoError>(HasSubstr("even")));
  EXPECT_THAT(with([](ModelConfig& c) { c.rope_theta = -1; }),
              ThrowsMessage<IoError>(HasSubstr("rope.freq_base")));
}

}  // namespace
}  // namespace modus::neural
