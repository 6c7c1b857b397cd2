// Router: top-k by sigmoid score plus a bias that only selects (loss-free balancing: Wang et al.
// 2024, arXiv 2408.15664, eq. 3; gating as in DeepSeek-V3, arXiv 2412.19437, eq. 12-16).
// Letters: T tokens, E experts, K experts a token.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/device.h"

namespace modus::kernels {

// expert[t] = the K highest sigmoid(logits[t, e]) + bias[e], descending, ties to the lower id.
// weight[t, k] = sigmoid(logits[t, expert]) / sum over the chosen; rows sum to 1.
struct RouterForward {
  std::size_t tokens = 0, expert_count = 0, top_k = 0;
  const float* logits = nullptr;   // [T, E]
  const float* bias = nullptr;     // [E]
  std::int32_t* expert = nullptr;  // [T, K]
  float* weight = nullptr;         // [T, K]
};
// Throws ShapeError where K > E or K > 64.
void router_forward(const RouterForward& p, Launch launch);

struct RouterBackward {
  std::size_t tokens = 0, expert_count = 0, top_k = 0;
  const float* logits = nullptr;         // [T, E]
  const std::int32_t* expert = nullptr;  // [T, K]
  const float* dweight = nullptr;        // [T, K]
  float* dlogits = nullptr;              // [T, E], overwritten
};
void router_backward(const RouterBackward& p, Launch launch);

}  // namespace modus::kernels
