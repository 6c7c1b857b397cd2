// Tensors of a public checkpoint in another format of numbers, or order of rows.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "kernels/block_format.h"
#include "neural/gguf.h"
#include "neural/public/rope_rows.h"

namespace modus::neural {

struct RewriteRows {
  const GgufTensor* tensor = nullptr;
  kernels::BlockFormat format = kernels::BlockFormat::kF32;
  RopeRows rows = {};  // with a head: they come from the other order into that of `pairs`
  RopePairs pairs = RopePairs::kHalvesApart;
  std::span<const float> importance = {};  // [columns], of W4 (kernels/fit_w4.h); empty: all alike
};

// What dequantises to the numbers of the tensor, as near as the format allows; a vector is one row.
// On all threads. ShapeError as kernels/quantize_blocks.h and kernels/fit_w4.h.
std::vector<std::byte> rewritten(const RewriteRows& p);

}  // namespace modus::neural
