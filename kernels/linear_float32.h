// Inference: y = x W' for few rows. Reads W as it stands, where gemm would spend its time on
// packing it.
//   y[m, n] = sum_k x[m, k] * w[n, k]
#pragma once

#include <cstddef>

#include "kernels/device.h"

namespace modus::kernels {

struct LinearFloat32 {
  std::size_t m = 0, n = 0, k = 0;
  const float* x = nullptr;  // [M, K]
  const float* w = nullptr;  // [N, K]
  float* y = nullptr;        // [M, N]
};
// A row of y does not depend on M: one order of summation for all batch sizes, that of linear_int8.
// Thread-safe.
void linear_float32(const LinearFloat32& p, Launch launch);

}  // namespace modus::kernels
