#include "neural/public/hub_names.h"

#include <gtest/gtest.h>

namespace modus::neural {
namespace {

TEST(HubNames, BothWays) {
  for (const auto& [hub, gguf] :
       {std::pair{"model.embed_tokens.weight", "token_embd.weight"},
        std::pair{"lm_head.weight", "output.weight"},
        std::pair{"model.layers.11.self_attn.q_proj.bias", "blk.11.attn_q.bias"},
        std::pair{"model.layers.0.mlp.gate.e_score_correction_bias", "blk.0.exp_probs_b.bias"},
        std::pair{"model.layers.2.mlp.experts.7.up_proj.weight", "blk.2.ffn_up.7.weight"},
        std::pair{"model.layers.2.mlp.experts.gate_up_proj", "blk.2.ffn_gate_up_exps.weight"},
        std::pair{"model.layers.3.self_attn.kv_a_proj_with_mqa.weight",
                  "blk.3.attn_kv_a_mqa.weight"}}) {
    EXPECT_EQ(gguf_name_of(hub), gguf);
    EXPECT_EQ(hub_name_of(gguf), hub);
  }
}

TEST(HubNames, WhatIsNotKnownHasNone) {
  for (const char* name : {"", "model.layers.", "model.layers.x.mlp.gate.weight", "lm_head.bias",
                           "model.layers.99999999999999999999999.mlp.gate.weight",
                           "model.layers.1.mlp.experts.up_proj.weight"})
    EXPECT_FALSE(gguf_name_of(name)) << name;
  for (const char* name : {"", "blk.", "blk.1", "blk.1.ffn_up", "blk.1.ffn_up.x.weight",
                           "blk.1.ffn_up.2.bias", "rope_freqs.weight"})
    EXPECT_FALSE(hub_name_of(name)) << name;
}

}  // namespace
}  // namespace modus::neural
