// What the attention kernels hand to their bodies. Letters as in attention.h; N is H / G, the query
// heads that share one key-value head.
//
// The one order of summation. Keys come in blocks of kKeyBlock, counted from the first token of the
// row, and a query at position i sees blocks 0 .. i / kKeyBlock. A score sums over C in rising
// order; a block is added to the running sums as a whole. So a result does not depend on how many
// queries come together, on the pages, or on threads.
#pragma once

#include <cstddef>

namespace modus::kernels {

constexpr std::size_t kKeyBlock = 64;
constexpr std::size_t kMostHeadWidth = 256;
constexpr std::size_t kMostLanes = 16;  // of any instruction set

// C rounded up to whole vectors of every instruction set.
constexpr std::size_t padded_width(std::size_t head_width) {
  return (head_width + kMostLanes - 1) / kMostLanes * kMostLanes;
}

// The queries of one key-value head within one block of positions: `queries` of them from
// `position` on, none beyond the end of the block that holds the first.
struct QueryBlock {
  std::size_t queries = 0, position = 0;
  std::size_t group = 0;  // N
  std::size_t head_width = 0;
  std::size_t query_stride = 0;  // H * C: floats from one query to the next, also of out
  std::size_t key_stride = 0;    // G * C: from one key to the next within a page
  std::size_t key_offset = 0;    // of this key-value head within a key
  std::size_t page_tokens = 0;
  const float* const* k_pages = nullptr;
  const float* const* k_pages_by_channel = nullptr;  // or k_pages; a page is a block then
  const float* const* v_pages = nullptr;             // [G, kKeyBlock, C] beside keys by channel
  const float* q = nullptr;  // of the first query and head: [N, C] of each query are contiguous
  float* out = nullptr;
  std::size_t statistic_stride = 0;  // H
  float* lse = nullptr;              // of the first query and head; may be null
  float* entropy = nullptr;          // may be null
};

// One row and one key-value head of the backward pass; every pointer is at the row's first token
// and the first head of the group.
struct RowGradient {
  std::size_t tokens = 0;
  std::size_t skip = 0;  // positions without queries
  std::size_t group = 0;
  std::size_t head_width = 0;
  std::size_t query_stride = 0;
  std::size_t key_stride = 0;
  std::size_t statistic_stride = 0;
  const float* q = nullptr;
  const float* k = nullptr;
  const float* v = nullptr;
  const float* out = nullptr;
  const float* lse = nullptr;
  const float* dout = nullptr;
  float* dq = nullptr;
  float* dk = nullptr;
  float* dv = nullptr;
};

constexpr std::size_t kScoreRows = 16;  // (query, head) pairs whose scores are held at a time

// Floats of working memory; its contents need not be set.
constexpr std::size_t attend_scratch(std::size_t queries, std::size_t group,
                                     std::size_t head_width) {
  const std::size_t width = padded_width(head_width), rows = queries * group;
  return rows * (2 * width + 2 * kMostLanes + 1) + 2 * kKeyBlock * width + kScoreRows * kKeyBlock;
}
constexpr std::size_t attend_back_scratch(std::size_t tokens, std::size_t group,
                                          std::size_t head_width) {
  const std::size_t width = padded_width(head_width);
  const std::size_t keys = (tokens + kKeyBlock - 1) / kKeyBlock * kKeyBlock;
  const std::size_t rows = kKeyBlock * group;
  return 5 * keys * width + rows * (3 * width + 2) + 2 * kScoreRows * kKeyBlock;
}

}  // namespace modus::kernels
