// Activations to int8 for the instruction set of the including file.
#pragma once

#include "kernels/cpu/block_dot.h"
#include "kernels/cpu/block_rows.h"

namespace modus::kernels {
namespace {

// Every lane is the largest, or the sum, of all lanes.
template <std::size_t half, std::size_t... lane>
inline F32 exchanged(F32 v, std::index_sequence<lane...>) {
  return __builtin_shufflevector(v, v, (lane ^ half)...);
}
template <std::size_t half, std::size_t... lane>
inline I32 exchanged(I32 v, std::index_sequence<lane...>) {
  return __builtin_shufflevector(v, v, (lane ^ half)...);
}
template <std::size_t half = kLanes / 2>
inline F32 largest_lane(F32 v) {
  v = max(v, exchanged<half>(v, std::make_index_sequence<kLanes>()));
  if constexpr (half > 1) return largest_lane<half / 2>(v);
  return v;
}
template <std::size_t half = kLanes / 2>
inline std::int32_t sum_of_lanes(I32 v) {
  v += exchanged<half>(v, std::make_index_sequence<kLanes>());
  if constexpr (half > 1) return sum_of_lanes<half / 2>(v);
  return v[0];
}

// 32 values to one entry.
inline void quantise_group(const float* x, std::int8_t* values, float& scale, float& scaled_sum,
                           std::int32_t* half_sums) {
  constexpr std::size_t kVectors = 32 / kLanes;
  F32 v[kVectors], top = {};
#pragma GCC unroll 8
  for (std::size_t i = 0; i < kVectors; ++i) {
    v[i] = load(x + i * kLanes);
    top = max(top, float_of_bits(bits(v[i]) & 0x7fffffff));
  }
  constexpr float kLeastNormal = 0x1p-126f;
  const float a = largest_lane(top)[0] / 127;
  scale = a >= kLeastNormal ? a : 0;
  const F32 inverse = broadcast(a >= kLeastNormal ? 1 / a : 0);
  // Adding 1.5 * 2^23 rounds to an integer, half to even, and leaves it in the low bits.
  const F32 magic = broadcast(12582912.0f);
  I32 half[2] = {};
#pragma GCC unroll 8
  for (std::size_t i = 0; i < kVectors; ++i) {
    const I32 rounded = bits(v[i] * inverse + magic) - bits(magic);
    half[i / (kVectors / 2)] += rounded;
    *reinterpret_cast<I8*>(values + i * kLanes) = __builtin_convertvector(rounded, I8);
  }
  half_sums[0] = sum_of_lanes(half[0]);
  half_sums[1] = sum_of_lanes(half[1]);
  scaled_sum = scale * static_cast<float>(half_sums[0] + half_sums[1]);
}

void quantise_tile(const QuantiseTile& p) {
  const Int8Tokens& to = p.to;
  for (std::size_t t = 0; t < p.tokens; ++t) {
    for (std::size_t g = 0; g < to.groups; ++g) {
      const std::size_t entry = g * p.tokens + t;
      quantise_group(p.x + (t * to.groups + g) * 32, to.values + 32 * entry, to.scale[entry],
                     to.scaled_sum[entry], to.half_sums + 2 * entry);
    }
  }
}

}  // namespace
}  // namespace modus::kernels
