#include "app/bench_long.h"

#include <algorithm>
#include <ctime>
#include <vector>

#include <sys/resource.h>

#include "app/bench_chains.h"
#include "app/check_flags.h"
#include "symbolic/checker.h"

namespace modus::app {
namespace {

constexpr std::size_t kShort = 1'000, kLong = 10'000;  // steps
constexpr int kPairs = 9;                              // the median of their ratios counts
constexpr int kShortRuns = 10;                         // of a pair, beside one long one
constexpr int kCopies = 200;                           // of the bench's chains in a batch

// Processor time: what else the machine does would spoil the ratio.
double check_time_s(const claims::Chain& chain, const symbolic::CheckOptions& options, int runs) {
  const std::clock_t start = std::clock();
  for (int run = 0; run < runs; ++run) symbolic::check_chain(chain, options);
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / runs;
}

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + values.size() / 2);
  return values[values.size() / 2];
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
  const claims::Chain short_chain = long_bench_chain(kShort), long_chain = long_bench_chain(kLong);
  std::vector<double> short_s, long_s, ratios;
  for (int pair = 0; pair < kPairs; ++pair) {  // in turns: the machine's other load hits both
    short_s.push_back(check_time_s(short_chain, options, kShortRuns));
    long_s.push_back(check_time_s(long_chain, options, 1));
    ratios.push_back(long_s.back() / short_s.back());
  }
  return {median(short_s), median(long_s), median(ratios), peak_mb()};
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
