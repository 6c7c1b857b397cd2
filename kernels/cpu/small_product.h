// Products of sides that fit the first caches, for the instruction set of the including file.
#pragma once

#include "kernels/cpu/simd.h"
#include "kernels/gemm.h"

namespace modus::kernels {
namespace {

// c[i, j] (+)= sum_k a(i, k) b[k, j], where a(i, k) is a[i * a_row + k * a_step]. The sum runs over
// k in rising order, from 0 or from what c holds. `columns` is a multiple of kLanes.
struct SmallProduct {
  std::size_t rows = 0, columns = 0, depth = 0;
  const float* a = nullptr;
  std::size_t a_row = 0, a_step = 0;
  const float* b = nullptr;
  std::size_t b_stride = 0;
  float* c = nullptr;
  std::size_t c_stride = 0;
  Accumulate accumulate = Accumulate::kNo;
  const float* ahead = nullptr;  // laid out as b: what is wanted next, fetched meanwhile
};

template <std::size_t kRows, std::size_t kVectors>
inline void small_tile(const SmallProduct& p, std::size_t row, std::size_t column) {
  F32 sum[kRows][kVectors] = {};
  float* c = p.c + row * p.c_stride + column;
  if (p.accumulate == Accumulate::kYes) {
#pragma GCC unroll 8
    for (std::size_t r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
      for (std::size_t v = 0; v < kVectors; ++v) {
        sum[r][v] = load(c + r * p.c_stride + v * kLanes);
      }
    }
  }
  const float* a = p.a + row * p.a_row;
  const float* b = p.b + column;
  for (std::size_t k = 0; k < p.depth; ++k, a += p.a_step, b += p.b_stride) {
    if (p.ahead != nullptr) {
      for (std::size_t v = 0; v < kVectors; ++v) {
        __builtin_prefetch(p.ahead + column + k * p.b_stride + v * kLanes);
      }
    }
    F32 right[kVectors];
    for (std::size_t v = 0; v < kVectors; ++v) right[v] = load(b + v * kLanes);
#pragma GCC unroll 8
    for (std::size_t r = 0; r < kRows; ++r) {
      const F32 left = broadcast(a[r * p.a_row]);
#pragma GCC unroll 4
      for (std::size_t v = 0; v < kVectors; ++v) sum[r][v] = fma(left, right[v], sum[r][v]);
    }
  }
#pragma GCC unroll 8
  for (std::size_t r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (std::size_t v = 0; v < kVectors; ++v) store(c + r * p.c_stride + v * kLanes, sum[r][v]);
  }
}

template <std::size_t kRows>
inline void small_rows(const SmallProduct& p, std::size_t row) {
  std::size_t column = 0;
  for (; column + 2 * kLanes <= p.columns; column += 2 * kLanes) {
    small_tile<kRows, 2>(p, row, column);
  }
  if (column < p.columns) small_tile<kRows, 1>(p, row, column);
}

void multiply_small(const SmallProduct& p) {
  std::size_t row = 0;
#ifdef __AVX512F__
  for (; row + 8 <= p.rows; row += 8) small_rows<8>(p, row);
#endif
  for (; row + 4 <= p.rows; row += 4) small_rows<4>(p, row);
  for (; row < p.rows; ++row) small_rows<1>(p, row);
}

}  // namespace
}  // namespace modus::kernels
