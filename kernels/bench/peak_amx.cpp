#include "kernels/bench/peak_body.h"

namespace modus::kernels {

#ifdef __AMX_BF16__
namespace {

struct alignas(64) TileConfig {
  std::uint8_t palette = 1, start_row = 0, reserved[14] = {};
  std::uint16_t row_bytes[16] = {64, 64, 64, 64, 64, 64, 64, 64};
  std::uint8_t rows[16] = {16, 16, 16, 16, 16, 16, 16, 16};
};

float run_tiles(std::size_t rounds) {
  static const TileConfig kConfig;
  _tile_loadconfig(&kConfig);
  _tile_zero(0);
  _tile_zero(1);
  _tile_zero(2);
  _tile_zero(3);
  _tile_zero(4);
  _tile_zero(5);
  for (std::size_t round = 0; round < rounds; ++round) {
    _tile_dpbf16ps(0, 4, 5);
    _tile_dpbf16ps(1, 4, 5);
    _tile_dpbf16ps(2, 4, 5);
    _tile_dpbf16ps(3, 4, 5);
  }
  alignas(64) float sum[256];
  _tile_stored(0, sum, 64);
  return sum[0];
}

}  // namespace

const PeakLoop kPeakAmx = {.operations = 4 * 2.0 * 16 * 16 * 32, .run = run_tiles};
#else
const PeakLoop kPeakAmx = peak_of_this_isa();
#endif

}  // namespace modus::kernels
