// Packing, for the instruction set of the including file. A Units type says what 4 bytes along K
// are.
#pragma once

#include "kernels/cpu/simd.h"
#include "kernels/cpu/tile.h"
#include "kernels/cpu/transpose.h"

namespace modus::kernels {
namespace {

struct FloatUnits {
  static constexpr std::size_t kValues = 1;
  // kLanes units of one row, from n values (others 0).
  static F32 along_k(const float* p, std::size_t n) {
    return n >= kLanes ? load(p) : load_first(p, n);
  }
  // One unit of n lanes: row `even` (and, where units are pairs, `odd`; null is a row of zeros).
  static F32 along_lanes(const float* even, const float*, std::size_t n) {
    return along_k(even, n);
  }
};

// float32 that were rounded to bfloat16: where no instruction multiplies bfloat16.
struct RoundedUnits {
  static constexpr std::size_t kValues = 1;
  static F32 along_k(const float* p, std::size_t n) {
    return round_to_bfloat16(FloatUnits::along_k(p, n));
  }
  static F32 along_lanes(const float* even, const float*, std::size_t n) {
    return along_k(even, n);
  }
};

#ifdef __AVX512BF16__
struct PairUnits {
  static constexpr std::size_t kValues = 2;
  static F32 along_k(const float* p, std::size_t n) {
    const F32 low = FloatUnits::along_k(p, n);
    const F32 high = n > kLanes ? FloatUnits::along_k(p + kLanes, n - kLanes) : F32{};
    return reinterpret_cast<F32>(_mm512_cvtne2ps_pbh(high, low));
  }
  // 0, 16, 1, 17, ...
  static __m512i pairs_of_halves() {
    const I32 lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    return reinterpret_cast<__m512i>(lane | ((lane + 16) << 16));
  }
  static F32 along_lanes(const float* even, const float* odd, std::size_t n) {
    const F32 low = FloatUnits::along_k(even, n);
    const F32 high = odd != nullptr ? FloatUnits::along_k(odd, n) : F32{};
    const __m512i both = reinterpret_cast<__m512i>(_mm512_cvtne2ps_pbh(high, low));
    return reinterpret_cast<F32>(_mm512_permutexvar_epi16(pairs_of_halves(), both));
  }
};
#endif

inline const float* row_of(const Operand& p, std::size_t r) {
  return p.values + (p.row ? static_cast<std::size_t>(p.row[r]) : r) * p.stride;
}
inline std::size_t smaller(std::size_t a, std::size_t b) { return a < b ? a : b; }
inline std::size_t round_up(std::size_t n, std::size_t multiple) {
  return (n + multiple - 1) / multiple * multiple;
}

// What to pack: rows `first` .. of the storage where K runs along it, else columns.
struct Part {
  const Operand& from;
  std::size_t first, count, k, depth;
};

// [row][unit] from storage along K.
template <class Units>
inline void pack_rows(const Part& p, std::uint32_t* out) {
  constexpr std::size_t kStep = kLanes * Units::kValues;
  for (std::size_t r = 0; r < p.count; ++r) {
    const float* from = row_of(p.from, p.first + r) + p.k;
    float* to = reinterpret_cast<float*>(out + r * kPitchUnits);
    for (std::size_t k = 0; k < p.depth; k += kStep, to += kLanes) {
      store(to, Units::along_k(from + k, p.depth - k));
    }
  }
}

// Calls unit(i, even, odd) for each unit: its one or two rows of storage along the lanes (odd is
// null where there is none).
template <class Units, class Unit>
inline void for_each_unit(const Part& p, const Unit& unit) {
  for (std::size_t k = 0, i = 0; k < p.depth; k += Units::kValues, ++i) {
    const bool is_pair = Units::kValues == 2 && k + 1 < p.depth;
    unit(i, row_of(p.from, p.k + k) + p.first,
         is_pair ? row_of(p.from, p.k + k + 1) + p.first : nullptr);
  }
}

// [unit][lane], `lanes` of them, from storage along the lanes.
template <class Units>
inline void pack_lanes(const Part& p, std::size_t lanes, std::uint32_t* out) {
  for_each_unit<Units>(p, [&](std::size_t unit, const float* even, const float* odd) {
    float* to = reinterpret_cast<float*>(out) + unit * lanes;
    for (std::size_t lane = 0; lane < lanes; lane += kLanes) {
      const std::size_t n = lane < p.count ? smaller(kLanes, p.count - lane) : 0;
      store(to + lane,
            n == 0 ? F32{} : Units::along_lanes(even + lane, odd ? odd + lane : nullptr, n));
    }
  });
}

// [sliver][unit][kLanes], the first `rows` lanes used, from storage along the lanes.
template <class Units>
inline void pack_slivers(const Part& p, std::size_t rows, std::uint32_t* out) {
  for_each_unit<Units>(p, [&](std::size_t unit, const float* even, const float* odd) {
    float* to = reinterpret_cast<float*>(out) + unit * kLanes;
    for (std::size_t lane = 0; lane < p.count; lane += rows, to += kSliverUnits) {
      store(to, Units::along_lanes(even + lane, odd ? odd + lane : nullptr,
                                   smaller(rows, p.count - lane)));
    }
  });
}

// [unit][lane] from storage along K. Weights that come from memory are fetched ahead, into the
// second cache since rows of a power of two share a few sets of the first: where rows are short,
// those of the next panel; else the same rows further on. Measured: 2048 x 768 experts with one
// token 10 and 15 GB/s (float32, bfloat16), 7 and 10 without; nano forward 8 % faster.
template <class Units>
inline void pack_lanes_transposed(const Part& p, std::size_t lanes, std::uint32_t* out) {
  constexpr std::size_t kShortRow = 512, kFurther = 128;
  const std::size_t ahead = p.from.stride <= kShortRow ? lanes * p.from.stride : kFurther;
  const std::size_t units = (p.depth + Units::kValues - 1) / Units::kValues;
  for (std::size_t lane = 0; lane < lanes; lane += kLanes) {
    for (std::size_t unit = 0; unit < units; unit += kLanes) {
      const std::size_t k = unit * Units::kValues;
      F32 block[kLanes] = {};
      for (std::size_t i = 0; i < kLanes && lane + i < p.count; ++i) {
        const float* from = row_of(p.from, p.first + lane + i) + p.k + k;
        __builtin_prefetch(from + ahead, 0, 2);
        if (Units::kValues == 2) __builtin_prefetch(from + ahead + 16, 0, 2);
        block[i] = Units::along_k(from, p.depth - k);
      }
      transpose(block);
      float* to = reinterpret_cast<float*>(out) + unit * lanes + lane;
      for (std::size_t i = 0; i < kLanes && unit + i < units; ++i) store(to + i * lanes, block[i]);
    }
  }
}

}  // namespace
}  // namespace modus::kernels
