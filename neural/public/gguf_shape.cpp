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

constexpr std::size_t kMaxSize = std::size_t{1} << 20;
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
constexpr std::array kFamilies = std::to_array<Family>({
    {"llama", RopePairs::kSideBySide, false, QueryKeyNorm::kNone},
    {"qwen2", RopePairs::kHalvesApart, true, QueryKeyNorm::kNone},
    {"qwen3", RopePairs::kHalvesApart, false, QueryKeyNorm::kHead},
    {"qwen3moe", RopePairs::kHalvesApart, false, QueryKeyNorm::kHead, true, true},
    {"olmoe", RopePairs::kHalvesApart, false, QueryKeyNorm::kAllHeads, true, false},
});

const Family& family_of(const GgufFile& file) {
  const std::string_view name = file.text("general.architecture");
  const auto found = std::ranges::find(kFamilies, name, &Family::name);
  if (found != kFamilies.end()) return *found;
  std::vector<std::string_view> known;
  for (const Family& family : kFamilies) known.push_back(family.name);
  throw IoError(fmt::format("{}: the architecture `{}` is not known, these are: {}", file.path(),
                            name, fmt::join(known, ", ")));
}

// Keys under the architecture's name.
class Keys {
 public:
  Keys(const GgufFile& file, std::string_view family) : file_(file), prefix_(family) {}

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
void refuse_unknown(const GgufFile& file, const Keys& keys, const ModelConfig& config) {
  if (const auto experts = file.size_if(keys.name("expert_count"));
      experts && *experts > 0 && config.n_routed_experts == 0)
    keys.fail("expert_count", "0 in this architecture", fmt::format("{}", *experts));
  if (const auto type = file.text_if(keys.name("rope.scaling.type")); type && *type != "none")
    keys.fail("rope.scaling.type", "`none`: scaled ropes are not read yet",
              fmt::format("`{}`", *type));
  const std::size_t turned = keys.size_or("rope.dimension_count", config.head_dim, kMaxHeadWidth);
  if (turned != config.head_dim)
    keys.fail("rope.dimension_count", fmt::format("the head's {}", config.head_dim),
              fmt::format("{}", turned));
  const std::size_t value = keys.size_or("attention.value_length", config.head_dim, kMaxHeadWidth);
  if (value != config.head_dim)
    keys.fail("attention.value_length", fmt::format("as wide as a key, {}", config.head_dim),
              fmt::format("{}", value));
}

void read_experts(const Keys& keys, ModelConfig& c) {
  c.first_k_dense_replace = 0;
  c.n_routed_experts = keys.size("expert_count", kMaxExperts);
  c.num_experts_per_tok = keys.size("expert_used_count", c.n_routed_experts);
  c.moe_intermediate_size =
      keys.size_or("expert_feed_forward_length", c.intermediate_size, kMaxSize);
}

}  // namespace

PublicShape read_gguf_shape(const GgufFile& file) {
  const Family& family = family_of(file);
  const Keys keys(file, family.name);
  PublicShape shape;
  shape.architecture = family.name;
  shape.pairs = family.pairs;
  shape.qkv_bias = family.qkv_bias;
  shape.query_key_norm = family.norm;
  shape.gating.normalise = family.normalise;
  ModelConfig& c = shape.config;
  c = dense_public_config();
  c.hidden_size = keys.size("embedding_length", kMaxSize);
  c.num_hidden_layers = keys.size("block_count", kMaxLayers);
  c.intermediate_size = keys.size("feed_forward_length", kMaxSize);
  c.num_attention_heads = keys.size("attention.head_count", kMaxSize);
  c.num_key_value_heads = keys.size_or("attention.head_count_kv", c.num_attention_heads, kMaxSize);
  if (c.num_attention_heads % c.num_key_value_heads != 0)
    keys.fail("attention.head_count_kv",
              fmt::format("a divisor of the {} heads", c.num_attention_heads),
              fmt::format("{}", c.num_key_value_heads));
  const std::size_t even_share = c.hidden_size / c.num_attention_heads;
  c.head_dim = keys.size_or("attention.key_length", even_share, kMaxHeadWidth);
  if (c.head_dim % 2 != 0) keys.fail("attention.key_length", "even", fmt::format("{}", c.head_dim));
  c.max_position_embeddings = keys.size("context_length", kMaxContext);
  c.rope_theta = keys.number("rope.freq_base", 10000.0, 1.0, 1e12);
  c.rms_norm_eps = keys.number("attention.layer_norm_rms_epsilon", std::nullopt, 0.0, 0.1);
  c.first_k_dense_replace = c.num_hidden_layers;
  if (family.routed) read_experts(keys, c);
  refuse_unknown(file, keys, c);
  c.vocab_size = file.texts("tokenizer.ggml.tokens").size();
  if (const GgufTensor* const table = file.find_tensor("token_embd.weight"))
    if (!table->shape.empty()) c.vocab_size = table->shape.front();
  return shape;
}

}  // namespace modus::neural
