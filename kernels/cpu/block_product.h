// One thread's share of a matrix product.
#pragma once

#include <cstddef>

#include "kernels/cpu/tile.h"

namespace modus::kernels {

struct BlockProduct {
  std::size_t m = 0, n = 0, k = 0;
  Operand a;  // op(a) is [m, k]
  Operand b;  // op(b) is [k, n]
  float* c = nullptr;
  std::size_t c_stride = 0;
  Accumulate accumulate = Accumulate::kNo;
};

// On the calling thread, with buffers of its own that live as long as the thread (less than 1 MB).
// Each element is the sum, in order, of one sum for each depth_of(kernel) values of k: its bits
// depend on k and the kernel only.
void multiply_block(const BlockProduct& p, const TileKernel& kernel);

std::size_t depth_of(const TileKernel& kernel);

}  // namespace modus::kernels
