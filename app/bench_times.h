// What the benches of `modus bench` share: times, and percentiles of them.
#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

namespace modus::app {

inline double us_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
      .count();
}

// 0.5: the median, 0.99: p99; 0 of none.
inline double at_share(std::vector<double> times, double share) {
  if (times.empty()) return 0;
  std::sort(times.begin(), times.end());
  return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
}

}  // namespace modus::app
