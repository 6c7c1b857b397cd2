// Names of tensors: those of Hugging Face folders, and those that GGUF files give them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace modus::neural {

// "model.layers.3.mlp.experts.17.up_proj.weight", "blk.3.ffn_up.17.weight"; a stack of experts,
// "model.layers.3.mlp.experts.gate_up_proj", "blk.3.ffn_gate_up_exps.weight". nullopt: not known.
std::optional<std::string> gguf_name_of(std::string_view hub_name);
std::optional<std::string> hub_name_of(std::string_view gguf_name);

}  // namespace modus::neural
