// The shape of a public model, as its files say it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernels/gating.h"
#include "neural/model_config.h"
#include "neural/public/rope_scaling.h"

namespace modus::neural {

// Where the pair that rope turns together lies in a head of C rows: side by side, or C/2 apart as
// in kernels/rope.h.
enum class RopePairs { kSideBySide, kHalvesApart };

// Norms of queries and keys: a head (Qwen3), or all heads together (OLMoE).
enum class QueryKeyNorm { kNone, kHead, kAllHeads };

// Latent attention (LatentAttention in neural/model_weights.h); a head of queries and keys has
// config.head_dim numbers, `turned` of them at its end.
struct LatentShape {
  std::size_t query_middle = 0;  // 0: none
  std::size_t key_value_middle = 0;
  std::size_t turned = 0;
  std::size_t value_width = 0;
};

struct PublicShape {
  std::string architecture;  // as its files call it: "qwen3moe", "qwen3_moe"
  ModelConfig config;
  RopePairs pairs = RopePairs::kHalvesApart;
  bool qkv_bias = false;         // qwen2
  bool tied_embeddings = false;  // an output layer in the file is the table once more
  QueryKeyNorm query_key_norm = QueryKeyNorm::kNone;
  std::optional<LatentShape> latent;  // DeepSeek-V3
  kernels::GatingRule gating;         // where layers have routed experts
  RopeScaling rope_scaling;
  std::vector<std::size_t> dense_layers;  // of a model with routed experts: these have none

  // Of a head: what the rope turns.
  std::size_t turned_width() const { return latent ? latent->turned : config.head_dim; }
};

// Nothing of our own model: no routed or shared experts, no entropy at the router.
ModelConfig dense_public_config();

}  // namespace modus::neural
