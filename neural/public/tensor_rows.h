// The rows of a tensor of a public checkpoint, in the order that kernels/rope.h wants.
#pragma once

#include <cstddef>
#include <span>

#include "neural/gguf.h"
#include "neural/public/rope_rows.h"

namespace modus::neural {

// A matrix; a vector is one row. With a head its rows have the pairs of a rope side by side in the
// file. The tensor is borrowed.
struct TensorRows {
  const GgufTensor* tensor = nullptr;
  RopeRows order = {};

  std::size_t count() const { return tensor->shape.size() == 1 ? 1 : tensor->shape[0]; }
  std::size_t columns() const { return tensor->shape.back(); }
  std::span<const std::byte> row(std::size_t r) const;
  // values: [count, columns], float32. Works on all threads of the pool.
  void read(std::span<float> values) const;
};

}  // namespace modus::neural
