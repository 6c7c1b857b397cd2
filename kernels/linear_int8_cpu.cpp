#include "kernels/linear_int8.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "kernels/cpu/int8_rows.h"
#include "kernels/cpu/scratch.h"
#include "kernels/cuda.h"
#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

// Products a chunk: some 5 microseconds, a region costs one or two.
constexpr std::size_t kProductsAChunk = 1 << 16;
constexpr std::size_t kColumnsAtOnce = 16;

}  // namespace

void quantize_rows(const float* values, std::size_t rows, std::size_t columns, std::int8_t* w,
                   float* scale) {
  for (std::size_t r = 0; r < rows; ++r, values += columns, w += columns) {
    float largest = 0;
    for (std::size_t i = 0; i < columns; ++i) largest = std::max(largest, std::abs(values[i]));
    // A row of next to nothing would divide by zero.
    scale[r] = largest / 127 >= FLT_MIN ? largest / 127 : 1;
    for (std::size_t i = 0; i < columns; ++i) {
      w[i] = static_cast<std::int8_t>(
          std::clamp(std::nearbyint(values[i] / scale[r]), -127.0f, 127.0f));
    }
  }
}

void linear_int8(const LinearInt8& p, Launch launch) {
  if (launch.device == Device::kCuda) return cuda::linear_int8(p, launch.stream);
  static thread_local Scratch<const float*> kept;
  const float** x = kept.take(p.m);
  for (std::size_t m = 0; m < p.m; ++m) x[m] = p.x + m * p.k;
  const MultiplyInt8Rows multiply = int8_rows(active_isa());
  const std::size_t products_a_column = std::max<std::size_t>(1, p.m * p.k);
  const std::size_t columns = std::max(
      kColumnsAtOnce, kProductsAChunk / products_a_column / kColumnsAtOnce * kColumnsAtOnce);
  parallel_for((p.n + columns - 1) / columns, [&](std::size_t chunk) {
    const std::size_t n = chunk * columns;
    multiply({.m = p.m,
              .n = std::min(columns, p.n - n),
              .k = p.k,
              .x = x,
              .w = p.w + n * p.k,
              .scale = p.scale + n,
              .y = p.y + n,
              .y_stride = p.n});
  });
}

}  // namespace modus::kernels
