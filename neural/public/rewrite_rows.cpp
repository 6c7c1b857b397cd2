#include "neural/public/rewrite_rows.h"

#include <algorithm>

#include "kernels/dequantize_blocks.h"
#include "kernels/fit_w4.h"
#include "kernels/parallel.h"
#include "kernels/quantize_blocks.h"

namespace modus::neural {

std::vector<std::byte> rewritten(const RewriteRows& p) {
  const GgufTensor& tensor = *p.tensor;
  const std::size_t rows = tensor.shape.size() == 1 ? 1 : tensor.shape[0];
  const std::size_t columns = tensor.shape.back();
  const std::size_t from_bytes = tensor.bytes.size() / std::max<std::size_t>(rows, 1);
  const std::size_t to_bytes =
      columns / kernels::values_a_block(p.format) * kernels::bytes_a_block(p.format);
  std::vector<std::byte> bytes(rows * to_bytes);
  kernels::parallel_for(rows, [&](std::size_t r) {
    const std::size_t from = row_in_other_order(p.rows, p.pairs, r);
    std::vector<float> values(columns);
    kernels::dequantize_row(tensor.format, tensor.bytes.subspan(from * from_bytes, from_bytes),
                            values);
    const std::span<std::byte> to = std::span(bytes).subspan(r * to_bytes, to_bytes);
    if (p.format == kernels::BlockFormat::kW4)
      kernels::fit_w4({.values = values, .importance = p.importance, .blocks = to});
    else
      kernels::quantize_row(p.format, values, to);
  });
  return bytes;
}

}  // namespace modus::neural
