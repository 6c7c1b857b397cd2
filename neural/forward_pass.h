// Tokens of several sequences through all layers at once (model_config.h has the equations): linear
// layers over all tokens, attention a sequence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "neural/model_weights.h"
#include "neural/paged_cache.h"

namespace modus::neural {

struct PassRow {
  SequenceId sequence;
  std::size_t position = 0;  // of the first token
  std::span<const TokenId> tokens;
};

// Keeps its buffers: a pass that is no longer than one before allocates next to nothing. One
// thread. What a token gives depends on the tokens before it in its sequence only.
class ForwardPass {
 public:
  ForwardPass(const ModelWeights& weights, PagedCache& cache);

  // The cache has room for the tokens (PagedCache::extend); their keys and values are written.
  // Returns the last layer's output [T, D], valid until the next call.
  const float* run(std::span<const PassRow> rows);

  // The final norm and the output layer: hidden [N, D] to logits [N, V].
  void logits(std::size_t rows, const float* hidden, float* out);

 private:
  void resize(std::size_t tokens);
  void embed(std::span<const PassRow> rows);
  void attention(std::size_t layer, std::span<const PassRow> rows);
  void keep_keys_and_values(std::size_t layer, std::span<const PassRow> rows);
  void norm_and_turn(const LayerWeights& w);
  void turn(std::size_t heads, std::size_t width, float* x);
  // forward_latent.cpp
  void latent_qkv(const LatentAttention& w);
  void turn_last(std::size_t heads, std::size_t width, std::vector<float>& x);
  void narrow_values(std::size_t width);
  void feed_forward(const LayerWeights& w);
  void gated(const LayerWeights& w, std::vector<float>& y);
  // forward_experts.cpp
  void routed_experts(const LayerWeights& w);
  void choose_experts(const LayerWeights& w);
  void experts_in_blocks(const LayerWeights& w);
  void gated_expert(const LayerWeights& w, std::size_t expert, std::size_t rows);

  static void grow(std::vector<float>& buffer, std::size_t size) {
    if (buffer.size() < size) buffer.resize(size);
  }
  void norm(const std::vector<float>& weight, std::size_t rows, const float* x, float* y) const;
  static void norm(const std::vector<float>& weight, double epsilon, std::size_t rows,
                   const float* x, float* y);

  const ModelWeights& weights_;
  PagedCache& cache_;
  std::size_t tokens_ = 0;  // T of this pass
  std::vector<std::int32_t> position_;
  std::vector<float> x_, h_, y_, routed_;              // [T, D]
  std::vector<float> qkv_;                             // [T, (H + 2G) C]
  std::vector<float> q_, attended_;                    // [T, H, C]
  std::vector<float> k_;                               // [T, G, C]
  std::vector<float> entropy_;                         // [T, H]
  std::vector<float> gate_up_, gated_;                 // [T, 2I], [T, I]
  std::vector<float> router_input_, router_logits_;    // [T, router_width], [T, E]
  std::vector<std::int32_t> expert_;                   // [T, K]
  std::vector<float> expert_weight_;                   // [T, K]
  std::vector<float> expert_x_, expert_y_;             // [T, D], of the tokens of one expert
  std::vector<float> latent_, compressed_, turned_;    // of latent attention
  std::vector<const float*> key_pages_, value_pages_;  // of one sequence and layer
};

}  // namespace modus::neural
