// BlockRows for the instruction set of the including file.
#pragma once

#include "kernels/cpu/block_rows.h"
#include "kernels/cpu/block_unpack.h"
#include "kernels/cpu/int8_tokens_body.h"

namespace modus::kernels {
namespace {

// Row blocks that a tile of several tokens meets at once: one fetch of four activations then serves
// two products. One where there are fewer registers.
#ifdef __AVX512VNNI__
constexpr std::size_t kBlocksAtOnce = 2;
#else
constexpr std::size_t kBlocksAtOnce = 1;
#endif

// Integers and scales that come this many bytes later are fetched, over the end of a row block the
// next one's. Measured, one thread, Q4_K with 1536 columns from memory: 0.9 of the reading probe;
// with 2048 0.85, with 1024 0.7.
constexpr std::size_t kIntegersAhead = 6144;
constexpr std::size_t kScalesAhead = 768;

template <std::size_t kBytes>
inline void fetch(const std::uint8_t* p) {
#pragma GCC unroll kUnroll
  for (std::size_t at = 0; at < kBytes; at += 64) __builtin_prefetch(p + at, 0, 3);
}

inline Int8Tokens entries(const Int8Tokens& x, std::size_t count) {
  return {.groups = x.groups,
          .values = x.values + 32 * count,
          .scale = x.scale + count,
          .scaled_sum = x.scaled_sum + count,
          .half_sums = x.half_sums + 2 * count};
}

// kTokens tokens by kLanes rows of each of kBlocks row blocks.
template <class Format, std::size_t kTokens, std::size_t kBlocks>
struct Tile {
  static constexpr std::size_t kOperands = 8 / Format::kHalves;

  // dots[b][t] = the exact sum over one half of a group (all of it where there is one half). x: the
  // entries of the group.
  static inline void dot_half(const std::uint8_t* const* integers, std::size_t half,
                              const Int8Tokens& x, I32 (&dots)[kBlocks][kTokens]) {
#pragma GCC unroll kUnroll
    for (std::size_t t = 0; t < kTokens; ++t) {
      std::int32_t values = x.half_sums[2 * t + half];
      if (Format::kHalves == 1) values += x.half_sums[2 * t + 1];
#pragma GCC unroll kUnroll
      for (std::size_t b = 0; b < kBlocks; ++b) {
        dots[b][t] = broadcast_int(-Format::kZero * values);
      }
    }
    constexpr std::size_t kAtOnce = kStep<Format::kBits>;
#pragma GCC unroll kUnroll
    for (std::size_t i = half * kOperands; i < (half + 1) * kOperands; i += kAtOnce) {
      U32 weights[kBlocks][kAtOnce];
#pragma GCC unroll kUnroll
      for (std::size_t j = 0; j < kBlocks * kAtOnce; ++j) {
        weights[j / kAtOnce][j % kAtOnce] = Format::operand(integers[j / kAtOnce], i + j % kAtOnce);
      }
#pragma GCC unroll kUnroll
      for (std::size_t t = 0; t < kTokens; ++t) {
#pragma GCC unroll kUnroll
        for (std::size_t b = 0; b < kBlocks; ++b) {
          dots[b][t] = dot<Format::kBits>(dots[b][t], weights[b], x.values + 32 * t + 4 * i);
        }
      }
    }
  }

  // sum[b][t] += group g of the units, in the order of linear_blocks.h.
  static inline void add_group(const Format* unit, std::size_t g, std::size_t part,
                               const std::uint8_t* const* integers, const Int8Tokens& x,
                               F32 (&sum)[kBlocks][kTokens]) {
    F32 value[kBlocks][kTokens];
#pragma GCC unroll kUnroll
    for (std::size_t half = 0; half < Format::kHalves; ++half) {
      I32 dots[kBlocks][kTokens];
      dot_half(integers, half, x, dots);
#pragma GCC unroll kUnroll
      for (std::size_t b = 0; b < kBlocks; ++b) {
        const F32 sub_scale = unit[b].sub_scale(g, half, part);
#pragma GCC unroll kUnroll
        for (std::size_t t = 0; t < kTokens; ++t) {
          // Integers below 2^24: exact also with a sub-scale.
          F32 exact = float_of(dots[b][t]);
          if (Format::kHalves == 2) exact *= sub_scale;
          value[b][t] = half == 0 ? exact : value[b][t] + exact;
        }
      }
    }
#pragma GCC unroll kUnroll
    for (std::size_t b = 0; b < kBlocks; ++b) {
      const F32 scale = unit[b].scale(g, part), minimum = unit[b].minimum(g, part);
#pragma GCC unroll kUnroll
      for (std::size_t t = 0; t < kTokens; ++t) {
        sum[b][t] = fused(scale, value[b][t] * broadcast(x.scale[t]), sum[b][t]);
        if (Format::kHasMinimum) {
          sum[b][t] = fused(minimum, broadcast(x.scaled_sum[t]), sum[b][t]);
        }
      }
    }
  }

  // In one body with the other parts the compiler would keep all activations of the first on the
  // stack for the next: measured on AVX2 with 8 tokens, 150 GOP/s instead of 240.
  [[gnu::noinline]] static void add_group_apart(const Format* unit, std::size_t g, std::size_t part,
                                                const std::uint8_t* const* integers,
                                                const Int8Tokens& x, F32 (&sum)[kBlocks][kTokens]) {
    add_group(unit, g, part, integers, x, sum);
  }
};

inline void store_rows(float* y, F32 v, std::size_t first, std::size_t rows) {
  if (rows >= first + kLanes) {
    store(y + first, v);
  } else if (rows > first) {
    store_first(y + first, v, rows - first);
  }
}

template <class Format>
inline std::size_t scale_bytes(std::size_t groups) {
  return (groups / Format::kLayout.groups_a_unit * Format::kLayout.unit_scale_bytes + 63) / 64 * 64;
}
template <class Format>
inline std::size_t block_bytes(std::size_t groups) {
  return scale_bytes<Format>(groups) + groups * Format::kLayout.group_bytes;
}

// The row blocks from `block` on, of which `rows` rows have a place in y, by one tile of tokens.
template <class Format, std::size_t kTokens, std::size_t kBlocks>
void multiply_tile(const std::uint8_t* block, const Int8Tokens& x, float* y, std::size_t y_stride,
                   std::size_t rows) {
  using OneTile = Tile<Format, kTokens, kBlocks>;
  constexpr BlockLayout kLayout = Format::kLayout;
  F32 sum[kParts][kBlocks][kTokens] = {};
  const std::uint8_t* scales[kBlocks];
  const std::uint8_t* integers[kBlocks];
  for (std::size_t b = 0; b < kBlocks; ++b) {  // behind the last one: the first again, not stored
    scales[b] = block + (rows > b * kBlockRows ? b * block_bytes<Format>(x.groups) : 0);
    integers[b] = scales[b] + scale_bytes<Format>(x.groups);
  }
  Int8Tokens at = x;
  for (std::size_t first = 0; first < x.groups; first += kLayout.groups_a_unit) {
    Format unit[kBlocks];
    for (std::size_t b = 0; b < kBlocks; ++b) {
      unit[b].open(scales[b]);
      fetch<kLayout.unit_scale_bytes>(scales[b] + kScalesAhead);
      scales[b] += kLayout.unit_scale_bytes;
    }
    for (std::size_t g = 0; g < kLayout.groups_a_unit; ++g) {
      for (std::size_t b = 0; b < kBlocks; ++b) {
        fetch<kLayout.group_bytes>(integers[b] + kIntegersAhead);
      }
#pragma GCC unroll kUnroll
      for (std::size_t part = 0; part < kParts; ++part) {
        const std::uint8_t* here[kBlocks];
        for (std::size_t b = 0; b < kBlocks; ++b) here[b] = integers[b] + part * kPartBytes;
        if constexpr (kParts > 1 && kTokens > 1) {
          OneTile::add_group_apart(unit, g, part, here, at, sum[part]);
        } else {
          OneTile::add_group(unit, g, part, here, at, sum[part]);
        }
      }
      for (std::size_t b = 0; b < kBlocks; ++b) integers[b] += kLayout.group_bytes;
      at = entries(at, kTokens);
    }
  }
#pragma GCC unroll kUnroll
  for (std::size_t t = 0; t < kTokens; ++t) {
#pragma GCC unroll kUnroll
    for (std::size_t i = 0; i < kParts * kBlocks; ++i) {
      store_rows(y + t * y_stride, sum[i % kParts][i / kParts][t], i * kLanes, rows);
    }
  }
}

// Row block after row block meets all tiles while it stands in a cache.
template <class Format, std::size_t kBlocks>
void multiply_tiles(const BlockRows& p) {
  const std::uint8_t* block = p.weights;
  for (std::size_t n = 0; n < p.rows; n += kBlocks * kBlockRows) {
    const std::size_t rows = p.rows - n;
    for (std::size_t m = 0, tokens = 0; m < p.tokens; m += tokens) {
      const std::size_t left = p.tokens - m;
      const Int8Tokens x = entries(p.x, m * p.x.groups);
      float* const y = p.y + m * p.y_stride + n;
      tokens = left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
      if (tokens == 8) multiply_tile<Format, 8, kBlocks>(block, x, y, p.y_stride, rows);
      if (tokens == 4) multiply_tile<Format, 4, kBlocks>(block, x, y, p.y_stride, rows);
      if (tokens == 2) multiply_tile<Format, 2, kBlocks>(block, x, y, p.y_stride, rows);
      if (tokens == 1) multiply_tile<Format, 1, kBlocks>(block, x, y, p.y_stride, rows);
    }
    block += kBlocks * block_bytes<Format>(p.x.groups);
  }
}

// One token reads memory from end to end.
template <class Format>
void multiply_blocks(const BlockRows& p) {
  if (p.tokens == 1) {
    const std::size_t step = block_bytes<Format>(p.x.groups);
    for (std::size_t n = 0; n < p.rows; n += kBlockRows) {
      multiply_tile<Format, 1, 1>(p.weights + n / kBlockRows * step, p.x, p.y + n, p.y_stride,
                                  p.rows - n);
    }
  } else {
    multiply_tiles<Format, kBlocksAtOnce>(p);
  }
}

constexpr BlockRowKernels kBodies = {
    quantise_tile,         multiply_blocks<Q4_0>, multiply_blocks<Q4_1>, multiply_blocks<Q8_0>,
    multiply_blocks<Q4_K>, multiply_blocks<Q5_K>, multiply_blocks<Q6_K>, multiply_blocks<W4>};

}  // namespace
}  // namespace modus::kernels
