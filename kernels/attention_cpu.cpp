#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "kernels/attention.h"
#include "kernels/cpu/attention_blocks.h"
#include "kernels/cpu/scratch.h"
#include "kernels/cpu/vector_kernels.h"
#include "kernels/cuda.h"
#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

struct Heads {
  std::size_t query, key_value, width;
};

void check_heads(const Heads& heads, const char* where) {
  if (heads.key_value == 0 || heads.query == 0 || heads.query % heads.key_value != 0) {
    throw ShapeError(
        fmt::format("{}: expected heads to be a multiple of key-value heads, got {} and {}", where,
                    heads.query, heads.key_value));
  }
  if (heads.width == 0 || heads.width > kMostHeadWidth) {
    throw ShapeError(fmt::format("{}: expected a head width from 1 to {}, got {}", where,
                                 kMostHeadWidth, heads.width));
  }
}

void check_shape(const AttentionShape& shape, Launch launch, const char* where) {
  check_heads({shape.heads, shape.kv_heads, shape.head_width}, where);
  if (shape.skip > 0 && launch.device == Device::kCuda)
    throw ShapeError(fmt::format("{}: no position is skipped on CUDA, got {}", where, shape.skip));
  for (std::size_t r = 0; r < shape.rows; ++r) {
    if (shape.offset[r] < 0 || shape.offset[r] > shape.offset[r + 1]) {
      throw ShapeError(fmt::format("{}: expected rising row offsets, got {} and {} at row {}",
                                   where, shape.offset[r], shape.offset[r + 1], r));
    }
  }
}

// From the start of a cache line on: whole vectors then lie in one line each.
float* scratch_of(std::size_t floats) {
  static thread_local Scratch<float> kept;
  void* place = kept.take(floats + kMostLanes);
  std::size_t space = (floats + kMostLanes) * sizeof(float);
  return static_cast<float*>(std::align(64, floats * sizeof(float), place, space));
}

void run_block(QueryBlock block) {
  vector_kernels().attend(block,
                          scratch_of(attend_scratch(block.queries, block.group, block.head_width)));
}

// One block of positions of one row, or what is left of it behind those that are skipped.
struct RowBlock {
  std::size_t start, length;  // of the row, in tokens
  std::size_t position, end;  // of the block
};

std::vector<RowBlock> blocks_of(const AttentionShape& shape) {
  std::vector<RowBlock> blocks;
  for (std::size_t r = 0; r < shape.rows; ++r) {
    const auto start = static_cast<std::size_t>(shape.offset[r]);
    const std::size_t length = static_cast<std::size_t>(shape.offset[r + 1]) - start;
    for (std::size_t position = shape.skip; position < length;) {
      const std::size_t end = std::min(length, (position / kKeyBlock + 1) * kKeyBlock);
      blocks.push_back({start, length, position, end});
      position = end;
    }
  }
  // The longest first: the threads end together.
  std::stable_sort(blocks.begin(), blocks.end(),
                   [](const RowBlock& a, const RowBlock& b) { return a.position > b.position; });
  return blocks;
}

// Queries `first` .. of the block, for key-value head g; statistics stand beside the queries.
QueryBlock block_of_row(const AttentionForward& p, const RowBlock& block, std::size_t g,
                        const float* const* k, const float* const* v) {
  const AttentionShape& shape = p.shape;
  const std::size_t group = shape.heads / shape.kv_heads, token = block.start + block.position;
  const std::size_t head = token * shape.heads + g * group;
  return {.queries = block.end - block.position,
          .position = block.position,
          .group = group,
          .head_width = shape.head_width,
          .query_stride = shape.heads * shape.head_width,
          .key_stride = shape.kv_heads * shape.head_width,
          .key_offset = g * shape.head_width,
          .page_tokens = block.length,  // the row is one page
          .k_pages = k,
          .v_pages = v,
          .q = p.q + head * shape.head_width,
          .out = p.out + head * shape.head_width,
          .statistic_stride = shape.heads,
          .lse = p.lse == nullptr ? nullptr : p.lse + head,
          .entropy = p.entropy == nullptr ? nullptr : p.entropy + head};
}

// Positions begin .. end of the sequence, within one block.
QueryBlock block_of_pages(const AttentionPaged& p, std::size_t begin, std::size_t end,
                          std::size_t g) {
  const std::size_t group = p.heads / p.kv_heads;
  const std::size_t head = (begin - p.position) * p.heads + g * group;
  return {.queries = end - begin,
          .position = begin,
          .group = group,
          .head_width = p.head_width,
          .query_stride = p.heads * p.head_width,
          .key_stride = p.kv_heads * p.head_width,
          .key_offset = g * p.head_width,
          .page_tokens = p.page_tokens,
          .k_pages = p.k_pages,
          .k_pages_by_channel = p.k_pages_by_channel,
          .v_pages = p.v_pages,
          .q = p.q + head * p.head_width,
          .out = p.out + head * p.head_width,
          .statistic_stride = p.heads,
          .entropy = p.entropy == nullptr ? nullptr : p.entropy + head};
}

}  // namespace

void attention_forward(const AttentionForward& p, Launch launch) {
  check_shape(p.shape, launch, "attention_forward");
  if (launch.device == Device::kCuda) return cuda::attention_forward(p, launch.stream);
  const std::vector<RowBlock> blocks = blocks_of(p.shape);
  parallel_for(blocks.size() * p.shape.kv_heads, [&](std::size_t chunk) {
    const RowBlock& block = blocks[chunk / p.shape.kv_heads];
    const std::size_t row = block.start * p.shape.kv_heads * p.shape.head_width;
    const float* k = p.k + row;
    const float* v = p.v + row;
    run_block(block_of_row(p, block, chunk % p.shape.kv_heads, &k, &v));
  });
}

void attention_backward(const AttentionBackward& p, Launch launch) {
  const AttentionShape& shape = p.shape;
  check_shape(shape, launch, "attention_backward");
  if (launch.device == Device::kCuda) return cuda::attention_backward(p, launch.stream);
  const std::size_t group = shape.heads / shape.kv_heads;
  parallel_for(shape.rows * shape.kv_heads, [&](std::size_t chunk) {
    const std::size_t r = chunk / shape.kv_heads, g = chunk % shape.kv_heads;
    const auto start = static_cast<std::size_t>(shape.offset[r]);
    const std::size_t tokens = static_cast<std::size_t>(shape.offset[r + 1]) - start;
    const std::size_t head = start * shape.heads + g * group;
    const std::size_t q_at = head * shape.head_width;
    const std::size_t k_at = (start * shape.kv_heads + g) * shape.head_width;
    const RowGradient row = {.tokens = tokens,
                             .skip = shape.skip,
                             .group = group,
                             .head_width = shape.head_width,
                             .query_stride = shape.heads * shape.head_width,
                             .key_stride = shape.kv_heads * shape.head_width,
                             .statistic_stride = shape.heads,
                             .q = p.q + q_at,
                             .k = p.k + k_at,
                             .v = p.v + k_at,
                             .out = p.out + q_at,
                             .lse = p.lse + head,
                             .dout = p.dout + q_at,
                             .dq = p.dq + q_at,
                             .dk = p.dk + k_at,
                             .dv = p.dv + k_at};
    vector_kernels().attend_back(row,
                                 scratch_of(attend_back_scratch(tokens, group, shape.head_width)));
  });
}

void attention_paged(const AttentionPaged& p, Launch launch) {
  check_heads({p.heads, p.kv_heads, p.head_width}, "attention_paged");
  if (p.page_tokens == 0) throw ShapeError("attention_paged: expected pages of tokens, got 0");
  const bool by_channel = p.k_pages_by_channel != nullptr;
  if (by_channel && (p.page_tokens != kKeyBlock || launch.device == Device::kCuda)) {
    throw ShapeError(fmt::format(
        "attention_paged: keys by channel stand in pages of {} tokens on the CPU, not of {}",
        kKeyBlock, p.page_tokens));
  }
  if (p.queries == 0) return;
  if (launch.device == Device::kCuda) return cuda::attention_paged(p, launch.stream);
  const std::size_t end = p.position + p.queries, first_block = p.position / kKeyBlock;
  const std::size_t blocks = (end - 1) / kKeyBlock + 1 - first_block;
  const auto run = [&](std::size_t chunk) {
    const std::size_t block = (first_block + chunk / p.kv_heads) * kKeyBlock;
    run_block(block_of_pages(p, std::max(p.position, block), std::min(end, block + kKeyBlock),
                             chunk % p.kv_heads));
  };
  // Measured on two cores: below this, waking the other threads costs more than they bring.
  constexpr std::size_t kSmall = 1 << 18;
  if (p.queries * end * p.heads * p.head_width <= kSmall) {
    for (std::size_t chunk = 0; chunk < blocks * p.kv_heads; ++chunk) run(chunk);
  } else {
    parallel_for(blocks * p.kv_heads, run);
  }
}

}  // namespace modus::kernels
