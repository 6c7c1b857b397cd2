// Inference: int8 weights with one scale a row, float32 activations and sums.
//   y[m, n] = scale[n] * sum_k x[m, k] * w[n, k]
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/device.h"

namespace modus::kernels {

// w int8 [N, K] and scale float32 [N] from float32 [N, K]: w = round(v / scale), half to even,
// scale = max |v| of the row / 127 (1 for a row of zeros).
void quantize_rows(const float* values, std::size_t rows, std::size_t columns, std::int8_t* w,
                   float* scale);

struct LinearInt8 {
  std::size_t m = 0, n = 0, k = 0;
  const float* x = nullptr;        // [M, K]
  const std::int8_t* w = nullptr;  // [N, K]
  const float* scale = nullptr;    // [N]
  float* y = nullptr;              // [M, N]
};
// A row of y does not depend on M: one order of summation for all batch sizes. Thread-safe.
void linear_int8(const LinearInt8& p, Launch launch);

// As expert_ffn_forward without the outputs for a backward pass. gate_up int8 [E, 2F, D] with scale
// [E, 2F]; down int8 [E, D, F] with scale [E, D]. A token's result does not depend on its
// neighbours.
struct ExpertFfnInt8 {
  std::size_t tokens = 0, width = 0, expert_count = 0, top_k = 0, expert_width = 0;
  const float* x = nullptr;  // [T, D]
  const std::int8_t* gate_up = nullptr;
  const float* gate_up_scale = nullptr;
  const std::int8_t* down = nullptr;
  const float* down_scale = nullptr;
  const float* weight = nullptr;         // [T, K]
  const std::int32_t* expert = nullptr;  // [T, K]
  float* y = nullptr;                    // [T, D], overwritten
};
void expert_ffn_int8(const ExpertFfnInt8& p, Launch launch);

}  // namespace modus::kernels
