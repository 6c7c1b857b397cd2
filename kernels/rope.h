// Rotary position embedding (Su et al. 2021, arXiv 2104.09864, eq. 34), halves rotated as in the
// public Llama checkpoints: (x[i], x[i + C/2]) turns by position * theta^(-2i/C).
// Letters: T tokens, N heads, C head width (even).
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/device.h"

namespace modus::kernels {

enum class Rotation { kForward, kBackward };  // kBackward turns a gradient back

struct Rope {
  std::size_t tokens = 0, heads = 0, head_width = 0;
  const std::int32_t* position = nullptr;  // [T]
  float theta = 10000.0f;
  const float* stretched = nullptr;  // [C/2]: divides the angle of each pair; null: all 1
  float amplitude = 1;               // multiplies the result
  Rotation rotation = Rotation::kForward;
  float* x = nullptr;  // [T, N, C], in place
};
void rope(const Rope& p, Launch launch);

}  // namespace modus::kernels
