#include "neural/public/hf_shape.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace modus::neural {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

// config.json of a small model with more keys, which may say a key again: the last one counts.
std::string config(const std::string& type, const std::string& more) {
  return R"({"model_type": ")" + type + R"(", "vocab_size": 61, "hidden_size": 32,
    "num_hidden_layers": 3, "num_attention_heads": 4, "num_key_value_heads": 2,
    "intermediate_size": 64, "max_position_embeddings": 300, "rms_norm_eps": 1e-5)" +
         (more.empty() ? "" : ", " + more) + "}";
}

PublicShape shape(const std::string& type, const std::string& more) {
  return parse_hf_shape(config(type, more), "config.json");
}

void expect_refused(const std::string& type, const std::string& more, const std::string& message) {
  EXPECT_THAT([&] { shape(type, more); }, ThrowsMessage<ConfigError>(HasSubstr(message))) << more;
}

TEST(HfShape, BothSpellingsOfTheRopeAreRead) {
  EXPECT_EQ(shape("llama", "").config.rope_theta, 10000);
  EXPECT_EQ(shape("llama", R"("rope_theta": 5000)").config.rope_theta, 5000);
  EXPECT_EQ(
      shape("llama", R"("rope_parameters": {"rope_type": "default", "rope_theta": 5000})").config,
      shape("llama", R"("rope_theta": 5000)").config);
  EXPECT_EQ(shape("llama", "").config.head_dim, 8u);
  EXPECT_EQ(shape("llama", R"("head_dim": 16)").config.head_dim, 16u);
}

TEST(HfShape, Llama3StretchesTheLongWavesOnly) {
  const PublicShape stretched =
      shape("llama", R"("rope_theta": 10000, "rope_scaling": {"rope_type": "llama3", "factor": 8,
      "low_freq_factor": 1, "high_freq_factor": 4, "original_max_position_embeddings": 32})");
  const std::vector<float> stretch = stretch_of(stretched.rope_scaling, 8, 10000);
  ASSERT_EQ(stretch.size(), 4u);
  EXPECT_EQ(stretch[0], 1);  // 32 / 2 pi = 5.1 turns, above 4
  EXPECT_EQ(stretch[3], 8);
}

TEST(HfShape, ExpertsAndDenseLayersOfQwen3Moe) {
  const PublicShape moe = shape("qwen3_moe", R"("num_experts": 8, "num_experts_per_tok": 2,
      "moe_intermediate_size": 16, "norm_topk_prob": true, "mlp_only_layers": [1])");
  EXPECT_EQ(moe.config.n_routed_experts, 8u);
  EXPECT_EQ(moe.dense_layers, std::vector<std::size_t>{1});
  EXPECT_TRUE(moe.gating.normalise);
  EXPECT_EQ(moe.query_key_norm, QueryKeyNorm::kHead);
}

TEST(HfShape, LatentAttentionAndGroupsOfDeepSeekV3) {
  const std::string keys = R"("kv_lora_rank": 24, "q_lora_rank": 20, "qk_rope_head_dim": 8,
      "qk_nope_head_dim": 12, "v_head_dim": 10, "n_routed_experts": 8, "num_experts_per_tok": 3,
      "n_shared_experts": 2, "moe_intermediate_size": 16, "first_k_dense_replace": 1,
      "routed_scaling_factor": 2.5, "n_group": 4, "topk_group": )";
  const PublicShape deep = shape("deepseek_v3", keys + "2");
  ASSERT_TRUE(deep.latent);
  EXPECT_EQ(deep.config.head_dim, 20u);
  EXPECT_EQ(deep.config.shared_expert_intermediate_size, 32u);
  EXPECT_EQ(deep.gating.groups, 4u);
  expect_refused("deepseek_v3", keys + "1", "num_experts_per_tok");
}

TEST(HfShape, WhatWouldChangeTheResultIsRefused) {
  expect_refused("mamba", "", "one of llama, mistral, qwen2, qwen3, qwen3_moe, olmoe, deepseek_v3");
  expect_refused("llama", R"("hidden_act": "gelu")", "`silu`");
  expect_refused("llama", R"("attention_bias": true)", "attention_bias");
  expect_refused("llama", R"("rope_scaling": {"type": "yarn", "factor": 4})",
                 "original_max_position_embeddings");
  expect_refused("llama", R"("rope_scaling": {"type": "longrope", "factor": 4})", "rope_type");
  expect_refused("olmoe", R"("clip_qkv": 8.0)", "clip_qkv");
}

TEST(HfShape, ASlidingWindowIsTheLongestContext) {
  const auto context = [](const std::string& type, const std::string& more) {
    return shape(type, more).config.max_position_embeddings;
  };
  EXPECT_EQ(context("qwen2", R"("sliding_window": 64)"), 300u);  // not used
  EXPECT_EQ(context("qwen2", R"("use_sliding_window": true, "sliding_window": 64)"), 64u);
  EXPECT_EQ(context("qwen2", R"("use_sliding_window": true, "sliding_window": 64,
      "max_window_layers": 3)"),
            300u);  // no layer has it
  EXPECT_EQ(context("qwen2", R"("use_sliding_window": true, "sliding_window": 64,
      "max_window_layers": 0)"),
            64u);
  EXPECT_EQ(context("mistral", R"("sliding_window": 64)"), 64u);
  EXPECT_EQ(context("mistral", R"("sliding_window": null)"), 300u);
  EXPECT_EQ(context("mistral", R"("sliding_window": 4096)"), 300u);
  expect_refused("mistral", R"("sliding_window": 0)", "sliding_window");
}

TEST(HfShape, SizesOutOfRangeAreRefused) {
  expect_refused("llama", R"("hidden_size": -1)", "hidden_size");
  expect_refused("llama", R"("hidden_size": "wide")", "hidden_size");
  expect_refused("llama", R"("num_attention_heads": 3)", "num_key_value_heads");
  expect_refused("llama", R"("head_dim": 7)", "head_dim");
  expect_refused("llama", R"("rope_theta": 0)", "rope_theta");
  EXPECT_THROW(parse_hf_shape("[]", "config.json"), ConfigError);
  EXPECT_THROW(parse_hf_shape(std::string(100, '['), "config.json"), ConfigError);
}

TEST(HfShape, OurOwnConfigIsNone) {
  EXPECT_TRUE(is_hf_config(config("mamba", "")));
  EXPECT_FALSE(is_hf_config(R"({"model_type": "modus_moe"})"));
  EXPECT_FALSE(is_hf_config("{"));
}

}  // namespace
}  // namespace modus::neural
