// An ExpertOrder seen from both ends, for the two passes of expert_ffn.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/expert_ffn.h"

namespace modus::kernels {

struct ExpertRoutes {
  const std::int32_t* token = nullptr;     // [T*K] of each pair in expert order
  const std::int32_t* position = nullptr;  // [T*K] in expert order, of each pair t * K + k
};

// Kept by the calling thread until its next call. Checks that the offsets end at T*K.
ExpertRoutes routes_of(const ExpertFfnShape& shape, const std::int32_t* pair,
                       const std::int32_t* offset);

// Rows first .. first + rows of the expert order, all of one expert: a share of the work.
struct ExpertChunk {
  std::size_t expert = 0, first = 0, rows = 0;
};
std::vector<ExpertChunk> chunks_of(const ExpertFfnShape& shape, const std::int32_t* offset,
                                   std::size_t most_rows);

// y[t] [D] = sum_k weight[t, k] * rows[position of (t, k)], k rising; a null weight is 1.
// rows: [T*K, D] in expert order. In parallel over tokens.
struct SumOverSlots {
  ExpertFfnShape shape;
  const std::int32_t* position = nullptr;
  const float* rows = nullptr;
  const float* weight = nullptr;
  float* y = nullptr;
};
void sum_over_slots(const SumOverSlots& p);

}  // namespace modus::kernels
