// WeightRows for the instruction set of the including file. A tile has kLanes sums, as many as one
// vector has lanes, so that one tree of shuffles ends them all.
#pragma once

#include "kernels/cpu/simd.h"
#include "kernels/cpu/transpose.h"
#include "kernels/cpu/weight_rows.h"

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

inline F32 load_weights(const std::int8_t* p) { return load_int8(p); }
inline F32 load_weights(const float* p) { return load(p); }
inline F32 load_first_weights(const std::int8_t* p, std::size_t n) { return load_int8_first(p, n); }
inline F32 load_first_weights(const float* p, std::size_t n) { return load_first(p, n); }

// Weights that come this many bytes later are fetched, at least kLanes rows later: the processor
// does not foresee where the next rows start. Long ones would drive the present ones out of the
// first cache. Measured with rows of 2048 from memory: 22 GB/s, 10 without; with rows of 256 from
// the last cache: 14 GB/s, 9 without; with nano's experts, of which some come from memory, 4096
// bytes serve as well as 8192 and better than kLanes rows.
constexpr std::size_t kShortRow = 512;  // bytes
constexpr std::size_t kLeastAhead = 4096;

template <std::size_t kBytes>
inline void prefetch(const void* p, bool into_first_cache) {
  for (std::size_t at = 0; at < kBytes; at += 64) {
    if (into_first_cache) {
      __builtin_prefetch(static_cast<const char*>(p) + at, 0, 3);
    } else {
      __builtin_prefetch(static_cast<const char*>(p) + at, 0, 2);
    }
  }
}

// What to fetch while the tile at row n of w is multiplied.
template <typename Weight>
inline const Weight* ahead_of(const WeightRows<Weight>& p, std::size_t n) {
  constexpr std::size_t kLeast = kLeastAhead / sizeof(Weight);
  const std::size_t at = n * p.k + (kLanes * p.k < kLeast ? kLeast : kLanes * p.k);
  return at < p.n * p.k || p.ahead == nullptr ? p.w + at : p.ahead + (at - p.n * p.k);
}

// y[m + r, n + c] = scale * total[r * kColumns + c], the columns as far as there are any.
template <std::size_t kRows, typename Weight>
inline void store_tile(const WeightRows<Weight>& p, std::size_t m, std::size_t n, F32 total) {
  constexpr std::size_t kColumns = kLanes / kRows;
  const std::size_t columns = n + kColumns <= p.n ? kColumns : p.n - n;
  float lane[kLanes];
  if (p.scale != nullptr) {
    for (std::size_t r = 0; r < kRows; ++r) {
      if (columns == kColumns) {
        __builtin_memcpy(lane + r * kColumns, p.scale + n, kColumns * sizeof(float));
      } else {
        for (std::size_t c = 0; c < kColumns; ++c)
          lane[r * kColumns + c] = c < columns ? p.scale[n + c] : 0;
      }
    }
    total = load(lane) * total;
  }
  store(lane, total);
  for (std::size_t r = 0; r < kRows; ++r) {
    float* y = p.y + (m + r) * p.y_stride + n;
    if (columns == kColumns) {
      __builtin_memcpy(y, lane + r * kColumns, kColumns * sizeof(float));
    } else {
      for (std::size_t c = 0; c < columns; ++c) y[c] = lane[r * kColumns + c];
    }
  }
}

// kRows rows of x by kLanes / kRows rows of w. All loops are unrolled: the sums stay in registers.
template <std::size_t kRows, typename Weight>
inline void multiply_tile(const WeightRows<Weight>& p, std::size_t m, std::size_t n) {
  constexpr std::size_t kColumns = kLanes / kRows;
  const float* x[kRows];
  const Weight* w[kColumns];
  for (std::size_t r = 0; r < kRows; ++r) x[r] = p.x[m + r];
  for (std::size_t c = 0; c < kColumns; ++c) {  // behind the last row: the last again, not stored
    w[c] = p.w + (n + c < p.n ? n + c : p.n - 1) * p.k;
  }
  const Weight* const ahead = ahead_of(p, n);
  F32 sum[kLanes] = {};
  std::size_t k = 0;
  for (; k + kLanes <= p.k; k += kLanes) {
    prefetch<kColumns * kLanes * sizeof(Weight)>(ahead + k * kColumns,
                                                 p.k * sizeof(Weight) <= kShortRow);
    F32 row[kRows];
#pragma GCC unroll 16
    for (std::size_t r = 0; r < kRows; ++r) row[r] = load(x[r] + k);
#pragma GCC unroll 16
    for (std::size_t c = 0; c < kColumns; ++c) {
      const F32 column = load_weights(w[c] + k);
#pragma GCC unroll 16
      for (std::size_t r = 0; r < kRows; ++r) {
        sum[r * kColumns + c] = fma(row[r], column, sum[r * kColumns + c]);
      }
    }
  }
  if (k < p.k) {
#pragma GCC unroll 16
    for (std::size_t c = 0; c < kColumns; ++c) {
      const F32 column = load_first_weights(w[c] + k, p.k - k);
#pragma GCC unroll 16
      for (std::size_t r = 0; r < kRows; ++r) {
        F32& total = sum[r * kColumns + c];
        total = fma(load_first(x[r] + k, p.k - k), column, total);
      }
    }
  }
  store_tile<kRows>(p, m, n, sums(sum));
}

template <std::size_t kRows, typename Weight>
inline std::size_t multiply_slice(const WeightRows<Weight>& p, std::size_t m, std::size_t n,
                                  std::size_t columns) {
  for (; m + kRows <= p.m; m += kRows) {
    for (std::size_t c = n; c < n + columns && c < p.n; c += kLanes / kRows) {
      multiply_tile<kRows>(p, m, c);
    }
  }
  return m;
}

// kLanes rows of w meet all rows of x while they stand in the first cache.
template <typename Weight>
void multiply_weight_rows(const WeightRows<Weight>& p) {
  for (std::size_t n = 0; n < p.n; n += kLanes) {
    std::size_t m = multiply_slice<4>(p, 0, n, kLanes);
    m = multiply_slice<2>(p, m, n, kLanes);
    multiply_slice<1>(p, m, n, kLanes);
  }
}

}  // namespace
}  // namespace modus::kernels
