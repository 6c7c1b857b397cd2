// y = x W' for a matrix of any kind, and what adapters add to it.
#pragma once

#include <cstddef>

#include "neural/model_weights.h"

namespace modus::neural {

// x [M, columns], y [M, rows]. A row of y does not depend on M.
void linear(const Matrix& w, std::size_t m, const float* x, float* y);

}  // namespace modus::neural
