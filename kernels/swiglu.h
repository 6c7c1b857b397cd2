// h = silu(gate) * up, fused. Letters: T tokens, F width of the feed-forward.
#pragma once

#include <cstddef>

#include "kernels/device.h"

namespace modus::kernels {

struct SwigluForward {
  std::size_t tokens = 0, width = 0;
  const float* gate_up = nullptr;  // [T, 2F]: gate, then up
  float* h = nullptr;              // [T, F]
};
void swiglu_forward(const SwigluForward& p, Launch launch);

struct SwigluBackward {
  std::size_t tokens = 0, width = 0;
  const float* gate_up = nullptr;  // [T, 2F]
  const float* dh = nullptr;       // [T, F]
  float* dgate_up = nullptr;       // [T, 2F], overwritten
};
void swiglu_backward(const SwigluBackward& p, Launch launch);

}  // namespace modus::kernels
