#include "neural/public/hf_config.h"

#include <string>

#include <gtest/gtest.h>

#include "neural/public/hf_shape.h"

namespace modus::neural {
namespace {

PublicShape shape(const std::string& type, const std::string& more) {
  return parse_hf_shape(R"({"model_type": ")" + type + R"(", "vocab_size": 61, "hidden_size": 32,
    "num_hidden_layers": 3, "num_attention_heads": 4, "num_key_value_heads": 2,
    "intermediate_size": 64, "max_position_embeddings": 300, "rms_norm_eps": 1e-5)" +
                            (more.empty() ? "" : ", " + more) + "}",
                        "config.json");
}

void expect_printed(const PublicShape& wanted) {
  const std::string text = print_hf_config(wanted);
  const PublicShape got = parse_hf_shape(text, "printed");
  EXPECT_EQ(got.architecture, wanted.architecture) << text;
  EXPECT_EQ(got.config, wanted.config) << text;
  EXPECT_EQ(got.pairs, hub_pairs(wanted)) << text;
  EXPECT_EQ(got.qkv_bias, wanted.qkv_bias) << text;
  EXPECT_EQ(got.tied_embeddings, wanted.tied_embeddings) << text;
  EXPECT_EQ(got.query_key_norm, wanted.query_key_norm) << text;
  EXPECT_EQ(got.rope_scaling, wanted.rope_scaling) << text;
  EXPECT_EQ(got.dense_layers, wanted.dense_layers) << text;
  EXPECT_EQ(got.gating.normalise, wanted.gating.normalise) << text;
  EXPECT_EQ(got.gating.score, wanted.gating.score) << text;
  EXPECT_EQ(got.gating.scale, wanted.gating.scale) << text;
  EXPECT_EQ(got.gating.groups, wanted.gating.groups) << text;
  EXPECT_EQ(got.gating.top_groups, wanted.gating.top_groups) << text;
  ASSERT_EQ(got.latent.has_value(), wanted.latent.has_value()) << text;
  if (!got.latent) return;
  EXPECT_EQ(got.latent->query_middle, wanted.latent->query_middle) << text;
  EXPECT_EQ(got.latent->key_value_middle, wanted.latent->key_value_middle) << text;
  EXPECT_EQ(got.latent->turned, wanted.latent->turned) << text;
  EXPECT_EQ(got.latent->value_width, wanted.latent->value_width) << text;
}

TEST(HfConfig, WhatIsPrintedIsReadBack) {
  expect_printed(shape("llama", R"("tie_word_embeddings": true, "rope_theta": 5000)"));
  expect_printed(shape("llama", R"("head_dim": 16, "rope_scaling": {"rope_type": "llama3",
      "factor": 8, "low_freq_factor": 1, "high_freq_factor": 4,
      "original_max_position_embeddings": 32})"));
  expect_printed(shape("qwen2", R"("rope_scaling": {"type": "yarn", "factor": 4.5,
      "original_max_position_embeddings": 32, "truncate": false, "beta_fast": 16})"));
  expect_printed(shape("qwen3", R"("rope_scaling": {"type": "linear", "factor": 2})"));
  expect_printed(shape("qwen3_moe", R"("num_experts": 8, "num_experts_per_tok": 2,
      "moe_intermediate_size": 16, "norm_topk_prob": true, "mlp_only_layers": [1])"));
  expect_printed(shape("olmoe", R"("num_experts": 8, "num_experts_per_tok": 2)"));
  for (const char* middle : {"20", "null"})
    expect_printed(shape("deepseek_v3", std::string(R"("kv_lora_rank": 24, "q_lora_rank": )") +
                                            middle + R"(, "qk_rope_head_dim": 8,
      "qk_nope_head_dim": 12, "v_head_dim": 10, "n_routed_experts": 8, "num_experts_per_tok": 3,
      "n_shared_experts": 2, "moe_intermediate_size": 16, "first_k_dense_replace": 1,
      "n_group": 4, "topk_group": 2, "routed_scaling_factor": 2.5, "rope_interleave": false,
      "rope_scaling": {"type": "yarn", "factor": 40, "original_max_position_embeddings": 32,
      "mscale": 0.707, "mscale_all_dim": 1.0, "attention_factor": 1.5})"));
}

// As GGUF files call them.
TEST(HfConfig, NamesOfGgufBecomeThoseOfTheHub) {
  PublicShape moe = shape("qwen3_moe", R"("num_experts": 8, "num_experts_per_tok": 2,
      "moe_intermediate_size": 16)");
  moe.architecture = "qwen3moe";
  EXPECT_EQ(parse_hf_shape(print_hf_config(moe), "printed").architecture, "qwen3_moe");
}

}  // namespace
}  // namespace modus::neural
