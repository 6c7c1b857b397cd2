// Root-mean-square norm (Zhang and Sennrich 2019, arXiv 1910.07467, eq. 4).
// y[t] = x[t] / sqrt(mean(x[t]^2) + epsilon) * weight. Letters: T rows, D width.
#pragma once

#include <cstddef>

#include "kernels/device.h"

namespace modus::kernels {

struct RmsNormForward {
  std::size_t tokens = 0, width = 0;
  const float* x = nullptr;       // [T, D]
  const float* weight = nullptr;  // [D]
  float epsilon = 1e-6f;
  float* y = nullptr;        // [T, D]; may be x
  float* inverse = nullptr;  // [T] 1 / root mean square, for the backward pass; may be null
};
void rms_norm_forward(const RmsNormForward& p, Launch launch);

struct RmsNormBackward {
  std::size_t tokens = 0, width = 0;
  const float* x = nullptr;
  const float* weight = nullptr;
  const float* inverse = nullptr;  // [T]
  const float* dy = nullptr;       // [T, D]
  float* dx = nullptr;             // [T, D], overwritten
  float* dweight = nullptr;        // [D], overwritten; summed over T in fixed chunks
};
void rms_norm_backward(const RmsNormBackward& p, Launch launch);

}  // namespace modus::kernels
