// The shape of a public model, as the keys of its GGUF file say it.
#pragma once

#include "neural/gguf.h"
#include "neural/public/public_shape.h"

namespace modus::neural {

// Architectures llama, qwen2, qwen3, qwen3moe, olmoe and deepseek2 (general.architecture). IoError
// naming file, key, what was expected and what is there: another architecture (with the known
// ones), a llama with routed experts, a rope that is scaled otherwise than linearly or by YaRN or
// turns a part of a head only, sizes out of range or that do not fit together.
PublicShape read_gguf_shape(const GgufFile& file);

}  // namespace modus::neural
