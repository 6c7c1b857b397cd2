#include "kernels/cpu/weight_rows.h"

#include <algorithm>

#include "kernels/cpu/scratch.h"
#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

// Products a chunk: some 5 microseconds, a region costs one or two.
constexpr std::size_t kProductsAChunk = 1 << 16;
constexpr std::size_t kColumnsAtOnce = 16;

template <typename Weight>
void multiply(const DenseRows<Weight>& p, void (*rows)(const WeightRows<Weight>&)) {
  static thread_local Scratch<const float*> kept;
  const float** x = kept.take(p.m);
  for (std::size_t m = 0; m < p.m; ++m) x[m] = p.x + m * p.k;
  const std::size_t products_a_column = std::max<std::size_t>(1, p.m * p.k);
  const std::size_t columns = std::max(
      kColumnsAtOnce, kProductsAChunk / products_a_column / kColumnsAtOnce * kColumnsAtOnce);
  parallel_for((p.n + columns - 1) / columns, [&](std::size_t chunk) {
    const std::size_t n = chunk * columns;
    rows({.m = p.m,
          .n = std::min(columns, p.n - n),
          .k = p.k,
          .x = x,
          .w = p.w + n * p.k,
          .scale = p.scale == nullptr ? nullptr : p.scale + n,
          .y = p.y + n,
          .y_stride = p.n});
  });
}

}  // namespace

const WeightRowKernels& weight_rows(Isa isa) {
  if (isa == Isa::kScalar) return kWeightRowsScalar;
  return isa == Isa::kAvx2 ? kWeightRowsAvx2 : kWeightRowsAvx512;
}

void multiply_dense_rows(const DenseRows<std::int8_t>& p) {
  multiply(p, weight_rows(active_isa()).int8);
}
void multiply_dense_rows(const DenseRows<float>& p) {
  multiply(p, weight_rows(active_isa()).float32);
}

}  // namespace modus::kernels
