// Masked sampling of the next token. Letters: B sequences, V vocabulary.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/device.h"

namespace modus::kernels {

// The allowed token with the highest logit (temperature 0, ties to the lower id), else one drawn
// from softmax(logits / temperature) over the allowed: the first whose cumulated probability, in
// order of id, exceeds uniform. log_probability is that of the token among the allowed, at
// temperature 1.
struct MaskedSampling {
  std::size_t batch = 0, vocabulary = 0;
  const float* logits = nullptr;  // [B, V]
  const std::uint64_t* mask =
      nullptr;  // [B, ceil(V / 64)], bit v % 64 of word v / 64; null: all allowed
  float temperature = 0;
  const float* uniform = nullptr;    // [B] in [0, 1); may be null where temperature is 0
  std::int32_t* token = nullptr;     // [B]; -1 where the mask is empty
  float* log_probability = nullptr;  // [B]; may be null
};
void sample_masked(const MaskedSampling& p, Launch launch);

}  // namespace modus::kernels
