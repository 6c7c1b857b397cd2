#include <algorithm>

#include "kernels/cpu/block_product.h"
#include "kernels/cpu/scratch.h"
#include "kernels/cuda.h"
#include "kernels/gemm.h"
#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

// Blocks of c, one a chunk. Each packs its own sides: with these bounds that costs a few per cent,
// and no thread waits for another. A row of c is summed alike in every grid.
struct Grid {
  std::size_t block_rows = 1, block_columns = 1;
  std::size_t down = 1, across = 1;
};

constexpr std::size_t kMostRows = 480, kMostColumns = 256;
constexpr std::size_t kLeastRows = 48, kLeastColumns = 64;
constexpr std::size_t kSmallProduct = 1 << 16;  // m n k; a region costs about as much as this

std::size_t parts(std::size_t whole, std::size_t most) { return (whole + most - 1) / most; }

// Equal blocks, some for each thread so that one that is held up delays little.
Grid grid_of(const Gemm& p, const TileKernel& kernel) {
  Grid grid{.down = parts(p.m, kMostRows), .across = parts(p.n, kMostColumns)};
  while (grid.down * grid.across < 4 * thread_count()) {
    const std::size_t rows = p.m / (2 * grid.down), columns = p.n / (2 * grid.across);
    if (rows >= kLeastRows && (rows >= columns || columns < kLeastColumns)) {
      grid.down *= 2;
    } else if (columns >= kLeastColumns) {
      grid.across *= 2;
    } else {
      break;
    }
  }
  grid.block_rows = parts(parts(p.m, grid.down), kernel.rows) * kernel.rows;
  grid.block_columns = parts(parts(p.n, grid.across), kernel.columns) * kernel.columns;
  grid.down = parts(p.m, grid.block_rows);
  grid.across = parts(p.n, grid.block_columns);
  return grid;
}

// The operand that starts at `first` of its storage's rows or columns.
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

// A small c with a long K (a weight gradient over many tokens): each chunk makes the whole of c
// from one depth of K, reading its share of a and b once. The parts are then added as
// multiply_block adds them in place, so that both ways give the same bits.
constexpr std::size_t kSmallResult = 1 << 17;  // m n; half a megabyte a part

bool goes_by_depth(const Gemm& p, std::size_t depth) {
  return p.m * p.n <= kSmallResult && p.k >= 4 * depth && thread_count() > 1 &&
         parts(p.m, kMostRows) * parts(p.n, kMostColumns) < 4 * thread_count();
}

void add_parts(const Gemm& p, const float* part, std::size_t count) {
  constexpr std::size_t kSome = 4096;
  const std::size_t size = p.m * p.n;
  parallel_for(parts(size, kSome), [&](std::size_t chunk) {
    const std::size_t end = std::min(size, (chunk + 1) * kSome);
    for (std::size_t i = chunk * kSome; i < end; ++i) {
      float sum = p.accumulate == Accumulate::kYes ? p.c[i] + part[i] : part[i];
      for (std::size_t j = 1; j < count; ++j) sum += part[j * size + i];
      p.c[i] = sum;
    }
  });
}

void multiply_by_depth(const Gemm& p, const TileKernel& kernel, std::size_t depth) {
  static thread_local Scratch<float> kept;
  const std::size_t count = parts(p.k, depth);
  float* part = kept.take(count * p.m * p.n);
  parallel_for(count, [&](std::size_t chunk) {
    const std::size_t k = chunk * depth;
    const bool a_is_plain = p.a_is == Transpose::kNo, b_is_plain = p.b_is == Transpose::kNo;
    multiply_block({.m = p.m,
                    .n = p.n,
                    .k = std::min(depth, p.k - k),
                    .a = from(p.a, a_is_plain ? p.k : p.m, p.a_is, k, !a_is_plain),
                    .b = from(p.b, b_is_plain ? p.n : p.k, p.b_is, k, b_is_plain),
                    .c = part + chunk * p.m * p.n,
                    .c_stride = p.n},
                   kernel);
  });
  add_parts(p, part, count);
}

}  // namespace

void gemm(const Gemm& p, Launch launch) {
  if (launch.device == Device::kCuda) return cuda::gemm(p, launch.stream);
  if (p.m == 0 || p.n == 0) return;
  const TileKernel& kernel = tile_kernel(active_isa(), p.precision);
  if (p.m * p.n * p.k <= kSmallProduct) {
    multiply_part(p, kernel, {.block_rows = p.m, .block_columns = p.n}, 0);
    return;
  }
  if (const std::size_t depth = depth_of(kernel); goes_by_depth(p, depth)) {
    return multiply_by_depth(p, kernel, depth);
  }
  const Grid grid = grid_of(p, kernel);
  parallel_for(grid.down * grid.across,
               [&](std::size_t chunk) { multiply_part(p, kernel, grid, chunk); });
}

}  // namespace modus::kernels
