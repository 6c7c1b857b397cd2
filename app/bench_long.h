// What `modus bench check` says beyond the latency of a step: chains of 10,000 steps, and many
// chains at a time.
#pragma once

#include <vector>

#include "rules/library.h"

namespace modus::app {

struct LongChainTimes {
  double short_s = 0,
         long_s = 0;   // of processor time: 1,000 and 10,000 steps, rules and evidence on
  double ratio = 0;    // median over pairs run in turns; 10 where the cost of a step is constant
  double peak_mb = 0;  // of this process
};
LongChainTimes time_long_chain(const rules::Library& library);

struct Throughput {
  int workers = 0;
  double steps_per_s = 0;  // verdict only, rules on
};
// The bench's chains, many times over, on one and on two workers.
std::vector<Throughput> time_batches(const rules::Library& library);

}  // namespace modus::app
