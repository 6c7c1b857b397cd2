#include "kernels/linear_int8.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "kernels/cpu/weight_rows.h"
#include "kernels/cuda.h"

namespace modus::kernels {
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
  multiply_dense_rows(DenseRows<std::int8_t>{
      .m = p.m, .n = p.n, .k = p.k, .x = p.x, .w = p.w, .scale = p.scale, .y = p.y});
}

}  // namespace modus::kernels
