// Weighted cross-entropy of logits, fused with its gradient. Letters: T tokens, V vocabulary.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/device.h"

namespace modus::kernels {

// loss[t] = lse(logits[t]) - logits[t, target[t]] in natural logarithms; 0 where weight[t] is 0.
// dlogits[t, v] = scale * weight[t] * (softmax(logits[t])[v] - [v = target[t]]).
struct CrossEntropy {
  std::size_t tokens = 0, vocabulary = 0;
  const float* logits = nullptr;         // [T, V]; may be dlogits (in place)
  const std::int32_t* target = nullptr;  // [T]
  const float* weight = nullptr;         // [T]
  float scale = 1;
  float* loss = nullptr;         // [T], not weighted
  float* dlogits = nullptr;      // [T, V]; null where not wanted
  std::int32_t* best = nullptr;  // [T] argmax, ties to the lower id; may be null
};
// Throws ShapeError for a target outside the vocabulary where its weight is not 0; on CUDA, where the
// host does not see the targets, the loss of such a token is NaN.
void cross_entropy(const CrossEntropy& p, Launch launch);

}  // namespace modus::kernels
