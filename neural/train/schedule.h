// Warm-up, stable, decay (Hu et al. 2024, arXiv 2404.06395, section 4): a run can be extended from
// the weights before the decay at any time.
#pragma once

#include <cstddef>

namespace modus::neural::train {

struct Schedule {
  std::size_t warm_up_steps = 300;
  std::size_t stable_steps = 10000;  // warm-up included
  std::size_t decay_steps = 2500;    // linear to 0

  std::size_t total_steps() const { return stable_steps + decay_steps; }
  // The share of the peak rate at a step; steps count from 0.
  double share_at(std::size_t step) const;
};

}  // namespace modus::neural::train
