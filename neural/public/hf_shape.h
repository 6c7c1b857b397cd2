// The shape of a public model, as the config.json of a Hugging Face folder says it.
#pragma once

#include <string_view>

#include "neural/public/public_shape.h"

namespace modus::neural {

// model_type llama, mistral, qwen2, qwen3, qwen3_moe, olmoe and deepseek_v3, in the spellings of
// transformers 4 and 5 (rope_theta and rope_scaling, or rope_parameters; num_experts or
// num_local_experts). Ropes: plain and scaled as rope_scaling.h says. A sliding window becomes the
// longest context: up to there it hides nothing. ConfigError naming the source and the key: another
// model_type (with the known ones), another rope or activation, sizes out of range or that do not
// fit together.
PublicShape parse_hf_shape(std::string_view json, std::string_view source_name);

// Whether config.json is that of such a model, and not one of our own.
bool is_hf_config(std::string_view json);

}  // namespace modus::neural
