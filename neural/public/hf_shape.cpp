#include "neural/public/hf_shape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "neural/json_depth.h"

namespace modus::neural {
namespace {

using JsonMap = nlohmann::json;

constexpr std::size_t kMaxShapeDepth = 32;
constexpr double kMaxShapeSize = 1 << 20;
constexpr double kWidestHead = 256;  // kernels/attention.h

struct HfFamily {
  std::string_view name;
  bool qkv_bias;
  QueryKeyNorm norm;
  bool routed = false;
};
constexpr std::array kHfFamilies = std::to_array<HfFamily>({
    {"llama", false, QueryKeyNorm::kNone},
    {"mistral", false, QueryKeyNorm::kNone},
    {"qwen2", true, QueryKeyNorm::kNone},
    {"qwen3", false, QueryKeyNorm::kHead},
    {"qwen3_moe", false, QueryKeyNorm::kHead, true},
    {"olmoe", false, QueryKeyNorm::kAllHeads, true},
    {"deepseek_v3", false, QueryKeyNorm::kNone, true},
});

class HfConfigReader {
 public:
  HfConfigReader(const JsonMap& json, std::string_view source) : json_(json), source_(source) {}

  PublicShape read() {
    const HfFamily& family = family_of();
    PublicShape shape;
    shape.architecture = family.name;
    shape.config = dense_public_config();
    shape.qkv_bias = family.qkv_bias;
    shape.query_key_norm = family.norm;
    shape.tied_embeddings = flag_or("tie_word_embeddings", false);
    read_sizes(shape.config);
    if (family.name == "deepseek_v3") read_latent(shape);
    refuse_unknown(family);
    read_rope(shape);
    read_window(family, shape.config);
    if (family.name == "deepseek_v3")
      read_grouped_experts(shape);
    else if (family.routed)
      read_experts(family, shape);
    return shape;
  }

 private:
  [[noreturn]] void fail(std::string_view key, const std::string& wanted,
                         const JsonMap& got) const {
    throw ConfigError(
        fmt::format("{}: `{}` should be {}, it is {}", source_, key, wanted,
                    got.dump(-1, ' ', true, JsonMap::error_handler_t::replace).substr(0, 200)));
  }

  // null where the key is absent or null.
  static const JsonMap& in(const JsonMap& object, std::string_view key) {
    static const JsonMap kNull;
    const auto found = object.find(key);
    return found == object.end() ? kNull : *found;
  }

  double number(const JsonMap& object, std::string_view key, double least, double most) const {
    const JsonMap& value = in(object, key);
    if (value.is_null()) throw ConfigError(fmt::format("{}: `{}` is missing", source_, key));
    if (!value.is_number() || !(value.get<double>() >= least && value.get<double>() <= most))
      fail(key, fmt::format("a number from {} to {}", least, most), value);
    return value.get<double>();
  }
  std::size_t size(std::string_view key, double most = kMaxShapeSize) const {
    const double value = number(json_, key, 1, most);
    if (value != std::floor(value)) fail(key, "a whole number", in(json_, key));
    return static_cast<std::size_t>(value);
  }
  std::size_t size_or(std::string_view key, std::size_t absent, double most = kMaxShapeSize) const {
    return in(json_, key).is_null() ? absent : size(key, most);
  }
  bool flag_or(std::string_view key, bool absent) const { return flag_or(json_, key, absent); }
  bool flag_or(const JsonMap& object, std::string_view key, bool absent) const {
    const JsonMap& value = in(object, key);
    if (value.is_null()) return absent;
    if (!value.is_boolean()) fail(key, "true or false", value);
    return value.get<bool>();
  }

  const HfFamily& family_of() const {
    const JsonMap& type = in(json_, "model_type");
    const std::string name = type.is_string() ? type.get<std::string>() : "";
    const auto found = std::ranges::find(kHfFamilies, name, &HfFamily::name);
    if (found != kHfFamilies.end()) return *found;
    std::vector<std::string_view> known;
    for (const HfFamily& family : kHfFamilies) known.push_back(family.name);
    fail("model_type", fmt::format("one of {}", fmt::join(known, ", ")), type);
  }

  void read_sizes(ModelConfig& c) const {
    c.vocab_size = size("vocab_size");
    c.hidden_size = size("hidden_size");
    c.num_hidden_layers = size("num_hidden_layers", 1024);
    c.intermediate_size = size("intermediate_size");
    c.num_attention_heads = size("num_attention_heads");
    c.num_key_value_heads = size_or("num_key_value_heads", c.num_attention_heads);
    if (c.num_attention_heads % c.num_key_value_heads != 0)
      fail("num_key_value_heads", fmt::format("a divisor of the {} heads", c.num_attention_heads),
           c.num_key_value_heads);
    c.head_dim = size_or("head_dim", c.hidden_size / c.num_attention_heads, kWidestHead);
    if (c.head_dim == 0 || c.head_dim % 2 != 0 || static_cast<double>(c.head_dim) > kWidestHead)
      fail("head_dim", fmt::format("even, from 2 to {}", kWidestHead), c.head_dim);
    c.max_position_embeddings = size("max_position_embeddings", 1 << 24);
    c.rms_norm_eps = number(json_, "rms_norm_eps", 0, 0.1);
    c.first_k_dense_replace = c.num_hidden_layers;
  }

  // What would change the results and is not computed here.
  void refuse_unknown(const HfFamily& family) const {
    if (const JsonMap& act = in(json_, "hidden_act"); !act.is_null() && act != "silu")
      fail("hidden_act", "`silu`", act);
    if (flag_or("attention_bias", family.qkv_bias) != family.qkv_bias)
      fail("attention_bias", family.qkv_bias ? "true" : "false", !family.qkv_bias);
    if (flag_or("mlp_bias", false)) fail("mlp_bias", "false", true);
    if (const JsonMap& clip = in(json_, "clip_qkv"); !clip.is_null())
      fail("clip_qkv", "null", clip);
  }

  // Up to the window's length attention is the same with and without it.
  void read_window(const HfFamily& family, ModelConfig& c) const {
    const bool used = flag_or("use_sliding_window", family.name == "mistral");
    if (!used || in(json_, "sliding_window").is_null()) return;
    const bool from_a_layer_on = !in(json_, "max_window_layers").is_null();
    if (from_a_layer_on && number(json_, "max_window_layers", 0, kMaxShapeSize) >=
                               static_cast<double>(c.num_hidden_layers))
      return;
    c.max_position_embeddings =
        std::min(c.max_position_embeddings, size("sliding_window", 1 << 24));
  }

  void read_rope(PublicShape& shape) const {
    const JsonMap& new_spelling = in(json_, "rope_parameters");
    const JsonMap& old_spelling = in(json_, "rope_scaling");
    const JsonMap& rope = new_spelling.is_object() ? new_spelling : old_spelling;
    const bool inside = rope.is_object() && rope.contains("rope_theta");
    shape.config.rope_theta = !inside && in(json_, "rope_theta").is_null()
                                  ? 10000.0
                                  : number(inside ? rope : json_, "rope_theta", 1, 1e12);
    if (rope.is_object()) shape.rope_scaling = scaling_of(rope, shape.config);
  }

  RopeScaling scaling_of(const JsonMap& rope, const ModelConfig& c) const {
    const JsonMap& type = rope.contains("rope_type") ? in(rope, "rope_type") : in(rope, "type");
    if (type.is_null() || type == "default") return {};
    RopeScaling scaling;
    if (type == "linear") {
      scaling.kind = RopeScalingKind::kLinear;
      scaling.factor = number(rope, "factor", 1, 1e6);
      return scaling;
    }
    if (type == "llama3") return llama3_of(rope);
    if (type == "yarn") return yarn_of(rope, c);
    fail("rope_type", "`default`, `linear`, `llama3` or `yarn`", type);
  }

  RopeScaling llama3_of(const JsonMap& rope) const {
    RopeScaling scaling{.kind = RopeScalingKind::kLlama3};
    scaling.factor = number(rope, "factor", 1, 1e6);
    scaling.original_context = number(rope, "original_max_position_embeddings", 1, 1 << 24);
    scaling.low_turns = number(rope, "low_freq_factor", 1e-6, 1e6);
    scaling.high_turns = number(rope, "high_freq_factor", 1e-6, 1e6);
    if (!(scaling.high_turns > scaling.low_turns))
      fail("high_freq_factor", fmt::format("above {}", scaling.low_turns), scaling.high_turns);
    return scaling;
  }

  RopeScaling yarn_of(const JsonMap& rope, const ModelConfig& c) const {
    RopeScaling scaling{.kind = RopeScalingKind::kYarn};
    scaling.original_context = number(rope, "original_max_position_embeddings", 1, 1 << 24);
    const auto own = [&](std::string_view key, double absent) {
      return in(rope, key).is_null() ? absent : number(rope, key, 1e-6, 1e6);
    };
    const double whole = static_cast<double>(c.max_position_embeddings) / scaling.original_context;
    scaling.factor = in(rope, "factor").is_null() ? whole : number(rope, "factor", 1, 1e6);
    scaling.beta_fast = own("beta_fast", 32);
    scaling.beta_slow = own("beta_slow", 1);
    scaling.whole_pairs = flag_or(rope, "truncate", true);
    if (!in(rope, "attention_factor").is_null()) scaling.amplitude = own("attention_factor", 1);
    for (const auto& [key, value] : {std::pair{"mscale", &scaling.mscale},
                                     std::pair{"mscale_all_dim", &scaling.mscale_all_dim}})
      if (!in(rope, key).is_null()) *value = number(rope, key, 0, 1e6);
    return scaling;
  }

  void read_experts(const HfFamily& family, PublicShape& shape) const {
    ModelConfig& c = shape.config;
    const bool local = in(json_, "num_experts").is_null();
    c.n_routed_experts = size(local ? "num_local_experts" : "num_experts", 4096);
    c.num_experts_per_tok = size("num_experts_per_tok", static_cast<double>(c.n_routed_experts));
    c.moe_intermediate_size =
        family.name == "olmoe" ? c.intermediate_size : size("moe_intermediate_size");
    c.first_k_dense_replace = 0;
    shape.gating.normalise = flag_or("norm_topk_prob", false);
    const std::size_t step = size_or("decoder_sparse_step", 1);
    const JsonMap& dense = in(json_, "mlp_only_layers");
    for (std::size_t l = 0; l < c.num_hidden_layers; ++l)
      if ((l + 1) % step != 0 ||
          (dense.is_array() && std::find(dense.begin(), dense.end(), l) != dense.end()))
        shape.dense_layers.push_back(l);
  }

  void read_latent(PublicShape& shape) const {
    ModelConfig& c = shape.config;
    LatentShape& latent = shape.latent.emplace();
    latent.query_middle = size_or("q_lora_rank", 0);
    latent.key_value_middle = size("kv_lora_rank");
    latent.turned = size("qk_rope_head_dim", kWidestHead);
    latent.value_width = size("v_head_dim", kWidestHead);
    c.head_dim = size("qk_nope_head_dim", kWidestHead) + latent.turned;
    if (latent.turned % 2 != 0) fail("qk_rope_head_dim", "even", latent.turned);
    if (static_cast<double>(c.head_dim) > kWidestHead || latent.value_width > c.head_dim)
      fail("v_head_dim", fmt::format("at most as wide as a key, and a key at most {}", kWidestHead),
           latent.value_width);
    c.num_key_value_heads = c.num_attention_heads;
    shape.pairs =
        flag_or("rope_interleave", true) ? RopePairs::kSideBySide : RopePairs::kHalvesApart;
  }

  void read_grouped_experts(PublicShape& shape) const {
    ModelConfig& c = shape.config;
    c.n_routed_experts = size("n_routed_experts", 4096);
    c.num_experts_per_tok = size("num_experts_per_tok", static_cast<double>(c.n_routed_experts));
    c.moe_intermediate_size = size("moe_intermediate_size");
    c.shared_expert_intermediate_size = size("n_shared_experts", 64) * c.moe_intermediate_size;
    c.first_k_dense_replace = static_cast<std::size_t>(
        number(json_, "first_k_dense_replace", 0, static_cast<double>(c.num_hidden_layers)));
    for (std::size_t l = 0; l < c.first_k_dense_replace; ++l) shape.dense_layers.push_back(l);
    kernels::GatingRule& rule = shape.gating;
    rule.score = kernels::GatingScore::kSigmoid;
    rule.normalise = flag_or("norm_topk_prob", true);
    rule.scale = static_cast<float>(number(json_, "routed_scaling_factor", 0, 1e6));
    rule.groups = size("n_group", static_cast<double>(c.n_routed_experts));
    rule.top_groups = size("topk_group", static_cast<double>(rule.groups));
    if (c.n_routed_experts % rule.groups != 0)
      fail("n_group", fmt::format("a divisor of the {} experts", c.n_routed_experts), rule.groups);
    if (c.num_experts_per_tok > c.n_routed_experts / rule.groups * rule.top_groups)
      fail("num_experts_per_tok", "at most what the chosen groups have", c.num_experts_per_tok);
  }

  const JsonMap& json_;
  std::string_view source_;
};

}  // namespace

PublicShape parse_hf_shape(std::string_view text, std::string_view source_name) {
  const bool deep = json_depth(text) > kMaxShapeDepth;
  const JsonMap json = deep ? JsonMap() : JsonMap::parse(text, nullptr, false);
  if (!json.is_object())
    throw ConfigError(
        fmt::format("{} is no JSON object of a depth up to {}", source_name, kMaxShapeDepth));
  return HfConfigReader(json, source_name).read();
}

bool is_hf_config(std::string_view text) {
  if (json_depth(text) > kMaxShapeDepth) return false;
  const JsonMap json = JsonMap::parse(text, nullptr, false);
  return json.is_object() && json.contains("model_type") && json["model_type"] != "modus_moe";
}

}  // namespace modus::neural
