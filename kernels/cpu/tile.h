// What one instruction set brings to a matrix product: how to pack both sides and how to multiply
// one tile. Sides are packed in units of 4 bytes along K: one float32, or two bfloat16 of
// neighbouring k.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/gemm.h"
#include "kernels/isa.h"

namespace modus::kernels {

// A side as it stands in memory.
struct Operand {
  const float* values = nullptr;
  std::size_t stride = 0;             // floats from one row to the next
  const std::int32_t* row = nullptr;  // row r of the operand is row[r] of values; null: r
  Transpose is = Transpose::kNo;
};

constexpr std::size_t kDepthUnits = 512;  // of K at a time: a sliver of a stays in the first cache
constexpr std::size_t kPitchUnits = kDepthUnits + 16;        // of a packed row: no power of two
constexpr std::size_t kSliverUnits = 16 * kDepthUnits + 16;  // of a packed tile's rows, kLanes
constexpr std::size_t kMostTransposedTiles = 4;

enum class Layout {
  kRows,   // [row][unit], kPitchUnits from row to row
  kLanes,  // [unit][lane]
};

struct TileProduct {
  std::size_t rows = 0, columns = 0, units = 0;  // within the largest tile
  const std::uint32_t* a = nullptr;
  Layout a_layout = Layout::kRows;
  const std::uint32_t* b = nullptr;  // kLanes
  float* c = nullptr;
  std::size_t c_stride = 0;
  Accumulate accumulate = Accumulate::kNo;
};

struct TileKernel {
  std::size_t rows = 0, columns = 0;  // of the largest tile
  std::size_t values_per_unit = 1;
  std::size_t unit_multiple = 1;     // units are padded with zeros to a multiple of this
  std::size_t transposed_tiles = 1;  // tiles to pack at once, so that whole cache lines are read

  // What multiply wants of the thread's registers; null: nothing. Other libraries of the process may
  // have set them otherwise: called again for each block.
  void (*prepare)() = nullptr;
  // Packs `count` rows of op(a) from `row` on, `depth` values of K from `k` on. More than one
  // tile's rows, up to transposed_tiles of them, only where a is transposed: kSliverUnits from tile
  // to tile.
  Layout (*pack_a)(const Operand& a, std::size_t row, std::size_t count, std::size_t k,
                   std::size_t depth, std::uint32_t* out) = nullptr;
  // The same for columns of op(b), padded with zeros to the tile's columns.
  void (*pack_b)(const Operand& b, std::size_t column, std::size_t count, std::size_t k,
                 std::size_t depth, std::uint32_t* out) = nullptr;
  // c (+)= a b; element (i, j) sums over the units in rising order, whatever rows and columns are.
  void (*multiply)(const TileProduct& p) = nullptr;
};

// Never more rows than kMostTileRows, nor columns than kMostTileColumns.
constexpr std::size_t kMostTileRows = 32, kMostTileColumns = 32;
const TileKernel& tile_kernel(Isa isa, Precision precision);

extern const TileKernel kTileScalar, kTileScalarRounded, kTileAvx2, kTileAvx2Rounded, kTileAvx512,
    kTileAvx512Rounded, kTileAvx512Bf16, kTileAmx;

}  // namespace modus::kernels
