// Float32 weights to int8 with one scale a row (kernels/linear_int8.h).
#pragma once

#include "neural/model_weights.h"

namespace modus::neural {

// Every matrix is quantised; norms, router and its bias stay float32. What is quantised already
// stays as it is.
ModelWeights quantise(const ModelWeights& weights);

}  // namespace modus::neural
