// The numbers of an optimiser and of what it did.
#pragma once

#include <cstddef>

#include "neural/train/schedule.h"

namespace modus::neural::train {

struct OptimiserSettings {
  Schedule schedule;
  double rate = 1e-3, beta1 = 0.9, beta2 = 0.95, decay = 0.1;
  double clip = 1.0;  // largest norm of the gradient
};

// What an update did.
struct Update {
  std::size_t step = 0;      // counts from 0
  double gradient_norm = 0;  // before clipping
  double rate = 0;
  bool skipped = false;  // loss or gradient was not finite: nothing was changed
};

}  // namespace modus::neural::train
