// Tiles of 32 by 32: two tiles of a, two of b, four sums. A tile is 16 rows of 64 bytes (Intel 64
// manual, volume 1, chapter 18): 16 rows of a with 16 units each, or 16 units of b with 16 columns.
#include "kernels/cpu/tile_body.h"

namespace modus::kernels {

#ifdef __AMX_BF16__
namespace {

constexpr std::size_t kSide = 16;
constexpr std::size_t kBlock = 2 * kSide;

struct alignas(64) TileConfig {
  std::uint8_t palette = 1, start_row = 0, reserved[14] = {};
  std::uint16_t row_bytes[16] = {64, 64, 64, 64, 64, 64, 64, 64};
  std::uint8_t rows[16] = {16, 16, 16, 16, 16, 16, 16, 16};
};

void configure() {
  static const TileConfig kConfig;
  _tile_loadconfig(&kConfig);
}

// c [32, 32] = a b; only the upper half where it is not tall, the left one where it is not wide.
template <bool kTall, bool kWide>
void multiply_block(const TileProduct& p, float* c, std::size_t c_stride) {
  constexpr int kA = 4 * kPitchUnits, kB = 4 * kBlock;  // strides in bytes
  const auto stride = static_cast<int>(4 * c_stride);
  _tile_zero(0);
  if constexpr (kWide) _tile_zero(1);
  if constexpr (kTall) _tile_zero(2);
  if constexpr (kTall && kWide) _tile_zero(3);
  for (std::size_t u = 0; u < p.units; u += kSide) {
    _tile_loadd(4, p.a + u, kA);
    if constexpr (kTall) _tile_loadd(5, p.a + kSide * kPitchUnits + u, kA);
    _tile_loadd(6, p.b + u * kBlock, kB);
    if constexpr (kWide) _tile_loadd(7, p.b + u * kBlock + kSide, kB);
    _tile_dpbf16ps(0, 4, 6);
    if constexpr (kTall) _tile_dpbf16ps(2, 5, 6);
    if constexpr (kWide) _tile_dpbf16ps(1, 4, 7);
    if constexpr (kTall && kWide) _tile_dpbf16ps(3, 5, 7);
  }
  _tile_stored(0, c, stride);
  if constexpr (kWide) _tile_stored(1, c + kSide, stride);
  if constexpr (kTall) _tile_stored(2, c + kSide * c_stride, stride);
  if constexpr (kTall && kWide) _tile_stored(3, c + kSide * c_stride + kSide, stride);
}

// Rows of a behind the last one are whatever the buffer holds; their sums are dropped.
void multiply_tiles(const TileProduct& p) {
  if (p.rows == kBlock && p.columns == kBlock && p.accumulate == Accumulate::kNo) {
    return multiply_block<true, true>(p, p.c, p.c_stride);
  }
  alignas(64) float sum[kBlock * kBlock];
  const bool tall = p.rows > kSide, wide = p.columns > kSide;
  (tall ? wide ? multiply_block<true, true> : multiply_block<true, false>
        : wide ? multiply_block<false, true> : multiply_block<false, false>)(p, sum, kBlock);
  for (std::size_t r = 0; r < p.rows; ++r) {
    for (std::size_t column = 0; column < p.columns; column += kLanes) {
      write(p.c + r * p.c_stride + column, load(sum + r * kBlock + column), p.columns - column,
            p.accumulate);
    }
  }
}

std::size_t padded_units(std::size_t depth) { return round_up((depth + 1) / 2, kSide); }

// A store of whole vectors has already padded rows that lie along K.
Layout pack_a_tiles(const Operand& a, std::size_t row, std::size_t count, std::size_t k,
                    std::size_t depth, std::uint32_t* out) {
  if (a.is == Transpose::kNo) {
    pack_rows<PairUnits>({a, row, count, k, depth}, out);
    return Layout::kRows;
  }
  for (std::size_t lane = 0; lane < count; lane += kSide) {
    for (std::size_t done = 0; done < depth; done += 2 * kSide) {
      const std::size_t some = smaller(2 * kSide, depth - done);
      alignas(64) std::uint32_t lanes[kSide * kSide] = {};
      pack_lanes<PairUnits>({a, row + lane, smaller(kSide, count - lane), k + done, some}, kSide,
                            lanes);
      F32 block[kSide];
      for (std::size_t i = 0; i < kSide; ++i) {
        block[i] = load(reinterpret_cast<const float*>(lanes) + i * kSide);
      }
      transpose(block);
      float* to = reinterpret_cast<float*>(out + lane * kPitchUnits + done / 2);
      for (std::size_t i = 0; i < kSide; ++i) store(to + i * kPitchUnits, block[i]);
    }
  }
  return Layout::kRows;
}

void pack_b_tiles(const Operand& b, std::size_t column, std::size_t count, std::size_t k,
                  std::size_t depth, std::uint32_t* out) {
  pack_b<PairUnits>(b, column, count, k, depth, out);
  for (std::size_t u = (depth + 1) / 2; u < padded_units(depth); ++u) {
    for (std::size_t i = 0; i < kBlock; ++i) out[u * kBlock + i] = 0;
  }
}

}  // namespace

const TileKernel kTileAmx = {.rows = kBlock,
                             .columns = kBlock,
                             .values_per_unit = 2,
                             .unit_multiple = kSide,
                             .prepare = configure,
                             .pack_a = pack_a_tiles,
                             .pack_b = pack_b_tiles,
                             .multiply = multiply_tiles};
#else
const TileKernel kTileAmx = tile_of<RoundedUnits>();
#endif

}  // namespace modus::kernels
