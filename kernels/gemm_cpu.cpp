#include <algorithm>

#include "kernels/cpu/block_product.h"
#include "kernels/gemm.h"
#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

// Blocks of c, one a chunk. Each packs its own sides: with these bounds that costs a few per cent,
// and no thread waits for another. A row of c is summed alike in every grid.
struct Grid {
  std::size_t block_rows = 480, block_columns = 256;
  std::size_t down = 1, across = 1;
};

constexpr std::size_t kLeastRows = 48, kLeastColumns = 64;
constexpr std::size_t kSmallProduct = 1 << 16;  // m n k; a region costs about as much as this

Grid grid_of(const Gemm& p) {
  Grid grid;
  const std::size_t enough = 4 * thread_count();
  for (;;) {
    grid.down = (p.m + grid.block_rows - 1) / grid.block_rows;
    grid.across = (p.n + grid.block_columns - 1) / grid.block_columns;
    if (grid.down * grid.across >= enough) return grid;
    const bool rows_are_least = std::min(grid.block_rows, p.m) <= kLeastRows;
    const bool columns_are_least = std::min(grid.block_columns, p.n) <= kLeastColumns;
    if (rows_are_least && columns_are_least) return grid;
    if (columns_are_least || (!rows_are_least && grid.block_rows >= grid.block_columns)) {
      grid.block_rows = std::max(kLeastRows, grid.block_rows / 2);
    } else {
      grid.block_columns /= 2;
    }
  }
}

// The operand whose row (a) or column (b) `first` comes first.
Operand from(const float* values, std::size_t stride, Transpose is, std::size_t first,
             bool first_is_a_row) {
  return {.values = values + (first_is_a_row ? first * stride : first), .stride = stride, .is = is};
}

void multiply_part(const Gemm& p, const TileKernel& kernel, const Grid& grid, std::size_t chunk) {
  const std::size_t m0 = chunk / grid.across * grid.block_rows;
  const std::size_t n0 = chunk % grid.across * grid.block_columns;
  const bool a_is_plain = p.a_is == Transpose::kNo, b_is_plain = p.b_is == Transpose::kNo;
  multiply_block({.m = std::min(grid.block_rows, p.m - m0),
                  .n = std::min(grid.block_columns, p.n - n0),
                  .k = p.k,
                  .a = from(p.a, a_is_plain ? p.k : p.m, p.a_is, m0, a_is_plain),
                  .b = from(p.b, b_is_plain ? p.n : p.k, p.b_is, n0, !b_is_plain),
                  .c = p.c + m0 * p.n + n0,
                  .c_stride = p.n,
                  .accumulate = p.accumulate},
                 kernel);
}

}  // namespace

void gemm(const Gemm& p, Launch launch) {
  require_cpu(launch, "gemm");
  if (p.m == 0 || p.n == 0) return;
  const TileKernel& kernel = tile_kernel(active_isa(), p.precision);
  if (p.m * p.n * p.k <= kSmallProduct) {
    multiply_part(p, kernel, {.block_rows = p.m, .block_columns = p.n}, 0);
    return;
  }
  const Grid grid = grid_of(p);
  parallel_for(grid.down * grid.across,
               [&](std::size_t chunk) { multiply_part(p, kernel, grid, chunk); });
}

}  // namespace modus::kernels
