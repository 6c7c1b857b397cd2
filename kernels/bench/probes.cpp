#include "kernels/bench/probes.h"

#include <vector>

#include <fmt/core.h>

#include "kernels/bench/peak.h"
#include "kernels/parallel.h"
#include "kernels/read_probe.h"

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

// 256 MB: beyond any cache here.
double read_bytes_per_s() {
  ReadProbe probe(std::size_t{1} << 28);
  return static_cast<double>(probe.size_bytes()) / best_seconds([&] { probe.read(); });
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
