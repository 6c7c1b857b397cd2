// Int8Rows for the instruction set of the including file. A tile has kLanes sums, as many as one
// vector has lanes, so that one tree of shuffles ends them all.
#pragma once

#include "kernels/cpu/int8_rows.h"
#include "kernels/cpu/simd.h"
#include "kernels/cpu/transpose.h"

namespace modus::kernels {
namespace {

// Lane i of the result: the lanes of v[i], added in halves.
template <std::size_t half = kLanes / 2>
inline F32 sums(F32* v) {
#pragma GCC unroll 16
  for (std::size_t i = 0; i < half; ++i) {
    exchange<half>(v[i], v[i + half], std::make_index_sequence<kLanes>());
    v[i] += v[i + half];
  }
  if constexpr (half > 1) {
    return sums<half / 2>(v);
  } else {
    return v[0];
  }
}

// Rows of w that come kLanes rows later: the processor does not foresee where the next ones start.
// Long ones would drive the present ones out of the first cache. Measured with rows of 2048 from
// memory: 22 GB/s, 10 without; with rows of 256 from the last cache: 14 GB/s, 9 without.
constexpr std::size_t kShortRow = 512;

template <std::size_t kBytes>
inline void prefetch(const std::int8_t* p, bool into_first_cache) {
  for (std::size_t at = 0; at < kBytes; at += 64) {
    if (into_first_cache) {
      __builtin_prefetch(p + at, 0, 3);
    } else {
      __builtin_prefetch(p + at, 0, 2);
    }
  }
}

// kRows rows of x by kLanes / kRows rows of w.
template <std::size_t kRows>
inline void multiply_int8_tile(const Int8Rows& p, std::size_t m, std::size_t n) {
  constexpr std::size_t kColumns = kLanes / kRows;
  const float* x[kRows];
  const std::int8_t* w[kColumns];
  for (std::size_t r = 0; r < kRows; ++r) x[r] = p.x[m + r];
  for (std::size_t c = 0; c < kColumns; ++c) {  // behind the last row: the last again, not stored
    w[c] = p.w + (n + c < p.n ? n + c : p.n - 1) * p.k;
  }
  F32 sum[kLanes] = {};
  std::size_t k = 0;
  for (; k + kLanes <= p.k; k += kLanes) {
    prefetch<kColumns * kLanes>(w[0] + kLanes * p.k + k * kColumns, p.k <= kShortRow);
    F32 row[kRows];
#pragma GCC unroll 16
    for (std::size_t r = 0; r < kRows; ++r) row[r] = load(x[r] + k);
#pragma GCC unroll 16
    for (std::size_t c = 0; c < kColumns; ++c) {
      const F32 column = load_int8(w[c] + k);
#pragma GCC unroll 16
      for (std::size_t r = 0; r < kRows; ++r) {
        sum[r * kColumns + c] = fma(row[r], column, sum[r * kColumns + c]);
      }
    }
  }
  if (k < p.k) {
    for (std::size_t c = 0; c < kColumns; ++c) {
      const F32 column = load_int8_first(w[c] + k, p.k - k);
      for (std::size_t r = 0; r < kRows; ++r) {
        F32& total = sum[r * kColumns + c];
        total = fma(load_first(x[r] + k, p.k - k), column, total);
      }
    }
  }
  float total[kLanes];
  store(total, sums(sum));
  for (std::size_t r = 0; r < kRows; ++r) {
    for (std::size_t c = 0; c < kColumns && n + c < p.n; ++c) {
      p.y[(m + r) * p.y_stride + n + c] = p.scale[n + c] * total[r * kColumns + c];
    }
  }
}

template <std::size_t kRows>
inline std::size_t multiply_int8_slice(const Int8Rows& p, std::size_t m, std::size_t n,
                                       std::size_t columns) {
  for (; m + kRows <= p.m; m += kRows) {
    for (std::size_t c = n; c < n + columns && c < p.n; c += kLanes / kRows) {
      multiply_int8_tile<kRows>(p, m, c);
    }
  }
  return m;
}

// kLanes rows of w meet all rows of x while they stand in the first cache.
inline void multiply_int8_rows(const Int8Rows& p) {
  for (std::size_t n = 0; n < p.n; n += kLanes) {
    std::size_t m = multiply_int8_slice<4>(p, 0, n, kLanes);
    m = multiply_int8_slice<2>(p, m, n, kLanes);
    multiply_int8_slice<1>(p, m, n, kLanes);
  }
}

}  // namespace
}  // namespace modus::kernels
