#include "kernels/cpu/block_product.h"

#include <algorithm>
#include <memory>
#include <new>

namespace modus::kernels {
namespace {

constexpr std::size_t kBlockColumns = 256;  // with kDepthUnits 512 KB: half of a second cache

// Packing b is then most of the work: a panel at a time, so that b is read row after row in long
// runs and the panel never leaves the first caches.
constexpr std::size_t kFewRows = 24;

struct alignas(64) Buffers {
  std::uint32_t a[std::max(kMostTileRows * kPitchUnits, kMostTransposedTiles* kSliverUnits)];
  std::uint32_t b[kBlockColumns * kDepthUnits];
};

Buffers& buffers() {
  // Not made by make_unique, which would fill it.
  static thread_local const std::unique_ptr<Buffers> own(new Buffers);
  return *own;
}

// Columns n0 .. n0 + columns and values k0 .. k0 + depth of K: b packed once, a sliver by sliver.
struct Slab {
  std::size_t n0 = 0, columns = 0, k0 = 0, depth = 0, units = 0;
  Accumulate accumulate = Accumulate::kNo;
};

// The rows of one tile, packed.
struct Sliver {
  std::size_t row = 0, rows = 0;
  const std::uint32_t* a = nullptr;
  Layout layout = Layout::kRows;
};

void multiply_sliver(const BlockProduct& p, const TileKernel& kernel, const Slab& slab,
                     const Sliver& sliver, const std::uint32_t* b) {
  for (std::size_t n = 0; n < slab.columns; n += kernel.columns) {
    kernel.multiply({.rows = sliver.rows,
                     .columns = std::min(kernel.columns, slab.columns - n),
                     .units = slab.units,
                     .a = sliver.a,
                     .a_layout = sliver.layout,
                     .b = b + n * slab.units,
                     .c = p.c + sliver.row * p.c_stride + slab.n0 + n,
                     .c_stride = p.c_stride,
                     .accumulate = slab.accumulate});
  }
}

void multiply_slab(const BlockProduct& p, const TileKernel& kernel, const Slab& slab,
                   Buffers& space) {
  for (std::size_t n = 0; n < slab.columns; n += kernel.columns) {
    kernel.pack_b(p.b, slab.n0 + n, std::min(kernel.columns, slab.columns - n), slab.k0, slab.depth,
                  space.b + n * slab.units);
  }
  const std::size_t tiles = p.a.is == Transpose::kYes ? kernel.transposed_tiles : 1;
  for (std::size_t m = 0; m < p.m; m += tiles * kernel.rows) {
    const std::size_t rows = std::min(tiles * kernel.rows, p.m - m);
    const Layout layout = kernel.pack_a(p.a, m, rows, slab.k0, slab.depth, space.a);
    for (std::size_t row = 0; row < rows; row += kernel.rows) {
      multiply_sliver(p, kernel, slab,
                      {.row = m + row,
                       .rows = std::min(kernel.rows, rows - row),
                       .a = space.a + row / kernel.rows * kSliverUnits,
                       .layout = layout},
                      space.b);
    }
  }
}

}  // namespace

std::size_t depth_of(const TileKernel& kernel) { return kDepthUnits * kernel.values_per_unit; }

void multiply_block(const BlockProduct& p, const TileKernel& kernel) {
  if (p.k == 0 && p.accumulate == Accumulate::kNo) {
    for (std::size_t m = 0; m < p.m; ++m) std::fill_n(p.c + m * p.c_stride, p.n, 0.0f);
  }
  Buffers& space = buffers();
  if (kernel.prepare != nullptr) kernel.prepare();
  const std::size_t most_depth = depth_of(kernel);
  const std::size_t columns = p.m <= kFewRows ? kernel.columns : kBlockColumns;
  for (std::size_t n0 = 0; n0 < p.n; n0 += columns) {
    for (std::size_t k0 = 0; k0 < p.k; k0 += most_depth) {
      const std::size_t depth = std::min(most_depth, p.k - k0);
      const std::size_t step = kernel.values_per_unit * kernel.unit_multiple;
      multiply_slab(p, kernel,
                    {.n0 = n0,
                     .columns = std::min(columns, p.n - n0),
                     .k0 = k0,
                     .depth = depth,
                     .units = (depth + step - 1) / step * kernel.unit_multiple,
                     .accumulate = k0 > 0 ? Accumulate::kYes : p.accumulate},
                    space);
    }
  }
}

}  // namespace modus::kernels
