// The routers of public Mixture-of-Experts models at inference: which experts a token goes to, and
// with which weights. Our own model's router is router.h.
// Letters: T tokens, E experts, K experts a token.
#pragma once

#include <cstddef>
#include <cstdint>

namespace modus::kernels {

enum class GatingScore { kSoftmax, kSigmoid };

// Scores are the softmax over all E (Qwen3-MoE, OLMoE) or the sigmoids (DeepSeek-V3,
// arXiv 2412.19437, eq. 13-16) of the logits. Chosen are the K highest of score + bias, ties to the
// lower id, among the `top_groups` of `groups` equal runs of experts whose two highest sum to most.
// The weights are the chosen scores, divided by their sum where `normalise`, times `scale`.
struct GatingRule {
  GatingScore score = GatingScore::kSoftmax;
  bool normalise = true;
  float scale = 1;
  std::size_t groups = 1, top_groups = 1;
};

struct Gating {
  std::size_t tokens = 0, expert_count = 0, top_k = 0;
  GatingRule rule;
  const float* logits = nullptr;   // [T, E]
  const float* bias = nullptr;     // [E]; null: none
  std::int32_t* expert = nullptr;  // [T, K], descending by score + bias
  float* weight = nullptr;         // [T, K]
};
// Throws ShapeError where K experts are more than the chosen groups have, or groups do not divide
// E. On the CPU. Thread-safe.
void gate_experts(const Gating& p);

}  // namespace modus::kernels
