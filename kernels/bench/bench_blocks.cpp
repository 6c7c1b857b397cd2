#include <cstddef>
#include <vector>

#include <fmt/format.h>

#include "kernels/bench/benches.h"
#include "kernels/linear_blocks.h"

namespace modus::kernels {
namespace {

// Decoding meets each matrix once a token: the runs go round so many copies that none is left in a
// cache.
constexpr std::size_t kBeyondCaches = std::size_t{256} << 20;

struct Shape {
  BlockFormat format = BlockFormat::kQ4_K;
  std::size_t columns = 0, rows = 0;
};

// GB/s of the file's bytes and their share of the probe; operations beside the float32 peak, since
// integer products go beyond it.
void bench_product(const Shape& shape, std::size_t m, std::span<const BlockWeights> copies,
                   const Probes& probes) {
  const std::vector<float> x(m * shape.columns, 0.5f);
  std::vector<float> y(m * shape.rows);
  std::size_t turn = 0;
  const double seconds = best_seconds([&] {
    linear_blocks({.m = m, .x = x.data(), .w = &copies[turn++ % copies.size()], .y = y.data()}, {});
  });
  const double bytes = static_cast<double>(
      shape.rows * shape.columns / values_a_block(shape.format) * bytes_a_block(shape.format));
  const double operations = 2.0 * static_cast<double>(m * shape.rows * shape.columns);
  fmt::print(
      "  {:<34} {:<8} {:9.3f} ms {:8.1f} GFLOP/s {:6.1f} GB/s {:5.0f} % of memory, {:4.1f} x the "
      "float32 peak\n",
      fmt::format("{} x {} x {}", m, shape.rows, shape.columns), to_string(shape.format),
      seconds * 1e3, operations / seconds * 1e-9, bytes / seconds * 1e-9,
      100 * bytes / seconds / probes.bytes_per_s, operations / seconds / probes.float32_per_s);
}

void bench_shape(const Shape& shape, const Probes& probes) {
  const std::vector<std::byte> blocks(shape.rows * shape.columns / values_a_block(shape.format) *
                                      bytes_a_block(shape.format));
  std::vector<BlockWeights> copies;
  for (std::size_t at = 0; at < kBeyondCaches; at += blocks.size()) {
    copies.push_back(BlockWeights::pack(shape.format, shape.rows, shape.columns, blocks));
  }
  for (std::size_t m : {1u, 8u, 512u}) bench_product(shape, m, copies, probes);
}

}  // namespace

void bench_blocks(const Probes& probes) {
  fmt::print("weights of public checkpoints in blocks; bytes are those of the file\n");
  for (BlockFormat format : {BlockFormat::kQ4_K, BlockFormat::kQ6_K, BlockFormat::kW4}) {
    for (const auto& [columns, rows] : {std::pair<std::size_t, std::size_t>{1536, 1536},
                                        {1536, 8960},
                                        {8960, 1536},
                                        {1536, 151936}}) {
      bench_shape({.format = format, .columns = columns, .rows = rows}, probes);
    }
  }
  bench_shape({.format = BlockFormat::kQ4_1, .columns = 576, .rows = 1536}, probes);
}

}  // namespace modus::kernels
