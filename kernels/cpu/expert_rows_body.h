// ExpertRows for the instruction set of the including file.
#pragma once

#include "kernels/cpu/expert_rows.h"
#include "kernels/cpu/simd_rows.h"

namespace modus::kernels {
namespace {

inline F32 sigmoid(F32 x) { return broadcast(1) / (broadcast(1) + exp(-x)); }

void swiglu(const float* gate_up, std::size_t width, float* h) {
  for_each_vector(width, [&](std::size_t i, std::size_t n) {
    const F32 gate = load_up_to(gate_up + i, n), up = load_up_to(gate_up + width + i, n);
    store_up_to(h + i, gate * sigmoid(gate) * up, n);
  });
}

float swiglu_backward(const ExpertRows::Backward& p) {
  const F32 weight = broadcast(p.weight);
  F32 dot{};
  for_each_vector(p.width, [&](std::size_t i, std::size_t n) {
    const F32 gate = load_up_to(p.gate_up + i, n), up = load_up_to(p.gate_up + p.width + i, n);
    const F32 s = sigmoid(gate), silu = gate * s, h = silu * up, dh = load_up_to(p.dh + i, n);
    const F32 weighted = weight * dh;
    // silu'(g) = s + silu (1 - s)
    store_up_to(p.dgate_up + i, weighted * up * fma(silu, broadcast(1) - s, s), n);
    store_up_to(p.dgate_up + p.width + i, weighted * silu, n);
    if (p.weighted_h != nullptr) store_up_to(p.weighted_h + i, weight * h, n);
    dot = fma(dh, h, dot);
  });
  return sum(dot);
}

void sum_rows(const float* const* rows, const float* weight, std::size_t count, std::size_t width,
              float* y) {
  for_each_vector(width, [&](std::size_t i, std::size_t n) {
    F32 total{};
    for (std::size_t k = 0; k < count; ++k) {
      const F32 row = load_up_to(rows[k] + i, n);
      total = weight != nullptr ? fma(broadcast(weight[k]), row, total) : total + row;
    }
    store_up_to(y + i, total, n);
  });
}

constexpr ExpertRows rows_of_this_isa() {
  return {.swiglu = swiglu, .swiglu_backward = swiglu_backward, .sum = sum_rows};
}

}  // namespace
}  // namespace modus::kernels
