#include "kernels/read_probe.h"

#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kChunks = 256;
constexpr std::size_t kLanes = 8;  // sums at a time: cheaper than the reading

}  // namespace

ReadProbe::ReadProbe(std::size_t size_bytes)
    : words_(size_bytes / sizeof(std::uint64_t) / (kChunks * kLanes) * (kChunks * kLanes), 1),
      sums_(kChunks) {}

void ReadProbe::read() {
  const std::size_t words = words_.size() / kChunks;
  parallel_for(kChunks, [&](std::size_t chunk) {
    const std::uint64_t* const p = words_.data() + chunk * words;
    std::uint64_t sum[kLanes] = {};
    for (std::size_t i = 0; i < words; i += kLanes)
      for (std::size_t lane = 0; lane < kLanes; ++lane) sum[lane] += p[i + lane];
    for (const std::uint64_t part : sum) sums_[chunk] += part;
  });
}

}  // namespace modus::kernels
