#include "neural/train/schedule.h"

#include <algorithm>

namespace modus::neural::train {

double Schedule::share_at(std::size_t step) const {
  const double warm =
      warm_up_steps == 0
          ? 1.0
          : std::min(1.0, static_cast<double>(step + 1) / static_cast<double>(warm_up_steps));
  if (step < stable_steps) return warm;
  if (step >= total_steps()) return 0;
  return warm * static_cast<double>(total_steps() - step) / static_cast<double>(decay_steps + 1);
}

}  // namespace modus::neural::train
