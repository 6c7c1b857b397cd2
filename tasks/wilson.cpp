#include "tasks/wilson.h"

#include <algorithm>
#include <cmath>

namespace modus::tasks {

Interval wilson_interval(std::size_t successes, std::size_t trials) {
  if (trials == 0) return {};
  constexpr double z = 1.959964;  // the normal distribution's 97.5 % quantile
  const double n = static_cast<double>(trials), share = static_cast<double>(successes) / n;
  const double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half =
      z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

}  // namespace modus::tasks
