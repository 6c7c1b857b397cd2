// The interval of a share: Wilson, "Probable inference, the law of succession, and statistical
// inference", 1927, for 95 %.
//
//   wilson_interval(139, 150)   ->   low 0.874, high 0.958
#pragma once

#include <cstddef>

namespace modus::tasks {

struct Interval {
  double low = 0, high = 1;
};
Interval wilson_interval(std::size_t successes, std::size_t trials);  // no trials: 0 to 1

}  // namespace modus::tasks
