#include "kernels/bench/probes.h"

#include <cstdint>
#include <vector>

#include <fmt/core.h>

#include "kernels/bench/peak.h"
#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

double operations_per_s(Precision precision) {
  const PeakLoop loop = peak_loop(active_isa(), precision);
  constexpr std::size_t kRounds = 100000;
  std::vector<float> kept(thread_count());
  const double seconds = best_seconds(
      [&] { parallel_for(kept.size(), [&](std::size_t i) { kept[i] = loop.run(kRounds); }); });
  return loop.operations * kRounds * static_cast<double>(kept.size()) / seconds;
}

// Sums of 256 MB: beyond any cache here, and cheaper than the reading.
double read_bytes_per_s() {
  constexpr std::size_t kWords = std::size_t{1} << 25, kChunks = 256;
  const std::vector<std::uint64_t> words(kWords, 1);
  std::vector<std::uint64_t> kept(kChunks);
  const double seconds = best_seconds([&] {
    parallel_for(kChunks, [&](std::size_t chunk) {
      const std::uint64_t* p = words.data() + chunk * (kWords / kChunks);
      std::uint64_t sum[8] = {};
      for (std::size_t i = 0; i < kWords / kChunks; i += 8) {
        for (std::size_t j = 0; j < 8; ++j) sum[j] += p[i + j];
      }
      for (std::uint64_t part : sum) kept[chunk] += part;
    });
  });
  return 8.0 * kWords / seconds;
}

}  // namespace

Probes probe() {
  return {.float32_per_s = operations_per_s(Precision::kFloat32),
          .bfloat16_per_s = operations_per_s(Precision::kBfloat16),
          .bytes_per_s = read_bytes_per_s()};
}

void print_share(std::string_view name, Precision precision, const Measured& m,
                 const Probes& probes) {
  const double least =
      std::max(m.operations / probes.peak(precision), m.bytes / probes.bytes_per_s);
  fmt::print("  {:<34} {:<8} {:9.3f} ms {:8.1f} GFLOP/s {:6.1f} GB/s {:5.0f} %\n", name,
             precision == Precision::kBfloat16 ? "bfloat16" : "float32", m.seconds * 1e3,
             m.operations / m.seconds * 1e-9, m.bytes / m.seconds * 1e-9, 100 * least / m.seconds);
}

}  // namespace modus::kernels
