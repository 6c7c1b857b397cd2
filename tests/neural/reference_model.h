// The forward pass of model_config.h in float64, one token and one expert at a time, everything
// from scratch: written to be read.
#pragma once

#include <span>
#include <vector>

#include "neural/model_weights.h"
#include "neural/vocabulary.h"

namespace modus::neural {

// Logits after each token: [T][V].
std::vector<std::vector<double>> reference_logits(const ModelWeights& weights,
                                                  std::span<const TokenId> tokens);

}  // namespace modus::neural
