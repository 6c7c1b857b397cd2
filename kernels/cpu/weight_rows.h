// Products of float32 rows with the rows of a weight matrix, int8 or float32, an instruction set at
// a time.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/isa.h"

namespace modus::kernels {

// y[m, n] = scale[n] * sum_k x[m][k] * w[n, k]: the lanes of a vector sum k, k + lanes, ... and are
// then added in halves, whatever m and n are.
template <typename Weight>
struct WeightRows {
  std::size_t m = 0, n = 0, k = 0;
  const float* const* x = nullptr;  // [M] pointers to rows [K]
  const Weight* w = nullptr;        // [N, K]
  const float* scale = nullptr;     // [N]; null for float32 weights
  float* y = nullptr;               // rows of y_stride floats
  std::size_t y_stride = 0;
  const Weight* ahead = nullptr;  // what is read next, fetched meanwhile; may be null
};

struct WeightRowKernels {
  void (*int8)(const WeightRows<std::int8_t>& p);
  void (*float32)(const WeightRows<float>& p);
};
const WeightRowKernels& weight_rows(Isa isa);

extern const WeightRowKernels kWeightRowsScalar;
extern const WeightRowKernels kWeightRowsAvx2;
extern const WeightRowKernels kWeightRowsAvx512;

// All columns of y [M, N] for x [M, K], in parallel.
template <typename Weight>
struct DenseRows {
  std::size_t m = 0, n = 0, k = 0;
  const float* x = nullptr;
  const Weight* w = nullptr;
  const float* scale = nullptr;
  float* y = nullptr;
};
void multiply_dense_rows(const DenseRows<std::int8_t>& p);
void multiply_dense_rows(const DenseRows<float>& p);

}  // namespace modus::kernels
