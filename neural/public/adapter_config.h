// What a low-rank adapter says of itself: adapter_config.json, as PEFT writes it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace modus::neural {

// Names of modules are those of Hugging Face, "model.layers.3.self_attn.q_proj". A pattern is such
// a name or its end from a full stop on: "q_proj", "3.self_attn.q_proj".
struct AdapterConfig {
  std::size_t rank = 8;
  double alpha = 8;
  bool divides_by_root = false;  // use_rslora: the scale is alpha / sqrt(rank), not alpha / rank
  std::vector<std::string> targets;                                // patterns
  std::vector<std::pair<std::string, std::size_t>> rank_patterns;  // the first that fits counts
  std::vector<std::pair<std::string, double>> alpha_patterns;
  std::string base;  // the model that it was trained on, for people; may be empty

  bool targets_module(std::string_view module) const;
  std::size_t rank_of(std::string_view module) const;
  double scale_of(std::string_view module) const;
  bool operator==(const AdapterConfig&) const = default;
};

// ConfigError naming the key: peft_type other than LORA, a size out of range, and whatever would
// change the result and is not computed here: biases, DoRA, modules_to_save, weights that begin
// away from the base's, patterns that are regular expressions. A key that is not known must be
// null, false or empty.
AdapterConfig parse_adapter_config(std::string_view json, std::string_view source_name);

// parse_adapter_config(print_adapter_config(c), ...) == c; PEFT reads it.
std::string print_adapter_config(const AdapterConfig& config);

}  // namespace modus::neural
