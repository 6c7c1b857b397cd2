// What a feed-forward does to single rows, an instruction set at a time.
#pragma once

#include <cstddef>

#include "kernels/isa.h"

namespace modus::kernels {

struct ExpertRows {
  // h [F] = silu(gate) * up; gate_up [2F].
  void (*swiglu)(const float* gate_up, std::size_t width, float* h);

  // Of weight * swiglu: dgate_up [2F] from dh [F], the gradient before the weight. Also
  // weighted_h [F] = weight * h (null where not wanted). Returns the gradient of the weight, dh .
  // h.
  struct Backward {
    const float* gate_up = nullptr;
    const float* dh = nullptr;
    float weight = 1;
    std::size_t width = 0;
    float* dgate_up = nullptr;
    float* weighted_h = nullptr;
  };
  float (*swiglu_backward)(const Backward& p);

  // y [width] = sum_k weight[k] * rows[k], k rising; a null weight is 1.
  void (*sum)(const float* const* rows, const float* weight, std::size_t count, std::size_t width,
              float* y);
};

const ExpertRows& expert_rows(Isa isa);

extern const ExpertRows kExpertRowsScalar, kExpertRowsAvx2, kExpertRowsAvx512;

}  // namespace modus::kernels
