// Tiles of kRows rows by two vectors, for the instruction set of the including file.
#pragma once

#include <utility>

#include "kernels/cpu/tile_pack.h"

namespace modus::kernels {
namespace {

#if defined(__AVX512F__)
constexpr std::size_t kTileRows = 12;  // 24 sums, 2 vectors of b and one of a in 32 registers
#elif defined(__AVX2__)
constexpr std::size_t kTileRows = 6;  // 12 sums and the same in 16
#else
constexpr std::size_t kTileRows = 4;
#endif
constexpr std::size_t kTileColumns = 2 * kLanes;
static_assert(kTileRows <= kLanes);  // one vector holds a unit of a tile's rows

template <class Units>
inline F32 multiply_add(float a, F32 b, F32 c) {
#ifdef __AVX512BF16__
  if constexpr (Units::kValues == 2) {
    return _mm512_dpbf16_ps(c, reinterpret_cast<__m512bh>(broadcast(a)),
                            reinterpret_cast<__m512bh>(b));
  }
#endif
  return fma(broadcast(a), b, c);
}

inline void write(float* c, F32 sum, std::size_t n, Accumulate accumulate) {
  if (n >= kLanes) {
    store(c, accumulate == Accumulate::kYes ? load(c) + sum : sum);
  } else {
    store_first(c, accumulate == Accumulate::kYes ? load_first(c, n) + sum : sum, n);
  }
}

template <class Units, std::size_t kRows, std::size_t kRowStep, std::size_t kUnitStep>
void multiply_tile(const TileProduct& p) {
  F32 sum[kRows][2] = {};
  const float* a = reinterpret_cast<const float*>(p.a);
  const float* b = reinterpret_cast<const float*>(p.b);
  for (std::size_t u = 0; u < p.units; ++u, a += kUnitStep, b += kTileColumns) {
    const F32 left = load(b), right = load(b + kLanes);
#pragma GCC unroll 16
    for (std::size_t r = 0; r < kRows; ++r) {
      sum[r][0] = multiply_add<Units>(a[r * kRowStep], left, sum[r][0]);
      sum[r][1] = multiply_add<Units>(a[r * kRowStep], right, sum[r][1]);
    }
  }
#pragma GCC unroll 16
  for (std::size_t r = 0; r < kRows; ++r) {
    float* c = p.c + r * p.c_stride;
    write(c, sum[r][0], p.columns, p.accumulate);
    if (p.columns > kLanes) write(c + kLanes, sum[r][1], p.columns - kLanes, p.accumulate);
  }
}

template <class Units, std::size_t kRows>
void multiply_layout(const TileProduct& p) {
  if (p.a_layout == Layout::kRows) {
    multiply_tile<Units, kRows, kPitchUnits, 1>(p);
  } else {
    multiply_tile<Units, kRows, 1, kLanes>(p);
  }
}

template <class Units, std::size_t... less>
void multiply_any(const TileProduct& p, std::index_sequence<less...>) {
  using Multiply = void (*)(const TileProduct&);
  static constexpr Multiply kByRows[] = {multiply_layout<Units, less + 1>...};
  kByRows[p.rows - 1](p);
}

template <class Units>
void multiply(const TileProduct& p) {
  multiply_any<Units>(p, std::make_index_sequence<kTileRows>());
}

template <class Units>
Layout pack_a(const Operand& a, std::size_t row, std::size_t count, std::size_t k,
              std::size_t depth, std::uint32_t* out) {
  if (a.is == Transpose::kNo) {
    pack_rows<Units>({a, row, count, k, depth}, out);
    return Layout::kRows;
  }
  pack_slivers<Units>({a, row, count, k, depth}, kTileRows, out);
  return Layout::kLanes;
}

template <class Units>
void pack_b(const Operand& b, std::size_t column, std::size_t count, std::size_t k,
            std::size_t depth, std::uint32_t* out) {
  if (b.is == Transpose::kNo) {
    pack_lanes<Units>({b, column, count, k, depth}, kTileColumns, out);
  } else {
    pack_lanes_transposed<Units>({b, column, count, k, depth}, kTileColumns, out);
  }
}

template <class Units>
constexpr TileKernel tile_of() {
  return {.rows = kTileRows,
          .columns = kTileColumns,
          .values_per_unit = Units::kValues,
          .unit_multiple = 1,
          .transposed_tiles = kMostTransposedTiles,
          .pack_a = pack_a<Units>,
          .pack_b = pack_b<Units>,
          .multiply = multiply<Units>};
}

}  // namespace
}  // namespace modus::kernels
