#include "neural/linear.h"

#include <vector>

#include "kernels/gemm.h"
#include "kernels/linear_blocks.h"
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

}  // namespace

void linear(const Matrix& w, std::size_t m, const float* x, float* y) {
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

}  // namespace modus::neural
