// Blocks of kLanes vectors transposed. As simd.h: only for files compiled for one instruction set.
#pragma once

#include <utility>

#include "kernels/cpu/simd.h"

namespace modus::kernels {
namespace {

// Exchanges the blocks of `step` lanes that lie off the diagonal of two rows.
template <std::size_t step, std::size_t... lane>
inline void exchange(F32& a, F32& b, std::index_sequence<lane...>) {
  const F32 x = a, y = b;
  a = __builtin_shufflevector(x, y, ((lane & step) ? lane - step + kLanes : lane)...);
  b = __builtin_shufflevector(x, y, ((lane & step) ? lane + kLanes : lane + step)...);
}

template <std::size_t step = 1>
inline void transpose(F32 (&rows)[kLanes]) {
  if constexpr (step < kLanes) {
#pragma GCC unroll 16
    for (std::size_t i = 0; i < kLanes; ++i) {
      if ((i & step) == 0) {
        exchange<step>(rows[i], rows[i + step], std::make_index_sequence<kLanes>());
      }
    }
    transpose<2 * step>(rows);
  }
}

}  // namespace
}  // namespace modus::kernels
