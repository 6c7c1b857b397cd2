// The shape of a public model, as the keys of its GGUF file say it.
#pragma once

#include "neural/gguf.h"
#include "neural/model_config.h"

namespace modus::neural {

// Where the pair that rope turns together lies in a head of C rows: side by side, or C/2 apart as
// in kernels/rope.h.
enum class RopePairs { kSideBySide, kHalvesApart };

struct GgufShape {
  ModelConfig config;  // all layers dense
  RopePairs pairs = RopePairs::kHalvesApart;
  bool qkv_bias = false;  // qwen2
  bool qk_norm = false;   // qwen3
};

// Architectures llama, qwen2 and qwen3 (general.architecture). IoError naming file, key, what was
// expected and what is there: another architecture (with the known ones), routed experts, a rope
// that is scaled or turns a part of a head only, sizes out of range or that do not fit together.
GgufShape read_gguf_shape(const GgufFile& file);

}  // namespace modus::neural
