// BlockRows for the instruction set of the including file.
#pragma once

#include "kernels/cpu/block_rows.h"
#include "kernels/cpu/block_unpack.h"
#include "kernels/cpu/int8_tokens_body.h"

namespace modus::kernels {
namespace {

// Integers that come this many bytes later are fetched.
constexpr std::size_t kAhead = 1024;

template <std::size_t kBytes>
inline void fetch(const std::uint8_t* p) {
#pragma GCC unroll kUnroll
  for (std::size_t at = 0; at < kBytes; at += 64) __builtin_prefetch(p + at, 0, 3);
}

// sum[t] += group g of the unit for kLanes rows, in the order of linear_blocks.h. x: the entries of
// the group.
template <class Format, std::size_t kTokens>
inline void add_group(const Format& unit, std::size_t g, std::size_t part,
                      const std::uint8_t* integers, const Int8Tokens& x, F32* sum) {
  constexpr std::size_t kOperands = 8 / Format::kHalves;
  U32 weights[8];
#pragma GCC unroll kUnroll
  for (std::size_t i = 0; i < 8; ++i) {
    weights[i] = Format::operand(integers + part * kPartBytes, i);
  }
  I32 dots[Format::kHalves][kTokens];
#pragma GCC unroll kUnroll
  for (std::size_t half = 0; half < Format::kHalves; ++half) {
#pragma GCC unroll kUnroll
    for (std::size_t t = 0; t < kTokens; ++t) {
      std::int32_t values = x.half_sums[2 * t + half];
      if (Format::kHalves == 1) values += x.half_sums[2 * t + 1];
      dots[half][t] = broadcast_int(-Format::kZero * values);
    }
    dot<Format::kBits, kOperands, kTokens>(weights + kOperands * half,
                                           x.values + 4 * kOperands * half, dots[half]);
  }
  const F32 scale = unit.scale(g, part), minimum = unit.minimum(g, part);
#pragma GCC unroll kUnroll
  for (std::size_t t = 0; t < kTokens; ++t) {
    I32 halves[Format::kHalves];
#pragma GCC unroll kUnroll
    for (std::size_t half = 0; half < Format::kHalves; ++half) halves[half] = dots[half][t];
    const F32 value = float_of(unit.combine(g, part, halves)) * broadcast(x.scale[t]);
    sum[t] = fused(scale, value, sum[t]);
    if (Format::kHasMinimum) sum[t] = fused(minimum, broadcast(x.scaled_sum[t]), sum[t]);
  }
}

inline Int8Tokens entries(const Int8Tokens& x, std::size_t count) {
  return {.groups = x.groups,
          .values = x.values + 32 * count,
          .scale = x.scale + count,
          .scaled_sum = x.scaled_sum + count,
          .half_sums = x.half_sums + 2 * count};
}

// One row block by one tile; y has `rows` columns here.
template <class Format, std::size_t kTokens>
void multiply_tile(const std::uint8_t* block, const Int8Tokens& x, float* y, std::size_t y_stride,
                   std::size_t rows) {
  constexpr BlockLayout kLayout = Format::kLayout;
  F32 sum[kParts][kTokens] = {};
  const std::uint8_t* integers =
      block + (x.groups / kLayout.groups_a_unit * kLayout.unit_scale_bytes + 63) / 64 * 64;
  Int8Tokens at = x;
  for (std::size_t first = 0; first < x.groups; first += kLayout.groups_a_unit) {
    const Format unit(block);
    block += kLayout.unit_scale_bytes;
    for (std::size_t g = 0; g < kLayout.groups_a_unit; ++g) {
      fetch<kLayout.group_bytes>(integers + kAhead);
#pragma GCC unroll kUnroll
      for (std::size_t part = 0; part < kParts; ++part) {
        add_group<Format, kTokens>(unit, g, part, integers, at, sum[part]);
      }
      integers += kLayout.group_bytes;
      at = entries(at, kTokens);
    }
  }
#pragma GCC unroll kUnroll
  for (std::size_t t = 0; t < kTokens; ++t) {
#pragma GCC unroll kUnroll
    for (std::size_t part = 0; part < kParts; ++part) {
      if (rows >= (part + 1) * kLanes) {
        store(y + t * y_stride + part * kLanes, sum[part][t]);
      } else if (rows > part * kLanes) {
        store_first(y + t * y_stride + part * kLanes, sum[part][t], rows - part * kLanes);
      }
    }
  }
}

// Row block after row block meets all tiles while it stands in a cache.
template <class Format>
void multiply_blocks(const BlockRows& p) {
  constexpr BlockLayout kLayout = Format::kLayout;
  const std::size_t scale_bytes =
      (p.x.groups / kLayout.groups_a_unit * kLayout.unit_scale_bytes + 63) / 64 * 64;
  const std::size_t block_bytes = scale_bytes + p.x.groups * kLayout.group_bytes;
  const std::uint8_t* block = p.weights;
  for (std::size_t n = 0; n < p.rows; n += kBlockRows, block += block_bytes) {
    const std::size_t rows = p.rows - n < kBlockRows ? p.rows - n : kBlockRows;
    for (std::size_t m = 0, tokens = 0; m < p.tokens; m += tokens) {
      const std::size_t left = p.tokens - m;
      const Int8Tokens x = entries(p.x, m * p.x.groups);
      float* const y = p.y + m * p.y_stride + n;
      tokens = left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
      if (tokens == 8) multiply_tile<Format, 8>(block, x, y, p.y_stride, rows);
      if (tokens == 4) multiply_tile<Format, 4>(block, x, y, p.y_stride, rows);
      if (tokens == 2) multiply_tile<Format, 2>(block, x, y, p.y_stride, rows);
      if (tokens == 1) multiply_tile<Format, 1>(block, x, y, p.y_stride, rows);
    }
  }
}

constexpr BlockRowKernels kBodies = {
    quantise_tile,         multiply_blocks<Q4_0>, multiply_blocks<Q4_1>, multiply_blocks<Q8_0>,
    multiply_blocks<Q4_K>, multiply_blocks<Q5_K>, multiply_blocks<Q6_K>};

}  // namespace
}  // namespace modus::kernels
