#include "neural/public/gguf_shape.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"

namespace modus::neural {
namespace {

constexpr std::size_t kMaxGgufSize = std::size_t{1} << 20;
constexpr std::size_t kMaxContext = std::size_t{1} << 24;
constexpr std::size_t kMaxHeadWidth = 256;  // kernels/attention.h
constexpr std::size_t kMaxLayers = 1024;
constexpr std::size_t kMaxExperts = 4096;

struct Family {
  std::string_view name;
  RopePairs pairs;
  bool qkv_bias;
  QueryKeyNorm norm;
  bool routed = false;
  bool normalise = true;  // the weights of the chosen experts
};
constexpr std::array kGgufFamilies = std::to_array<Family>({
    {"llama", RopePairs::kSideBySide, false, QueryKeyNorm::kNone},
    {"qwen2", RopePairs::kHalvesApart, true, QueryKeyNorm::kNone},
    {"qwen3", RopePairs::kHalvesApart, false, QueryKeyNorm::kHead},
    {"qwen3moe", RopePairs::kHalvesApart, false, QueryKeyNorm::kHead, true, true},
    {"olmoe", RopePairs::kHalvesApart, false, QueryKeyNorm::kAllHeads, true, false},
    {"deepseek2", RopePairs::kSideBySide, false, QueryKeyNorm::kNone, true, false},
});

const Family& family_of(const GgufFile& file) {
  const std::string_view name = file.text("general.architecture");
  const auto found = std::ranges::find(kGgufFamilies, name, &Family::name);
  if (found != kGgufFamilies.end()) return *found;
  std::vector<std::string_view> known;
  for (const Family& family : kGgufFamilies) known.push_back(family.name);
  throw IoError(fmt::format("{}: the architecture `{}` is not known, these are: {}", file.path(),
                            name, fmt::join(known, ", ")));
}

// GgufKeys under the architecture's name.
class GgufKeys {
 public:
  GgufKeys(const GgufFile& file, std::string_view family) : file_(file), prefix_(family) {}

  std::string name(std::string_view key) const { return fmt::format("{}.{}", prefix_, key); }

  std::size_t size(std::string_view key, std::size_t most) const {
    return checked(key, file_.size(name(key)), most);
  }
  std::size_t size_or(std::string_view key, std::size_t absent, std::size_t most) const {
    return checked(key, file_.size_if(name(key)).value_or(absent), most);
  }
  double number(std::string_view key, std::optional<double> absent, double least,
                double most) const {
    const double value =
        absent ? file_.number_if(name(key)).value_or(*absent) : file_.number(name(key));
    if (!(value >= least && value <= most))
      fail(key, fmt::format("a number from {} to {}", least, most), fmt::format("{}", value));
    return value;
  }
  [[noreturn]] void fail(std::string_view key, const std::string& wanted,
                         const std::string& got) const {
    throw IoError(
        fmt::format("{}: `{}` should be {}, it is {}", file_.path(), name(key), wanted, got));
  }

 private:
  std::size_t checked(std::string_view key, std::size_t value, std::size_t most) const {
    if (value < 1 || value > most)
      fail(key, fmt::format("a whole number from 1 to {}", most), fmt::format("{}", value));
    return value;
  }

  const GgufFile& file_;
  std::string_view prefix_;
};

// What would change the results and is not computed here.
void refuse_unknown(const GgufFile& file, const GgufKeys& keys, const ModelConfig& config) {
  if (const auto experts = file.size_if(keys.name("expert_count"));
      experts && *experts > 0 && config.n_routed_experts == 0)
    keys.fail("expert_count", "0 in this architecture", fmt::format("{}", *experts));
  if (file.text("general.architecture") == "deepseek2") return;  // read_latent has its own
  const std::size_t turned = keys.size_or("rope.dimension_count", config.head_dim, kMaxHeadWidth);
  if (turned != config.head_dim)
    keys.fail("rope.dimension_count", fmt::format("the head's {}", config.head_dim),
              fmt::format("{}", turned));
  const std::size_t value = keys.size_or("attention.value_length", config.head_dim, kMaxHeadWidth);
  if (value != config.head_dim)
    keys.fail("attention.value_length", fmt::format("as wide as a key, {}", config.head_dim),
              fmt::format("{}", value));
}

// As llama.cpp takes them; its amplitude of YaRN is 1 + 0.1 ln(factor), times attn_factor.
RopeScaling rope_scaling_of(const GgufFile& file, const GgufKeys& keys, const ModelConfig& c) {
  RopeScaling scaling;
  const std::string_view type = file.text_if(keys.name("rope.scaling.type")).value_or("none");
  if (type == "none") return scaling;
  if (type != "linear" && type != "yarn")
    keys.fail("rope.scaling.type", "`none`, `linear` or `yarn`", fmt::format("`{}`", type));
  scaling.kind = type == "yarn" ? RopeScalingKind::kYarn : RopeScalingKind::kLinear;
  scaling.factor = keys.number("rope.scaling.factor", 1.0, 1.0, 1e6);
  if (scaling.kind == RopeScalingKind::kLinear) return scaling;
  scaling.original_context = static_cast<double>(
      keys.size_or("rope.scaling.original_context_length", c.max_position_embeddings, kMaxContext));
  scaling.beta_fast = keys.number("rope.scaling.yarn_beta_fast", 32.0, 1e-6, 1e6);
  scaling.beta_slow = keys.number("rope.scaling.yarn_beta_slow", 1.0, 1e-6, 1e6);
  const double attention = keys.number("rope.scaling.attn_factor", 1.0, 1e-6, 1e6);
  if (attention != 1) scaling.amplitude = attention * amplitude_of(scaling);
  return scaling;
}

// deepseek2. Newer files count one wide head for all as llama.cpp computes it, and have the widths
// of a head as the model has it under _mla; older ones have these at once.
void read_latent(const GgufFile& file, const GgufKeys& keys, PublicShape& shape) {
  ModelConfig& c = shape.config;
  LatentShape& latent = shape.latent.emplace();
  const bool split = file.find(keys.name("attention.key_length_mla")) != nullptr;
  c.num_key_value_heads = c.num_attention_heads;
  c.head_dim =
      keys.size(split ? "attention.key_length_mla" : "attention.key_length", kMaxHeadWidth);
  latent.value_width =
      keys.size(split ? "attention.value_length_mla" : "attention.value_length", kMaxHeadWidth);
  latent.turned = keys.size("rope.dimension_count", kMaxHeadWidth);
  latent.key_value_middle = keys.size("attention.kv_lora_rank", kMaxGgufSize);
  const auto query = file.size_if(keys.name("attention.q_lora_rank")).value_or(0);
  latent.query_middle = query == 0 ? 0 : keys.size("attention.q_lora_rank", kMaxGgufSize);
  if (latent.turned % 2 != 0 || latent.turned >= c.head_dim)
    keys.fail("rope.dimension_count", fmt::format("even and below {}", c.head_dim),
              fmt::format("{}", latent.turned));
  if (latent.value_width > c.head_dim)
    keys.fail("attention.value_length_mla", fmt::format("at most as wide as a key, {}", c.head_dim),
              fmt::format("{}", latent.value_width));
}

// A tenth of mscale_all_dim; where it is not said, llama.cpp has the amplitude in the scores too.
void read_latent_scaling(const GgufFile& file, const GgufKeys& keys, RopeScaling& scaling) {
  if (scaling.kind != RopeScalingKind::kYarn) return;
  if (scaling.amplitude)
    keys.fail("rope.scaling.attn_factor", "1 or absent", fmt::format("{}", *scaling.amplitude));
  const double tenth = file.number_if(keys.name("rope.scaling.yarn_log_multiplier")).value_or(0);
  if (tenth == 0) {
    scaling.amplitude = amplitude_of(scaling);
    scaling.mscale = scaling.mscale_all_dim = 1;
    return;
  }
  scaling.mscale = scaling.mscale_all_dim =
      10 * keys.number("rope.scaling.yarn_log_multiplier", std::nullopt, 1e-6, 1e3);
}

// Values of expert_gating_func.
constexpr std::size_t kSoftmaxGating = 1, kSigmoidGating = 2;

void read_grouped_experts(const GgufFile& file, const GgufKeys& keys, PublicShape& shape) {
  ModelConfig& c = shape.config;
  kernels::GatingRule& rule = shape.gating;
  c.shared_expert_intermediate_size =
      file.size_if(keys.name("expert_shared_count")).value_or(0) == 0
          ? 0
          : keys.size("expert_shared_count", 64) * c.moe_intermediate_size;
  c.first_k_dense_replace = file.size_if(keys.name("leading_dense_block_count")).value_or(0);
  if (c.first_k_dense_replace > c.num_hidden_layers)
    keys.fail("leading_dense_block_count",
              fmt::format("at most the {} layers", c.num_hidden_layers),
              fmt::format("{}", c.first_k_dense_replace));
  for (std::size_t l = 0; l < c.first_k_dense_replace; ++l) shape.dense_layers.push_back(l);
  const std::size_t score = keys.size_or("expert_gating_func", kSoftmaxGating, kSigmoidGating);
  rule.score =
      score == kSigmoidGating ? kernels::GatingScore::kSigmoid : kernels::GatingScore::kSoftmax;
  rule.normalise = file.flag_if(keys.name("expert_weights_norm")).value_or(false);
  const double scale = keys.number("expert_weights_scale", 1.0, 0.0, 1e6);
  rule.scale = scale == 0 ? 1 : static_cast<float>(scale);
  rule.groups = keys.size_or("expert_group_count", 1, c.n_routed_experts);
  rule.top_groups = keys.size_or("expert_group_used_count", rule.groups, rule.groups);
  if (c.n_routed_experts % rule.groups != 0)
    keys.fail("expert_group_count", fmt::format("a divisor of the {} experts", c.n_routed_experts),
              fmt::format("{}", rule.groups));
  if (c.num_experts_per_tok > c.n_routed_experts / rule.groups * rule.top_groups)
    keys.fail("expert_used_count", "at most what the chosen groups have",
              fmt::format("{}", c.num_experts_per_tok));
}

void read_experts(const GgufKeys& keys, ModelConfig& c) {
  c.first_k_dense_replace = 0;
  c.n_routed_experts = keys.size("expert_count", kMaxExperts);
  c.num_experts_per_tok = keys.size("expert_used_count", c.n_routed_experts);
  c.moe_intermediate_size =
      keys.size_or("expert_feed_forward_length", c.intermediate_size, kMaxGgufSize);
}

}  // namespace

PublicShape read_gguf_shape(const GgufFile& file) {
  const Family& family = family_of(file);
  const GgufKeys keys(file, family.name);
  PublicShape shape;
  shape.architecture = family.name;
  shape.pairs = family.pairs;
  shape.qkv_bias = family.qkv_bias;
  shape.query_key_norm = family.norm;
  shape.gating.normalise = family.normalise;
  ModelConfig& c = shape.config;
  c = dense_public_config();
  c.hidden_size = keys.size("embedding_length", kMaxGgufSize);
  c.num_hidden_layers = keys.size("block_count", kMaxLayers);
  c.intermediate_size = keys.size("feed_forward_length", kMaxGgufSize);
  c.num_attention_heads = keys.size("attention.head_count", kMaxGgufSize);
  c.num_key_value_heads =
      keys.size_or("attention.head_count_kv", c.num_attention_heads, kMaxGgufSize);
  if (c.num_attention_heads % c.num_key_value_heads != 0)
    keys.fail("attention.head_count_kv",
              fmt::format("a divisor of the {} heads", c.num_attention_heads),
              fmt::format("{}", c.num_key_value_heads));
  const std::size_t even_share = c.hidden_size / c.num_attention_heads;
  c.head_dim = family.name == "deepseek2"
                   ? 2  // read_latent knows
                   : keys.size_or("attention.key_length", even_share, kMaxHeadWidth);
  if (c.head_dim % 2 != 0) keys.fail("attention.key_length", "even", fmt::format("{}", c.head_dim));
  c.max_position_embeddings = keys.size("context_length", kMaxContext);
  if (file.size_if(keys.name("attention.sliding_window")).value_or(0) > 0)  // up to it: no window
    c.max_position_embeddings =
        std::min(c.max_position_embeddings, keys.size("attention.sliding_window", kMaxContext));
  c.rope_theta = keys.number("rope.freq_base", 10000.0, 1.0, 1e12);
  c.rms_norm_eps = keys.number("attention.layer_norm_rms_epsilon", std::nullopt, 0.0, 0.1);
  c.first_k_dense_replace = c.num_hidden_layers;
  if (family.routed) read_experts(keys, c);
  refuse_unknown(file, keys, c);
  shape.rope_scaling = rope_scaling_of(file, keys, c);
  if (family.name == "deepseek2") {
    read_latent(file, keys, shape);
    read_latent_scaling(file, keys, shape.rope_scaling);
    read_grouped_experts(file, keys, shape);
  }
  c.vocab_size = file.texts("tokenizer.ggml.tokens").size();
  if (const GgufTensor* const table = file.find_tensor("token_embd.weight"))
    if (!table->shape.empty()) c.vocab_size = table->shape.front();
  return shape;
}

}  // namespace modus::neural
