#include "neural/public/hf_config.h"

#include <string_view>

#include <nlohmann/json.hpp>

namespace modus::neural {
namespace {

using Json = nlohmann::ordered_json;

struct Spelling {
  std::string_view model_type, class_name;
};

Spelling spelling_of(const PublicShape& shape) {
  const std::string& name = shape.architecture;
  if (name == "mistral") return {"mistral", "MistralForCausalLM"};
  if (name == "qwen2") return {"qwen2", "Qwen2ForCausalLM"};
  if (name == "qwen3") return {"qwen3", "Qwen3ForCausalLM"};
  if (name == "qwen3moe" || name == "qwen3_moe") return {"qwen3_moe", "Qwen3MoeForCausalLM"};
  if (name == "olmoe") return {"olmoe", "OlmoeForCausalLM"};
  if (shape.latent) return {"deepseek_v3", "DeepseekV3ForCausalLM"};
  return {"llama", "LlamaForCausalLM"};
}

Json rope_of(const PublicShape& shape) {
  const RopeScaling& s = shape.rope_scaling;
  Json rope = {{"rope_type", "default"}, {"rope_theta", shape.config.rope_theta}};
  if (s.kind == RopeScalingKind::kNone) return rope;
  rope["factor"] = s.factor;
  if (s.kind == RopeScalingKind::kLinear) {
    rope["rope_type"] = "linear";
    return rope;
  }
  rope["original_max_position_embeddings"] = static_cast<std::int64_t>(s.original_context);
  if (s.kind == RopeScalingKind::kLlama3) {
    rope["rope_type"] = "llama3";
    rope["low_freq_factor"] = s.low_turns;
    rope["high_freq_factor"] = s.high_turns;
    return rope;
  }
  rope["rope_type"] = "yarn";
  rope["beta_fast"] = s.beta_fast;
  rope["beta_slow"] = s.beta_slow;
  if (!s.whole_pairs) rope["truncate"] = false;
  if (s.amplitude) rope["attention_factor"] = *s.amplitude;
  if (s.mscale != 0) rope["mscale"] = s.mscale;
  if (s.mscale_all_dim != 0) rope["mscale_all_dim"] = s.mscale_all_dim;
  return rope;
}

void add_latent(const PublicShape& shape, Json& json) {
  const LatentShape& latent = *shape.latent;
  json["q_lora_rank"] = latent.query_middle == 0 ? Json() : Json(latent.query_middle);
  json["kv_lora_rank"] = latent.key_value_middle;
  json["qk_rope_head_dim"] = latent.turned;
  json["qk_nope_head_dim"] = shape.config.head_dim - latent.turned;
  json["v_head_dim"] = latent.value_width;
  json["rope_interleave"] = shape.pairs == RopePairs::kSideBySide;
}

void add_grouped_experts(const PublicShape& shape, Json& json) {
  const ModelConfig& c = shape.config;
  const kernels::GatingRule& rule = shape.gating;
  json["n_routed_experts"] = c.n_routed_experts;
  json["n_shared_experts"] = c.shared_expert_intermediate_size / c.moe_intermediate_size;
  json["first_k_dense_replace"] = c.first_k_dense_replace;
  json["n_group"] = rule.groups;
  json["topk_group"] = rule.top_groups;
  json["routed_scaling_factor"] = rule.scale;
}

void add_experts(const PublicShape& shape, Json& json) {
  const ModelConfig& c = shape.config;
  json["num_experts_per_tok"] = c.num_experts_per_tok;
  json["moe_intermediate_size"] = c.moe_intermediate_size;
  json["norm_topk_prob"] = shape.gating.normalise;
  if (shape.latent) return add_grouped_experts(shape, json);
  json["num_experts"] = c.n_routed_experts;
  if (shape.architecture != "olmoe") json["mlp_only_layers"] = shape.dense_layers;
}

}  // namespace

RopePairs hub_pairs(const PublicShape& shape) {
  return shape.latent ? shape.pairs : RopePairs::kHalvesApart;
}

std::string print_hf_config(const PublicShape& shape) {
  const ModelConfig& c = shape.config;
  const Spelling spelling = spelling_of(shape);
  Json json = {{"architectures", {spelling.class_name}},
               {"model_type", spelling.model_type},
               {"vocab_size", c.vocab_size},
               {"hidden_size", c.hidden_size},
               {"num_hidden_layers", c.num_hidden_layers},
               {"intermediate_size", c.intermediate_size},
               {"num_attention_heads", c.num_attention_heads},
               {"num_key_value_heads", c.num_key_value_heads},
               {"max_position_embeddings", c.max_position_embeddings},
               {"rms_norm_eps", c.rms_norm_eps},
               {"hidden_act", "silu"},
               {"attention_bias", shape.qkv_bias},
               {"tie_word_embeddings", shape.tied_embeddings},
               {"rope_parameters", rope_of(shape)}};
  if (shape.latent)
    add_latent(shape, json);
  else
    json["head_dim"] = c.head_dim;
  if (c.n_routed_experts > 0) add_experts(shape, json);
  return json.dump(2) + "\n";
}

}  // namespace modus::neural
