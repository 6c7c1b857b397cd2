#include "neural/public/adapter_config.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "neural/json_depth.h"

namespace modus::neural {
namespace {

using Json = nlohmann::ordered_json;  // the first pattern that fits counts

constexpr std::size_t kMaxAdapterDepth = 16;
constexpr double kMaxRank = 4096;
constexpr double kMaxAlpha = 1e6;
constexpr std::size_t kMaxPatterns = 100'000;

// Read below, or of no meaning for a trained adapter.
constexpr auto kKnown = std::to_array<std::string_view>({"peft_type",
                                                         "task_type",
                                                         "r",
                                                         "lora_alpha",
                                                         "use_rslora",
                                                         "target_modules",
                                                         "rank_pattern",
                                                         "alpha_pattern",
                                                         "bias",
                                                         "init_lora_weights",
                                                         "base_model_name_or_path",
                                                         "revision",
                                                         "peft_version",
                                                         "auto_mapping",
                                                         "inference_mode",
                                                         "lora_dropout",
                                                         "megatron_core",
                                                         "loftq_config",
                                                         "qalora_group_size",
                                                         "runtime_config"});

// Those that leave the base's weights as they are.
constexpr auto kPlainBeginnings = std::to_array<std::string_view>({"gaussian", "eva"});

bool fits(std::string_view pattern, std::string_view module) {
  if (!module.ends_with(pattern)) return false;
  return module.size() == pattern.size() || module[module.size() - pattern.size() - 1] == '.';
}

class AdapterConfigReader {
 public:
  AdapterConfigReader(const Json& json, std::string_view source) : json_(json), source_(source) {}

  AdapterConfig read() const {
    if (in("peft_type") != "LORA") fail("peft_type", "`LORA`", in("peft_type"));
    if (const Json& task = in("task_type"); !task.is_null() && task != "CAUSAL_LM")
      fail("task_type", "`CAUSAL_LM`", task);
    if (const Json& bias = in("bias"); !bias.is_null() && bias != "none")
      fail("bias", "`none`", bias);
    refuse_other_bases();
    refuse_unknown();
    AdapterConfig config;
    config.rank = rank("r", in("r"));
    config.alpha = alpha("lora_alpha", in("lora_alpha"));
    const Json& root = in("use_rslora");
    if (!root.is_null() && !root.is_boolean()) fail("use_rslora", "true or false", root);
    config.divides_by_root = root.is_boolean() && root.get<bool>();
    read_targets(config);
    for (const auto& [pattern, value] : patterns("rank_pattern").items())
      config.rank_patterns.emplace_back(pattern, rank("rank_pattern", value));
    for (const auto& [pattern, value] : patterns("alpha_pattern").items())
      config.alpha_patterns.emplace_back(pattern, alpha("alpha_pattern", value));
    if (const Json& base = in("base_model_name_or_path"); base.is_string())
      config.base = base.get<std::string>();
    return config;
  }

 private:
  [[noreturn]] void fail(std::string_view key, const std::string& wanted, const Json& got) const {
    throw ConfigError(
        fmt::format("{}: `{}` should be {}, it is {}", source_, key, wanted,
                    got.dump(-1, ' ', true, Json::error_handler_t::replace).substr(0, 200)));
  }

  const Json& in(std::string_view key) const {
    static const Json kNull;
    const auto found = json_.find(key);
    return found == json_.end() ? kNull : *found;
  }

  std::size_t rank(std::string_view key, const Json& value) const {
    if (!value.is_number_unsigned() || value.get<double>() < 1 || value.get<double>() > kMaxRank)
      fail(key, fmt::format("a whole number from 1 to {}", kMaxRank), value);
    return value.get<std::size_t>();
  }
  double alpha(std::string_view key, const Json& value) const {
    if (!value.is_number() || !(value.get<double>() > 0 && value.get<double>() <= kMaxAlpha))
      fail(key, fmt::format("a number above 0, up to {}", kMaxAlpha), value);
    return value.get<double>();
  }

  std::string pattern(std::string_view key, const Json& value) const {
    const std::string text = value.is_string() ? value.get<std::string>() : "";
    const auto plain = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '_' || c == '.';
    };
    if (text.empty() || !std::ranges::all_of(text, plain))
      fail(key, "of names of modules: regular expressions are not read", value);
    return text;
  }

  void read_targets(AdapterConfig& config) const {
    const Json& targets = in("target_modules");
    if (!targets.is_array() || targets.empty() || targets.size() > kMaxPatterns)
      fail("target_modules", "a list of names of modules", targets);
    for (const Json& target : targets) config.targets.push_back(pattern("target_modules", target));
  }

  const Json& patterns(std::string_view key) const {
    static const Json kNone = Json::object();
    const Json& value = in(key);
    if (value.is_null()) return kNone;
    if (!value.is_object() || value.size() > kMaxPatterns)
      fail(key, "an object of names and numbers", value);
    for (const auto& [name, number] : value.items()) pattern(key, name);
    return value;
  }

  // PiSSA, OLoRA and their like take their first values off the base's weights.
  void refuse_other_bases() const {
    const Json& beginning = in("init_lora_weights");
    if (beginning.is_null() || beginning.is_boolean()) return;
    if (!beginning.is_string() ||
        std::ranges::find(kPlainBeginnings, beginning.get<std::string>()) == kPlainBeginnings.end())
      fail("init_lora_weights", "true, false, `gaussian` or `eva`", beginning);
  }

  void refuse_unknown() const {
    for (const auto& [key, value] : json_.items()) {
      if (std::ranges::find(kKnown, key) != kKnown.end()) continue;
      const bool nothing = value.is_null() || value == false ||
                           ((value.is_structured() || value.is_string()) && value.empty());
      if (!nothing) fail(key, "absent: adapters that need it are not read", value);
    }
  }

  const Json& json_;
  std::string_view source_;
};

}  // namespace

bool AdapterConfig::targets_module(std::string_view module) const {
  return std::ranges::any_of(targets, [&](const std::string& p) { return fits(p, module); });
}

std::size_t AdapterConfig::rank_of(std::string_view module) const {
  for (const auto& [pattern, own] : rank_patterns)
    if (fits(pattern, module)) return own;
  return rank;
}

double AdapterConfig::scale_of(std::string_view module) const {
  double above = alpha;
  const auto found = std::ranges::find_if(
      alpha_patterns, [&](const auto& entry) { return fits(entry.first, module); });
  if (found != alpha_patterns.end()) above = found->second;
  const auto below = static_cast<double>(rank_of(module));
  return above / (divides_by_root ? std::sqrt(below) : below);
}

AdapterConfig parse_adapter_config(std::string_view text, std::string_view source_name) {
  const Json json =
      json_depth(text) > kMaxAdapterDepth ? Json() : Json::parse(text, nullptr, false);
  if (!json.is_object())
    throw ConfigError(
        fmt::format("{} is no JSON object of a depth up to {}", source_name, kMaxAdapterDepth));
  return AdapterConfigReader(json, source_name).read();
}

std::string print_adapter_config(const AdapterConfig& config) {
  Json json = {{"peft_type", "LORA"},
               {"task_type", "CAUSAL_LM"},
               {"base_model_name_or_path", config.base},
               {"r", config.rank},
               {"lora_alpha", config.alpha},
               {"lora_dropout", 0.0},
               {"use_rslora", config.divides_by_root},
               {"target_modules", config.targets},
               {"rank_pattern", Json::object()},
               {"alpha_pattern", Json::object()},
               {"bias", "none"},
               {"fan_in_fan_out", false},
               {"modules_to_save", nullptr},
               {"inference_mode", true}};
  for (const auto& [pattern, rank] : config.rank_patterns) json["rank_pattern"][pattern] = rank;
  for (const auto& [pattern, alpha] : config.alpha_patterns) json["alpha_pattern"][pattern] = alpha;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace modus::neural
