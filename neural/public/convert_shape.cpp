#include "neural/public/convert_shape.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "base/error.h"

namespace modus::neural {
namespace {

// What GGUF takes for granted of an architecture.
struct Architecture {
  std::string_view in_files;
  GgufArchitecture gguf;
  bool normalised_experts;
};
constexpr std::array kArchitectures = std::to_array<Architecture>({
    {"llama", {"llama", RopePairs::kSideBySide}, true},
    {"mistral", {"llama", RopePairs::kSideBySide}, true},
    {"qwen2", {"qwen2", RopePairs::kHalvesApart}, true},
    {"qwen3", {"qwen3", RopePairs::kHalvesApart}, true},
    {"qwen3_moe", {"qwen3moe", RopePairs::kHalvesApart}, true},
    {"qwen3moe", {"qwen3moe", RopePairs::kHalvesApart}, true},
    {"olmoe", {"olmoe", RopePairs::kHalvesApart}, false},
    {"deepseek_v3", {"deepseek2", RopePairs::kSideBySide}, true},
    {"deepseek2", {"deepseek2", RopePairs::kSideBySide}, true},
});

// Values of expert_gating_func.
constexpr std::uint32_t kSoftmax = 1, kSigmoid = 2;

std::uint32_t size(std::size_t value) { return static_cast<std::uint32_t>(value); }

class Keys {
 public:
  explicit Keys(std::string_view architecture) : architecture_(architecture) {
    entries_.emplace_back("general.architecture", std::string(architecture));
  }
  void add(std::string_view key, GgufEntry value) {
    entries_.emplace_back(fmt::format("{}.{}", architecture_, key), std::move(value));
  }
  std::vector<std::pair<std::string, GgufEntry>> take() { return std::move(entries_); }

 private:
  std::string_view architecture_;
  std::vector<std::pair<std::string, GgufEntry>> entries_;
};

void add_attention(const PublicShape& shape, Keys& keys) {
  const ModelConfig& c = shape.config;
  keys.add("attention.head_count", size(c.num_attention_heads));
  keys.add("attention.layer_norm_rms_epsilon", static_cast<float>(c.rms_norm_eps));
  keys.add("rope.dimension_count", size(shape.turned_width()));
  keys.add("rope.freq_base", static_cast<float>(c.rope_theta));
  if (!shape.latent) {
    keys.add("attention.head_count_kv", size(c.num_key_value_heads));
    keys.add("attention.key_length", size(c.head_dim));
    keys.add("attention.value_length", size(c.head_dim));
    return;
  }
  // To llama.cpp all heads share one key, the narrow middle and what rope turns; and its head of
  // values is that middle.
  const LatentShape& latent = *shape.latent;
  keys.add("attention.head_count_kv", size(1));
  keys.add("attention.key_length", size(latent.key_value_middle + latent.turned));
  keys.add("attention.value_length", size(latent.key_value_middle));
  keys.add("attention.key_length_mla", size(c.head_dim));
  keys.add("attention.value_length_mla", size(latent.value_width));
  keys.add("attention.kv_lora_rank", size(latent.key_value_middle));
  if (latent.query_middle > 0) keys.add("attention.q_lora_rank", size(latent.query_middle));
}

// llama.cpp's amplitude of YaRN is 1 + 0.1 ln(factor) times attn_factor; of deepseek2 with a
// yarn_log_multiplier, a tenth of mscale_all_dim, it is 1.
void add_rope_scaling(const PublicShape& shape, Keys& keys) {
  const RopeScaling& s = shape.rope_scaling;
  if (s.kind != RopeScalingKind::kLinear && s.kind != RopeScalingKind::kYarn) return;
  keys.add("rope.scaling.type", std::string(s.kind == RopeScalingKind::kYarn ? "yarn" : "linear"));
  keys.add("rope.scaling.factor", static_cast<float>(s.factor));
  if (s.kind == RopeScalingKind::kLinear) return;
  keys.add("rope.scaling.original_context_length",
           size(static_cast<std::size_t>(s.original_context)));
  keys.add("rope.scaling.yarn_beta_fast", static_cast<float>(s.beta_fast));
  keys.add("rope.scaling.yarn_beta_slow", static_cast<float>(s.beta_slow));
  if (shape.latent)
    keys.add("rope.scaling.yarn_log_multiplier", static_cast<float>(0.1 * s.mscale_all_dim));
  else
    keys.add(
        "rope.scaling.attn_factor",
        static_cast<float>(amplitude_of(s) / amplitude_of({.kind = s.kind, .factor = s.factor})));
}

void add_experts(const PublicShape& shape, Keys& keys) {
  const ModelConfig& c = shape.config;
  if (c.n_routed_experts == 0) return;
  keys.add("expert_count", size(c.n_routed_experts));
  keys.add("expert_used_count", size(c.num_experts_per_tok));
  keys.add("expert_feed_forward_length", size(c.moe_intermediate_size));
  if (!shape.latent) return;
  const kernels::GatingRule& rule = shape.gating;
  keys.add("leading_dense_block_count", size(shape.dense_layers.size()));
  keys.add("expert_shared_count",
           size(c.shared_expert_intermediate_size / c.moe_intermediate_size));
  keys.add("expert_weights_scale", rule.scale);
  keys.add("expert_weights_norm", rule.normalise);
  keys.add("expert_gating_func",
           rule.score == kernels::GatingScore::kSigmoid ? kSigmoid : kSoftmax);
  keys.add("expert_group_count", size(rule.groups));
  keys.add("expert_group_used_count", size(rule.top_groups));
}

bool are_leading(const std::vector<std::size_t>& layers) {
  for (std::size_t i = 0; i < layers.size(); ++i)
    if (layers[i] != i) return false;
  return true;
}

}  // namespace

GgufArchitecture gguf_architecture(const PublicShape& shape, const std::string& source) {
  const auto refuse = [&](std::string_view what) {
    throw ConfigError(fmt::format("{}: {} has {}, which GGUF files are not written with here",
                                  source, shape.architecture, what));
  };
  const auto found = std::ranges::find(kArchitectures, shape.architecture, &Architecture::in_files);
  if (found == kArchitectures.end()) refuse("an architecture");
  if (shape.latent.has_value() != (found->gguf.name == "deepseek2")) refuse("latent attention");
  if (shape.latent ? !are_leading(shape.dense_layers) : !shape.dense_layers.empty())
    refuse("layers without experts");
  if (!shape.latent && shape.config.n_routed_experts > 0 &&
      shape.gating.normalise != found->normalised_experts)
    refuse("weights of experts that are normalised otherwise");
  const RopeScaling& s = shape.rope_scaling;
  if (s.kind == RopeScalingKind::kYarn && !s.whole_pairs) refuse("a rope with an exact ramp");
  if (s.kind == RopeScalingKind::kYarn && shape.latent &&
      (s.amplitude || s.mscale != s.mscale_all_dim || s.mscale == 0))
    refuse("a rope with another mscale than mscale_all_dim");
  if (s.kind == RopeScalingKind::kLlama3 && shape.latent) refuse("a rope of Llama 3");
  return found->gguf;
}

std::vector<std::pair<std::string, GgufEntry>> shape_entries(const PublicShape& shape,
                                                             const GgufArchitecture& architecture) {
  const ModelConfig& c = shape.config;
  Keys keys(architecture.name);
  keys.add("vocab_size", size(c.vocab_size));
  keys.add("context_length", size(c.max_position_embeddings));
  keys.add("embedding_length", size(c.hidden_size));
  keys.add("block_count", size(c.num_hidden_layers));
  keys.add("feed_forward_length", size(c.intermediate_size));
  add_attention(shape, keys);
  add_rope_scaling(shape, keys);
  add_experts(shape, keys);
  return keys.take();
}

}  // namespace modus::neural
