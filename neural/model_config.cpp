#include "neural/model_config.h"

#include <array>
#include <cmath>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "neural/json_depth.h"

namespace modus::neural {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kMaxSize = 1u << 20;
constexpr std::size_t kMaxDepth = 16;

struct SizeKey {
  const char* key;
  std::size_t ModelConfig::*member;
  std::size_t least;
};
constexpr std::array kSizeKeys = std::to_array<SizeKey>({
    {"vocab_size", &ModelConfig::vocab_size, 1},
    {"hidden_size", &ModelConfig::hidden_size, 1},
    {"num_hidden_layers", &ModelConfig::num_hidden_layers, 1},
    {"num_attention_heads", &ModelConfig::num_attention_heads, 1},
    {"num_key_value_heads", &ModelConfig::num_key_value_heads, 1},
    {"head_dim", &ModelConfig::head_dim, 2},
    {"intermediate_size", &ModelConfig::intermediate_size, 1},
    {"first_k_dense_replace", &ModelConfig::first_k_dense_replace, 0},
    {"n_routed_experts", &ModelConfig::n_routed_experts, 1},
    {"num_experts_per_tok", &ModelConfig::num_experts_per_tok, 1},
    {"moe_intermediate_size", &ModelConfig::moe_intermediate_size, 1},
    {"shared_expert_intermediate_size", &ModelConfig::shared_expert_intermediate_size, 1},
    {"max_position_embeddings", &ModelConfig::max_position_embeddings, 1},
});

struct RealKey {
  const char* key;
  double ModelConfig::*member;
  double least, most;
};
constexpr std::array kRealKeys = std::to_array<RealKey>({
    {"rope_theta", &ModelConfig::rope_theta, 1.0, 1e9},
    {"rms_norm_eps", &ModelConfig::rms_norm_eps, 1e-12, 1e-1},
});
constexpr const char* kEntropyKey = "router_reads_entropy";

class ConfigReader {
 public:
  ConfigReader(const Json& json, std::string_view source) : json_(json), source_(source) {}

  ModelConfig read() {
    ModelConfig config;
    for (const SizeKey& k : kSizeKeys) {
      const Json& value = at(k.key);
      if (!value.is_number_unsigned() || value.get<std::uint64_t>() < k.least ||
          value.get<std::uint64_t>() > kMaxSize)
        fail(k.key, fmt::format("a whole number from {} to {}", k.least, kMaxSize), value);
      config.*k.member = value.get<std::size_t>();
    }
    for (const RealKey& k : kRealKeys) {
      const Json& value = at(k.key);
      if (!value.is_number() || !(value.get<double>() >= k.least) ||
          !(value.get<double>() <= k.most))
        fail(k.key, fmt::format("a number from {} to {}", k.least, k.most), value);
      config.*k.member = value.get<double>();
    }
    if (!at(kEntropyKey).is_boolean()) fail(kEntropyKey, "true or false", at(kEntropyKey));
    config.router_reads_entropy = at(kEntropyKey).get<bool>();
    check_together(config);
    return config;
  }

 private:
  [[noreturn]] void fail(const char* key, const std::string& wanted, const Json& got) const {
    throw ConfigError(fmt::format("{}: `{}` should be {}, it is {}", source_, key, wanted,
                                  got.dump(-1, ' ', true, Json::error_handler_t::replace)));
  }

  const Json& at(const char* key) const {
    const auto found = json_.find(key);
    if (found == json_.end()) throw ConfigError(fmt::format("{}: `{}` is missing", source_, key));
    return *found;
  }

  void check_together(const ModelConfig& c) const {
    if (c.num_attention_heads % c.num_key_value_heads != 0)
      fail("num_attention_heads", "a multiple of `num_key_value_heads`", at("num_attention_heads"));
    if (c.head_dim % 2 != 0) fail("head_dim", "even", at("head_dim"));
    if (c.first_k_dense_replace > c.num_hidden_layers)
      fail("first_k_dense_replace", "at most `num_hidden_layers`", at("first_k_dense_replace"));
    if (c.num_experts_per_tok > c.n_routed_experts || c.num_experts_per_tok > kMaxTopK)
      fail("num_experts_per_tok", fmt::format("at most `n_routed_experts` and {}", kMaxTopK),
           at("num_experts_per_tok"));
  }

  static constexpr std::size_t kMaxTopK = 64;  // of kernels/router.h
  const Json& json_;
  std::string_view source_;
};

}  // namespace

ModelConfig parse_model_config(std::string_view text, std::string_view source_name) {
  const bool deep = json_depth(text) > kMaxDepth;
  const Json json = deep ? Json() : Json::parse(text, nullptr, false);
  if (!json.is_object())
    throw ConfigError(
        fmt::format("{} is no JSON object of a depth up to {}", source_name, kMaxDepth));
  return ConfigReader(json, source_name).read();
}

std::string print_model_config(const ModelConfig& config) {
  Json json = {{"model_type", "modus_moe"}};
  for (const SizeKey& k : kSizeKeys) json[k.key] = config.*k.member;
  for (const RealKey& k : kRealKeys) json[k.key] = config.*k.member;
  json[kEntropyKey] = config.router_reads_entropy;
  json["tie_word_embeddings"] = true;
  return json.dump(2) + "\n";
}

}  // namespace modus::neural
