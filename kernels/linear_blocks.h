// Inference: y = x W' with the block-quantised weights of a public checkpoint and activations that
// are quantised to 8 bits on the way.
//
// One order of operations for every instruction set, batch size and number of threads, so that all
// give the same bits. The 32 columns of a group g have one activation scale; the weights are
// w = scale * (q - zero) + minimum with integers q:
//   a = max |x| / 127 over the group, 0 where that is no normal number
//   c = x * (1 / a), rounded to an integer, half to even; 0 where a is 0
//   S = sum of c * (q - zero), an exact integer; in Q6_K each half times its int8 sub-scale
//   y = fma(scale, a * S, y), then where the format has minima y = fma(minimum, a * sum of c, y)
// for g = 0, 1, ..., in float32, from y = 0; a * S and the scale (d times a 6-bit sub-scale in Q4_K
// and Q5_K, d elsewhere) are rounded on their own.
#pragma once

#include <cstddef>
#include <span>

#include "kernels/block_weights.h"
#include "kernels/device.h"

namespace modus::kernels {

struct LinearBlocks {
  std::size_t m = 0;
  const float* x = nullptr;         // [M, K], finite
  const BlockWeights* w = nullptr;  // N rows, K columns
  float* y = nullptr;               // [M, N]
  std::size_t y_stride = 0;         // floats from a row of y to the next; 0: N
};
// Thread-safe. On the CPU only: Error for kCuda.
void linear_blocks(const LinearBlocks& p, Launch launch);

// Several products of the same x (queries, keys and values; gate and up): x is quantised once, and
// the threads meet once. ShapeError where x, m or K differ.
void linear_blocks(std::span<const LinearBlocks> products, Launch launch);

}  // namespace modus::kernels
