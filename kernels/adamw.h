// AdamW with decoupled weight decay (Loshchilov and Hutter 2019, arXiv 1711.05101, algorithm 2) over
// float32 master weights, and the norm that clipping needs.
#pragma once

#include <cstddef>

#include "kernels/device.h"

namespace modus::kernels {

// One tensor, in place:
//   m = beta1 m + (1 - beta1) g s;  v = beta2 v + (1 - beta2) (g s)^2
//   p = p - rate (m / (1 - beta1^step) / (sqrt(v / (1 - beta2^step)) + epsilon) + decay p)
struct AdamW {
  std::size_t count = 0;
  float* parameter = nullptr;       // [count]
  const float* gradient = nullptr;  // [count]
  float* first_moment = nullptr;    // [count]
  float* second_moment = nullptr;   // [count]
  double gradient_scale = 1;        // s: what clipping leaves of the gradient
  double rate = 1e-3, beta1 = 0.9, beta2 = 0.95, epsilon = 1e-8, decay = 0;
  std::size_t step = 1;             // counts from 1
};
void adamw(const AdamW& p, Launch launch);

// Sum of squares in double, over chunks of fixed size: the same for every number of threads.
double sum_of_squares(const float* values, std::size_t count, Launch launch);

}  // namespace modus::kernels
