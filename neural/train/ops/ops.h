// The kernels as differentiable operations on tensors. float32, contiguous, on the CPU unless said
// otherwise; anything else is a ShapeError that names the operand. Letters: kernels/README.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include <ATen/core/Tensor.h>

#include "kernels/gemm.h"

namespace modus::neural::train {

// x [T, K], weight [N, K] -> x weight' [T, N].
at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, kernels::Precision precision);

// A weight [rows, columns] that is never trained and is made anew each time it is needed; read may
// be called as long as the result's graph lives.
struct FrozenMatrix {
  std::int64_t rows = 0, columns = 0;
  std::function<at::Tensor()> read;  // float32 [rows, columns]
};
// x [T, columns] -> x weight' [T, rows]. Backward reads the weight once more; only x has a
// gradient.
at::Tensor frozen_linear(const at::Tensor& x, const FrozenMatrix& weight,
                         kernels::Precision precision);

// x [..., D], weight [D]: the norm over the last dimension.
at::Tensor rms_norm(const at::Tensor& x, const at::Tensor& weight, double epsilon);

// x [T, N, C] turned by position int32 [T]; stretched [C/2] divides the angle of each pair,
// undefined: all 1.
struct RopeAngles {
  double theta = 10000;
  double amplitude = 1;  // multiplies the result
  at::Tensor stretched;
};
at::Tensor rope(const at::Tensor& x, const at::Tensor& position, const RopeAngles& angles);

struct Attended {
  at::Tensor out;      // [T, H, C]
  at::Tensor entropy;  // [T, H], no gradient
};
// q [T, H, C], k and v [T, G, C]; offset [R+1]: row r is tokens offset[r] .. offset[r+1].
Attended attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                   const std::vector<std::int32_t>& offset);

// Rows that all continue tokens 0 .. offset[0], and see these and themselves: the same as if each
// row began with them. No entropy.
at::Tensor continued_attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v,
                               const std::vector<std::int32_t>& offset);

struct Routing {
  at::Tensor expert;  // int32 [T, K]
  at::Tensor weight;  // [T, K], rows sum to 1
};
// logits [T, E], bias [E] (selects only, no gradient).
Routing route(const at::Tensor& logits, const at::Tensor& bias, std::size_t top_k);

// x [T, D], gate_up [E, 2F, D], down [E, D, F] -> [T, D].
at::Tensor expert_ffn(const at::Tensor& x, const at::Tensor& gate_up, const at::Tensor& down,
                      const Routing& routing, kernels::Precision precision);

// gate_up [T, 2F] -> [T, F].
at::Tensor swiglu(const at::Tensor& gate_up);

// The weighted mean of the cross-entropy of x embed' against target: the logits of rows with weight
// 0 are never computed, and of the others only a slice at a time is in memory.
struct HeadLoss {
  at::Tensor loss;                 // scalar
  std::vector<float> row_loss;     // [T], not weighted; 0 where the weight is 0
  std::vector<std::int32_t> best;  // [T] argmax; -1 where the weight is 0
};
// x [T, D], embed [V, D], target int32 [T], weight [T] >= 0. A sum of weights of 0 gives loss 0.
// The gradient of embed is computed where it is required.
HeadLoss head_loss(const at::Tensor& x, const at::Tensor& embed,
                   const std::vector<std::int32_t>& target, const std::vector<float>& weight,
                   kernels::Precision precision);

}  // namespace modus::neural::train
