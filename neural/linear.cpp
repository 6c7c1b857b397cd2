#include "neural/linear.h"

#include <algorithm>
#include <vector>

#include "kernels/gemm.h"
#include "kernels/linear_blocks.h"
#include "kernels/linear_float32.h"
#include "kernels/linear_int8.h"

namespace modus::neural {

namespace {

void linear_parts(const Matrix& w, std::size_t m, const float* x, float* y) {
  std::vector<kernels::LinearBlocks> products;
  for (const kernels::BlockWeights& part : w.blocks) {
    products.push_back({.m = m, .x = x, .w = &part, .y = y, .y_stride = w.rows});
    y += part.rows();
  }
  kernels::linear_blocks(products, {});
}

void own_product(const Matrix& w, std::size_t m, const float* x, float* y) {
  if (!w.blocks.empty()) return linear_parts(w, m, x, y);
  if (w.is_quantised()) {
    kernels::linear_int8({.m = m,
                          .n = w.rows,
                          .k = w.columns,
                          .x = x,
                          .w = w.quantised.data(),
                          .scale = w.scale.data(),
                          .y = y},
                         {});
    return;
  }
  kernels::Gemm product{.m = m, .n = w.rows, .k = w.columns};
  product.a = x;
  product.b = w.values.data();
  product.b_is = kernels::Transpose::kYes;
  product.c = y;
  kernels::gemm(product, {});
}

// Float32 whatever the matrix is; narrow holds x a' [M, rank], wide that times b' [M, rows].
void add_low_rank(const LowRank& part, const Matrix& w, std::size_t m, const float* x, float* y) {
  static thread_local std::vector<float> narrow, wide;
  narrow.resize(std::max(narrow.size(), m * part.rank));
  wide.resize(std::max(wide.size(), m * part.rows));
  kernels::linear_float32(
      {.m = m, .n = part.rank, .k = w.columns, .x = x, .w = part.a.data(), .y = narrow.data()}, {});
  kernels::linear_float32({.m = m,
                           .n = part.rows,
                           .k = part.rank,
                           .x = narrow.data(),
                           .w = part.b.data(),
                           .y = wide.data()},
                          {});
  for (std::size_t i = 0; i < m; ++i) {
    float* const to = y + i * w.rows + part.first_row;
    const float* const from = wide.data() + i * part.rows;
    for (std::size_t n = 0; n < part.rows; ++n) to[n] += part.scale * from[n];
  }
}

}  // namespace

void linear(const Matrix& w, std::size_t m, const float* x, float* y) {
  own_product(w, m, x, y);
  for (const LowRank& part : w.low_rank) add_low_rank(part, w, m, x, y);
}

}  // namespace modus::neural
