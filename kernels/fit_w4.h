// Numbers into blocks of W4 (block_format.h): for each 32 the scale and zero that lose least.
#pragma once

#include <cstddef>
#include <span>

namespace modus::kernels {

struct FitW4 {
  std::span<const float> values;      // [K], whole blocks of finite numbers
  std::span<const float> importance;  // [K], from 0 on and finite; empty: all count alike
  std::span<std::byte> blocks;        // [K / 32 * 18]
};

// Makes the sum of importance * (value - what the block stands for)^2 small, block by block, and
// returns it. From several ranges of the codes it goes on in turns, the nearest codes, then the
// least-squares line through them; each line that this passes is tried with the two scales beside
// its own and the zeros that these ask for, and the best block counts. Throws ShapeError where
// sizes do not fit and for a value beyond 3600, 15 times the largest scale. Thread-safe.
double fit_w4(const FitW4& row);

}  // namespace modus::kernels
