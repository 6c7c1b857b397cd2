#include "kernels/linear_blocks.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "kernels/cpu/block_layout.h"
#include "kernels/cpu/block_rows.h"
#include "kernels/cpu/scratch.h"
#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

// Weights a chunk: two microseconds of reading. Row blocks go in pairs, as the kernels take them;
// tokens by the tile meet at least two pairs, so that their values come from the second cache.
constexpr std::size_t kChunkBytes = 1 << 16;
constexpr std::size_t kLeastRowBlocks = 2;
constexpr std::size_t kLeastRowBlocksOfTiles = 4;
// Tokens that meet the weights of a chunk at once: their int8 values fit the second cache.
constexpr std::size_t kTokenBytes = 1 << 18;
// From here on the threads share the quantising of x.
constexpr std::size_t kManyValues = 1 << 16;

void check_shapes(std::span<const LinearBlocks> products) {
  const LinearBlocks& first = products.front();
  for (const LinearBlocks& p : products) {
    if (p.y_stride != 0 && p.y_stride < p.w->rows()) {
      throw ShapeError(fmt::format("linear_blocks: {} columns of y in rows of {} floats",
                                   p.w->rows(), p.y_stride));
    }
    if (p.x != first.x || p.m != first.m || p.w->columns() != first.w->columns()) {
      throw ShapeError(fmt::format(
          "linear_blocks: products of one x [{}, {}] together with {} rows and a matrix of "
          "{} columns{}",
          first.m, first.w->columns(), p.m, p.w->columns(),
          p.x == first.x ? "" : " and another x"));
    }
  }
}

Int8Tokens entries_at(const Int8Tokens& x, std::size_t token) {
  const std::size_t entry = token * x.groups;
  return {.groups = x.groups,
          .values = x.values + kGroupColumns * entry,
          .scale = x.scale + entry,
          .scaled_sum = x.scaled_sum + entry,
          .half_sums = x.half_sums + 2 * entry};
}

// Memory of the calling thread for M tokens; it stays until the thread's next call.
Int8Tokens room_for(std::size_t tokens, std::size_t groups) {
  static thread_local Scratch<std::int8_t> values;
  static thread_local Scratch<float> scales;
  static thread_local Scratch<std::int32_t> sums;
  const std::size_t entries = tokens * groups;
  float* const scale = scales.take(2 * entries);
  return {.groups = groups,
          .values = values.take(kGroupColumns * entries),
          .scale = scale,
          .scaled_sum = scale + entries,
          .half_sums = sums.take(2 * entries)};
}

Int8Tokens quantised(const LinearBlocks& p, const BlockRowKernels& kernels) {
  const std::size_t columns = p.w->columns();
  const Int8Tokens x = room_for(p.m, columns / kGroupColumns);
  const auto quantise_from = [&](std::size_t first, std::size_t end) {
    for (std::size_t m = first, tokens = 0; m < end; m += tokens) {
      tokens = tile_tokens(end - m);
      kernels.quantise({.tokens = tokens, .x = p.x + m * columns, .to = entries_at(x, m)});
    }
  };
  if (p.m * columns < kManyValues) {
    quantise_from(0, p.m);
  } else {
    parallel_for((p.m + kTileTokens - 1) / kTileTokens, [&](std::size_t tile) {
      quantise_from(tile * kTileTokens, std::min(p.m, (tile + 1) * kTileTokens));
    });
  }
  return x;
}

void multiply(const BlockRowKernels& kernels, BlockFormat format, const BlockRows& p) {
  switch (format) {
    case BlockFormat::kQ4_0:
      return kernels.q4_0(p);
    case BlockFormat::kQ4_1:
      return kernels.q4_1(p);
    case BlockFormat::kQ8_0:
      return kernels.q8_0(p);
    case BlockFormat::kQ4_K:
      return kernels.q4_k(p);
    case BlockFormat::kQ5_K:
      return kernels.q5_k(p);
    case BlockFormat::kW4:
      return kernels.w4(p);
    default:
      return kernels.q6_k(p);
  }
}

std::size_t row_blocks(const BlockWeights& w) { return (w.rows() + kBlockRows - 1) / kBlockRows; }

std::size_t row_blocks_a_chunk(const LinearBlocks& p) {
  const std::size_t bytes = p.w->size_bytes() / std::max<std::size_t>(1, row_blocks(*p.w));
  const std::size_t least = p.m < kTileTokens ? kLeastRowBlocks : kLeastRowBlocksOfTiles;
  return std::max(least, kChunkBytes / std::max<std::size_t>(1, bytes) / least * least);
}

std::size_t chunks(const LinearBlocks& p) {
  return (row_blocks(*p.w) + row_blocks_a_chunk(p) - 1) / row_blocks_a_chunk(p);
}

void multiply_chunk(const LinearBlocks& p, std::size_t chunk, const Int8Tokens& x,
                    const BlockRowKernels& kernels) {
  const BlockWeights& w = *p.w;
  const std::size_t y_stride = p.y_stride == 0 ? w.rows() : p.y_stride;
  const std::size_t first = chunk * row_blocks_a_chunk(p);
  const std::size_t tokens_at_once =
      std::max<std::size_t>(1, kTokenBytes / kTileTokens / std::max<std::size_t>(1, w.columns())) *
      kTileTokens;
  for (std::size_t m = 0; m < p.m; m += tokens_at_once) {
    multiply(kernels, w.format(),
             {.rows = std::min(row_blocks_a_chunk(p) * kBlockRows, w.rows() - first * kBlockRows),
              .tokens = std::min(tokens_at_once, p.m - m),
              .weights = w.row_block(first),
              .x = entries_at(x, m),
              .y = p.y + m * y_stride + first * kBlockRows,
              .y_stride = y_stride});
  }
}

}  // namespace

void linear_blocks(const LinearBlocks& p, Launch launch) { linear_blocks({&p, 1}, launch); }

void linear_blocks(std::span<const LinearBlocks> products, Launch launch) {
  if (launch.device == Device::kCuda) throw Error("linear_blocks: on the CPU only");
  if (products.empty()) return;
  check_shapes(products);
  const BlockRowKernels& kernels = block_rows(active_isa());
  const Int8Tokens x = quantised(products.front(), kernels);
  std::size_t all = 0;
  for (const LinearBlocks& p : products) all += chunks(p);
  parallel_for(all, [&](std::size_t chunk) {
    const LinearBlocks* p = products.data();
    for (; chunk >= chunks(*p); ++p) chunk -= chunks(*p);
    multiply_chunk(*p, chunk, x, kernels);
  });
}

}  // namespace modus::kernels
