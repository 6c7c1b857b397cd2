#include "neural/public/adapter_config.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace modus::neural {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

// As PEFT writes it, with more keys, which may say a key again: the last one counts.
std::string config(const std::string& more) {
  return R"({"alora_invocation_tokens": null, "alpha_pattern": {}, "auto_mapping": null,
    "base_model_name_or_path": "small", "bias": "none", "fan_in_fan_out": false,
    "inference_mode": true, "init_lora_weights": true, "layers_pattern": null, "loftq_config": {},
    "lora_alpha": 16, "lora_bias": false, "lora_dropout": 0.05, "megatron_core": "megatron.core",
    "modules_to_save": null, "peft_type": "LORA", "peft_version": "0.18.0", "qalora_group_size": 16,
    "r": 4, "rank_pattern": {}, "target_modules": ["q_proj", "v_proj"], "task_type": "CAUSAL_LM",
    "use_dora": false, "use_rslora": false)" +
         (more.empty() ? "" : ", " + more) + "}";
}

AdapterConfig read(const std::string& more) { return parse_adapter_config(config(more), "a.json"); }

void expect_refused(const std::string& more, const std::string& message) {
  EXPECT_THAT([&] { read(more); }, ThrowsMessage<ConfigError>(HasSubstr(message))) << more;
}

TEST(AdapterConfig, IsReadAsPeftWritesIt) {
  const AdapterConfig c = read("");
  EXPECT_EQ(c.rank, 4u);
  EXPECT_EQ(c.base, "small");
  EXPECT_EQ(c.scale_of("model.layers.0.self_attn.q_proj"), 4);
  EXPECT_TRUE(c.targets_module("model.layers.0.self_attn.q_proj"));
  EXPECT_FALSE(c.targets_module("model.layers.0.self_attn.k_proj"));
  EXPECT_FALSE(c.targets_module("model.layers.0.self_attn.xq_proj"));
  EXPECT_EQ(read(R"("use_rslora": true)").scale_of("q_proj"), 8);
}

// peft/utils/other.py, get_pattern_key: the first that fits, from a full stop on.
TEST(AdapterConfig, PatternsChangeRankAndScaleOfSomeModules) {
  const AdapterConfig c = read(R"("rank_pattern": {"1.self_attn.q_proj": 8, "q_proj": 2},
      "alpha_pattern": {"v_proj": 1})");
  EXPECT_EQ(c.rank_of("model.layers.1.self_attn.q_proj"), 8u);
  EXPECT_EQ(c.rank_of("model.layers.11.self_attn.q_proj"), 2u);
  EXPECT_EQ(c.rank_of("model.layers.1.self_attn.v_proj"), 4u);
  EXPECT_EQ(c.scale_of("model.layers.1.self_attn.q_proj"), 2);
  EXPECT_EQ(c.scale_of("model.layers.1.self_attn.v_proj"), 0.25);
}

TEST(AdapterConfig, IsPrintedAndReadAsItself) {
  AdapterConfig c = read(R"("rank_pattern": {"b": 8, "a": 2}, "alpha_pattern": {"v_proj": 1.5})");
  EXPECT_EQ(parse_adapter_config(print_adapter_config(c), "own"), c);
  c.divides_by_root = true;
  EXPECT_EQ(parse_adapter_config(print_adapter_config(c), "own"), c);
}

TEST(AdapterConfig, WhatIsNotComputedIsRefusedByName) {
  expect_refused(R"("peft_type": "IA3")", "`peft_type` should be `LORA`");
  expect_refused(R"("task_type": "SEQ_CLS")", "`task_type`");
  expect_refused(R"("bias": "lora_only")", "`bias` should be `none`");
  expect_refused(R"("use_dora": true)", "`use_dora`");
  expect_refused(R"("modules_to_save": ["lm_head"])", "`modules_to_save`");
  expect_refused(R"("fan_in_fan_out": true)", "`fan_in_fan_out`");
  expect_refused(R"("init_lora_weights": "pissa_niter_4")", "`init_lora_weights`");
  expect_refused(R"("layers_to_transform": [1])", "`layers_to_transform`");
  expect_refused(R"("layer_replication": [[0, 4]])", "`layer_replication`");
  expect_refused(R"("some_new_thing": 3)", "`some_new_thing`");
  expect_refused(R"("target_modules": ".*_proj")", "`target_modules` should be a list");
  expect_refused(R"("target_modules": [".*_proj"])", "regular expressions");
  expect_refused(R"("rank_pattern": {"^q_proj": 3})", "regular expressions");
}

TEST(AdapterConfig, SizesOutOfRangeAreRefused) {
  for (const char* rank : {"0", "-1", "2.5", "\"4\"", "null", "4097", "1e30"})
    expect_refused(fmt::format("\"r\": {}", rank), "`r` should be a whole number from 1 to 4096");
  for (const char* alpha : {"0", "-1", "\"4\"", "1e7"})
    expect_refused(fmt::format("\"lora_alpha\": {}", alpha), "`lora_alpha`");
  expect_refused(R"("rank_pattern": {"q_proj": 0})", "`rank_pattern`");
  for (const std::string& text : {std::string("[]"), std::string("{"), std::string(100, '[')})
    EXPECT_THAT([&] { parse_adapter_config(text, "a.json"); },
                ThrowsMessage<ConfigError>(HasSubstr("a.json is no JSON object")));
}

}  // namespace
}  // namespace modus::neural
