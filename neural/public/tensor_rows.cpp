#include "neural/public/tensor_rows.h"

#include "kernels/dequantize_blocks.h"
#include "kernels/parallel.h"

namespace modus::neural {

std::span<const std::byte> TensorRows::row(std::size_t r) const {
  const std::size_t bytes = tensor->bytes.size() / count();
  return tensor->bytes.subspan(row_in_other_order(order, RopePairs::kHalvesApart, r) * bytes,
                               bytes);
}

void TensorRows::read(std::span<float> values) const {
  kernels::parallel_for(count(), [&](std::size_t r) {
    kernels::dequantize_row(tensor->format, row(r), values.subspan(r * columns(), columns()));
  });
}

}  // namespace modus::neural
