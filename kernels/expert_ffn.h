// The routed feed-forward of a Mixture-of-Experts layer, dropless: tokens sorted by expert, one
// product an expert. Letters: T tokens, D width, E experts, K experts a token, F expert width.
//
//   y[t] = sum_k weight[t, k] * down[e] (silu(gate[e] x[t]) * (up[e] x[t])),  e = expert[t, k]
//
// SwiGLU: Shazeer, "GLU variants improve transformer" (2020), eq. 6.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/device.h"
#include "kernels/gemm.h"

namespace modus::kernels {

// The (token, slot) pairs in order of their expert; pairs of one expert in order of t, then k.
struct ExpertOrder {
  std::vector<std::int32_t> pair;    // [T*K]: t * K + k
  std::vector<std::int32_t> offset;  // [E+1]: pairs of expert e are offset[e] .. offset[e+1]
};
// experts: int32 [T, K]. Throws ShapeError for an id outside [0, E).
ExpertOrder order_by_expert(const std::int32_t* experts, std::size_t tokens, std::size_t top_k,
                            std::size_t expert_count);

struct ExpertFfnShape {
  std::size_t tokens = 0, width = 0, expert_count = 0, top_k = 0, expert_width = 0;
};

struct ExpertFfnForward {
  ExpertFfnShape shape;
  const float* x = nullptr;              // [T, D]
  const float* gate_up = nullptr;        // [E, 2F, D]: gate rows, then up rows
  const float* down = nullptr;           // [E, D, F]
  const float* weight = nullptr;         // [T, K]
  const std::int32_t* pair = nullptr;    // [T*K]   ExpertOrder
  const std::int32_t* offset = nullptr;  // [E+1]
  float* y = nullptr;                    // [T, D]
  // For the backward pass, in expert order; null where none follows.
  float* gate_up_out = nullptr;  // [T*K, 2F]
  Precision precision = Precision::kFloat32;
};
// y[t] sums its K experts in the order of k, whatever the batch. Thread-safe.
void expert_ffn_forward(const ExpertFfnForward& p, Launch launch);

struct ExpertFfnBackward {
  ExpertFfnShape shape;
  const float* x = nullptr;        // [T, D]
  const float* gate_up = nullptr;  // [E, 2F, D]
  const float* down = nullptr;     // [E, D, F]
  const float* weight = nullptr;   // [T, K]
  const std::int32_t* pair = nullptr;
  const std::int32_t* offset = nullptr;
  const float* gate_up_out = nullptr;  // [T*K, 2F], from the forward pass
  const float* dy = nullptr;           // [T, D]
  float* dx = nullptr;                 // [T, D], overwritten
  float* dgate_up = nullptr;  // [E, 2F, D], overwritten (zero for an expert without tokens)
  float* ddown = nullptr;     // [E, D, F], overwritten
  float* dweight = nullptr;   // [T, K], overwritten
  Precision precision = Precision::kFloat32;
};
void expert_ffn_backward(const ExpertFfnBackward& p, Launch launch);

}  // namespace modus::kernels
