// Products of float32 rows with int8 rows, an instruction set at a time.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/isa.h"

namespace modus::kernels {

// y[m, n] = scale[n] * sum_k x[m][k] * w[n, k]: the lanes of a vector sum k, k + lanes, ... and are
// then added in halves, whatever m and n are.
struct Int8Rows {
  std::size_t m = 0, n = 0, k = 0;
  const float* const* x = nullptr;  // [M] pointers to rows [K]
  const std::int8_t* w = nullptr;   // [N, K]
  const float* scale = nullptr;     // [N]
  float* y = nullptr;               // rows of y_stride floats
  std::size_t y_stride = 0;
};

using MultiplyInt8Rows = void (*)(const Int8Rows& p);
MultiplyInt8Rows int8_rows(Isa isa);

void multiply_int8_rows_scalar(const Int8Rows& p);
void multiply_int8_rows_avx2(const Int8Rows& p);
void multiply_int8_rows_avx512(const Int8Rows& p);

}  // namespace modus::kernels
