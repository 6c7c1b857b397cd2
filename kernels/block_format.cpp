#include "kernels/block_format.h"

#include <array>

namespace modus::kernels {
namespace {

struct Layout {
  std::string_view name;
  std::size_t values = 1, bytes = 0;
};

// Half floats: 2 bytes. Q4_0 is a scale and 32 nibbles, Q4_1 a minimum more. Q4_K has a scale of
// scales, one of minima, 8 + 8 of them in 6 bits, and nibbles; Q5_K a fifth bit each; Q6_K 4 + 2
// bits each, 16 int8 scales and a scale. W4 is a scale, a minimum and nibbles.
constexpr std::array<Layout, 10> kLayouts = {{{"F32", 1, 4},
                                              {"F16", 1, 2},
                                              {"BF16", 1, 2},
                                              {"Q4_0", 32, 2 + 16},
                                              {"Q4_1", 32, 2 + 2 + 16},
                                              {"Q8_0", 32, 2 + 32},
                                              {"Q4_K", 256, 2 + 2 + 12 + 128},
                                              {"Q5_K", 256, 2 + 2 + 12 + 32 + 128},
                                              {"Q6_K", 256, 128 + 64 + 16 + 2},
                                              {"W4", 32, 1 + 1 + 16}}};

const Layout& layout(BlockFormat format) { return kLayouts[static_cast<std::size_t>(format)]; }

}  // namespace

std::string_view to_string(BlockFormat format) { return layout(format).name; }
std::size_t values_a_block(BlockFormat format) { return layout(format).values; }
std::size_t bytes_a_block(BlockFormat format) { return layout(format).bytes; }

std::span<const BlockFormat> all_block_formats() {
  using enum BlockFormat;
  static constexpr std::array<BlockFormat, kLayouts.size()> kAll = {
      kF32, kF16, kBf16, kQ4_0, kQ4_1, kQ8_0, kQ4_K, kQ5_K, kQ6_K, kW4};
  return kAll;
}

}  // namespace modus::kernels
