#include "app/bench_long.h"

#include <algorithm>
#include <ctime>
#include <limits>

#include <sys/resource.h>

#include "app/bench_chains.h"
#include "app/check_flags.h"
#include "symbolic/checker.h"

namespace modus::app {
namespace {

constexpr std::size_t kShort = 1'000, kLong = 10'000;  // steps
constexpr int kRuns = 3;                               // of a chain: the shortest time counts
constexpr int kCopies = 200;                           // of the bench's chains in a batch

// Processor time: what else the machine does would spoil the ratio.
double check_time_s(const claims::Chain& chain, const symbolic::CheckOptions& options) {
  double least_s = std::numeric_limits<double>::max();
  for (int run = 0; run < kRuns; ++run) {
    const std::clock_t start = std::clock();
    symbolic::check_chain(chain, options);
    least_s = std::min(least_s, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return least_s;
}

double peak_mb() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

}  // namespace

LongChainTimes time_long_chain(const rules::Library& library) {
  symbolic::CheckOptions options;
  options.library = &library;
  LongChainTimes times;
  times.short_s = check_time_s(long_bench_chain(kShort), options);
  times.long_s = check_time_s(long_bench_chain(kLong), options);
  times.ratio = times.long_s / times.short_s;
  times.peak_mb = peak_mb();
  return times;
}

std::vector<Throughput> time_batches(const rules::Library& library) {
  std::vector<claims::Chain> batch;
  std::size_t steps = 0;
  for (int copy = 0; copy < kCopies; ++copy)
    for (claims::Chain& chain : bench_chains()) {
      steps += chain.steps.size();
      batch.push_back(std::move(chain));
    }
  std::vector<Throughput> all;
  for (const int workers : {1, 2}) {
    symbolic::CheckOptions options;
    options.library = &library;
    options.wanted = symbolic::Wanted::kVerdict;
    options.workers = workers;
    const Stopwatch watch;
    symbolic::check_chains(batch, options);
    all.push_back({workers, static_cast<double>(steps) / watch.elapsed_s()});
  }
  return all;
}

}  // namespace modus::app
