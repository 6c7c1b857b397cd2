// Dense products, row-major float32 in and out. Letters: M rows, N columns, K the summed dimension.
#pragma once

#include <cstddef>

#include "kernels/device.h"

namespace modus::kernels {

// What the products are computed in; sums are always float32.
enum class Precision {
  kFloat32,
  kBfloat16,  // inputs rounded to nearest even; by dpbf16 or tiles where there are, else emulated
};

enum class Transpose { kNo, kYes };
enum class Accumulate { kNo, kYes };  // c = ..., or c += ...

// c [M, N] = op(a) op(b): op(a) is [M, K] (a is [K, M] where transposed), op(b) is [K, N] (b is
// [N, K] where transposed). The order of each sum over K depends on K, the precision and the
// instruction set only: a row of c does not depend on M.
struct Gemm {
  std::size_t m = 0, n = 0, k = 0;
  const float* a = nullptr;
  Transpose a_is = Transpose::kNo;
  const float* b = nullptr;
  Transpose b_is = Transpose::kNo;
  float* c = nullptr;
  Accumulate accumulate = Accumulate::kNo;
  Precision precision = Precision::kFloat32;
};
void gemm(const Gemm& p, Launch launch);

}  // namespace modus::kernels
