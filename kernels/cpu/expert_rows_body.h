// ExpertRows for the instruction set of the including file.
#pragma once

#include "kernels/cpu/expert_rows.h"
#include "kernels/cpu/simd.h"

namespace modus::kernels {
namespace {

// Calls body(i, n) for each vector of a row: lanes i .. i + n, n < kLanes only in the last.
template <class Body>
inline void for_vectors(std::size_t width, const Body& body) {
  std::size_t i = 0;
  for (; i + kLanes <= width; i += kLanes) body(i, kLanes);
  if (i < width) body(i, width - i);
}

inline F32 load_some(const float* p, std::size_t n) {
  return n == kLanes ? load(p) : load_first(p, n);
}
inline void store_some(float* p, F32 v, std::size_t n) {
  n == kLanes ? store(p, v) : store_first(p, v, n);
}
inline F32 sigmoid(F32 x) { return broadcast(1) / (broadcast(1) + exp(-x)); }

void swiglu(const float* gate_up, std::size_t width, float* h) {
  for_vectors(width, [&](std::size_t i, std::size_t n) {
    const F32 gate = load_some(gate_up + i, n), up = load_some(gate_up + width + i, n);
    store_some(h + i, gate * sigmoid(gate) * up, n);
  });
}

float swiglu_backward(const ExpertRows::Backward& p) {
  const F32 weight = broadcast(p.weight);
  F32 dot{};
  for_vectors(p.width, [&](std::size_t i, std::size_t n) {
    const F32 gate = load_some(p.gate_up + i, n), up = load_some(p.gate_up + p.width + i, n);
    const F32 s = sigmoid(gate), silu = gate * s, h = silu * up, dh = load_some(p.dh + i, n);
    const F32 weighted = weight * dh;
    // silu'(g) = s + silu (1 - s)
    store_some(p.dgate_up + i, weighted * up * fma(silu, broadcast(1) - s, s), n);
    store_some(p.dgate_up + p.width + i, weighted * silu, n);
    if (p.weighted_h != nullptr) store_some(p.weighted_h + i, weight * h, n);
    dot = fma(dh, h, dot);
  });
  return sum(dot);
}

void sum_rows(const float* const* rows, const float* weight, std::size_t count, std::size_t width,
              float* y) {
  for_vectors(width, [&](std::size_t i, std::size_t n) {
    F32 total{};
    for (std::size_t k = 0; k < count; ++k) {
      const F32 row = load_some(rows[k] + i, n);
      total = weight != nullptr ? fma(broadcast(weight[k]), row, total) : total + row;
    }
    store_some(y + i, total, n);
  });
}

constexpr ExpertRows rows_of_this_isa() {
  return {.swiglu = swiglu, .swiglu_backward = swiglu_backward, .sum = sum_rows};
}

}  // namespace
}  // namespace modus::kernels
