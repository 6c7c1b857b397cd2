// What this machine can do, measured in the same run as the kernels.
#pragma once

#include <algorithm>
#include <chrono>
#include <string_view>

#include "kernels/gemm.h"

namespace modus::kernels {

// Shortest of the runs that fit into half a second, at least five: others use the machine too.
template <class Work>
double best_seconds(const Work& work) {
  using Clock = std::chrono::steady_clock;
  double best = 1e9;
  const auto start = Clock::now();
  for (int run = 0; run < 5 || Clock::now() - start < std::chrono::milliseconds(500); ++run) {
    const auto before = Clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(Clock::now() - before).count());
  }
  return best;
}

struct Probes {
  double float32_per_s = 0, bfloat16_per_s = 0;  // operations of all threads, from registers
  double bytes_per_s = 0;                        // read by all threads from memory

  double peak(Precision precision) const {
    return precision == Precision::kBfloat16 ? bfloat16_per_s : float32_per_s;
  }
};
Probes probe();

// What an amount of work needs at least, and what it took.
struct Measured {
  double operations = 0, bytes = 0, seconds = 0;
};
// Prints one line: GFLOP/s, GB/s and the share of min(peak, what the bytes allow).
void print_share(std::string_view name, Precision precision, const Measured& m,
                 const Probes& probes);

}  // namespace modus::kernels
