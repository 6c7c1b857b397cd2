// A PeakLoop of float32 multiply-adds for the instruction set of the including file.
#pragma once

#include "kernels/bench/peak.h"
#include "kernels/cpu/simd.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kChains = 12;  // more than latency times units; all in registers

template <class Step>
inline float run_chains(std::size_t rounds, const Step& step) {
  F32 sum[kChains];
  for (std::size_t i = 0; i < kChains; ++i) sum[i] = broadcast(static_cast<float>(i));
  for (std::size_t round = 0; round < rounds; ++round) {
#pragma GCC unroll 16
    for (std::size_t i = 0; i < kChains; ++i) {
      sum[i] = step(sum[i]);
      asm volatile("" : "+x"(sum[i]));  // twelve chains, none folded into another
    }
  }
  F32 total{};
  for (std::size_t i = 0; i < kChains; ++i) total += sum[i];
  return modus::kernels::sum(total);
}

inline float run_multiply_adds(std::size_t rounds) {
  const F32 a = broadcast(0.5f), b = broadcast(0.25f);
  return run_chains(rounds, [&](F32 sum) { return fma(sum, a, b); });
}

constexpr PeakLoop peak_of_this_isa() {
  return {.operations = 2.0 * kLanes * kChains, .run = run_multiply_adds};
}

}  // namespace
}  // namespace modus::kernels
