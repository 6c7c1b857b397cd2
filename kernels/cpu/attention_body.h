// Attention of one block of queries (arXiv 2205.14135, algorithm 1), for the instruction set of the
// including file.
#pragma once

#include "kernels/cpu/attention_pack.h"
#include "kernels/cpu/simd_rows.h"
#include "kernels/cpu/small_product.h"

namespace modus::kernels {
namespace {

constexpr float kHidden = -1e30f;  // score of a key that the query does not see

// Columns `visible` and above of a row of scores become kHidden.
inline void hide_columns(float* scores, std::size_t visible, std::size_t columns) {
  for (std::size_t j = visible; j < columns; ++j) scores[j] = kHidden;
}

// The running sums of one row, kept lane by lane until the end: with the highest score m so far,
//   mass = sum e^(s - m),   tilt = sum e^(s - m) (s - m).
struct RunningRow {
  float* highest;
  float* mass;  // [kLanes]
  float* tilt;  // [kLanes]
};

// Scores become weights e^(s - m) in place. Returns what earlier weights are to be multiplied by.
inline float weigh(float* scores, std::size_t columns, RunningRow row) {
  F32 best = load(scores);
  for (std::size_t j = kLanes; j < columns; j += kLanes) best = max(load(scores + j), best);
  const float block = highest_lane(best), before = *row.highest;
  const float highest = block > before ? block : before;
  const F32 shrink = exp_of_negative(broadcast(before - highest));
  F32 mass = load(row.mass);
  F32 tilt = shrink * fma(broadcast(before - highest), mass, load(row.tilt));
  mass = shrink * mass;
  for (std::size_t j = 0; j < columns; j += kLanes) {
    const F32 below = load(scores + j) - highest;
    const F32 weight = exp_of_negative(below);
    store(scores + j, weight);
    mass = mass + weight;
    tilt = fma(weight, below, tilt);
  }
  store(row.mass, mass);
  store(row.tilt, tilt);
  *row.highest = highest;
  return shrink[0];
}

inline void scale_row(float* row, std::size_t width, float factor) {
  for (std::size_t c = 0; c < width; c += kLanes) store(row + c, factor * load(row + c));
}

// From one token to the next, and to the first of this key-value head.
struct RowsInPage {
  std::size_t stride, offset;
};

// The working memory of one block, carved out of the scratch.
struct Attend {
  const QueryBlock& p;
  std::size_t rows, width;
  RowsInPage k_rows, v_rows;
  float* q;        // [rows, width], scaled
  float* sum;      // [rows, width]: weights times values
  float* mass;     // [rows, kLanes]
  float* tilt;     // [rows, kLanes]
  float* highest;  // [rows]
  float* keys;     // [C, kKeyBlock]
  float* values;   // [kKeyBlock, width]
  float* scores;   // [kScoreRows, kKeyBlock]

  Attend(const QueryBlock& block, float* scratch)
      : p(block),
        rows(block.queries * block.group),
        width(padded_width(block.head_width)),
        k_rows{block.key_stride, block.key_offset},
        v_rows(block.k_pages_by_channel == nullptr
                   ? k_rows
                   : RowsInPage{block.head_width, block.key_offset * kKeyBlock}) {
    q = scratch;
    sum = q + rows * width;
    values = sum + rows * width;
    keys = values + kKeyBlock * width;
    scores = keys + kKeyBlock * width;
    mass = scores + kScoreRows * kKeyBlock;
    tilt = mass + rows * kMostLanes;
    highest = tilt + rows * kMostLanes;
  }

  // Keys first .. first + kKeyBlock, as far as the last query sees them.
  KeyRows rows_of(const float* const* pages, RowsInPage rows_in, std::size_t first) const {
    KeyRows found;
    const std::size_t end = p.position + p.queries;
    for (std::size_t j = 0; j < kKeyBlock; ++j) {
      const std::size_t key = first + j;
      found.row[j] = key < end ? pages[key / p.page_tokens] + key % p.page_tokens * rows_in.stride +
                                     rows_in.offset
                               : kZeroKey;
    }
    return found;
  }

  // How many of the block's keys row r sees.
  std::size_t visible(std::size_t r, std::size_t first) const {
    const std::size_t seen = p.position + r / p.group + 1 - first;
    return seen < kKeyBlock ? seen : kKeyBlock;
  }

  // A block where the products read it: keys [C, kKeyBlock], values in rows of value_stride floats.
  struct Block {
    std::size_t first;
    const float* keys;
    const float* values;
    std::size_t value_stride;
    const float* next_keys;  // null: not known, or none
  };

  void add_tile(std::size_t row, std::size_t count, const Block& block) {
    const std::size_t first = block.first;
    const std::size_t depth = visible(row + count - 1, first);
    const std::size_t columns = (depth + kLanes - 1) / kLanes * kLanes;
    multiply_small({.rows = count,
                    .columns = columns,
                    .depth = p.head_width,
                    .a = q + row * width,
                    .a_row = width,
                    .a_step = 1,
                    .b = block.keys,
                    .b_stride = kKeyBlock,
                    .c = scores,
                    .c_stride = kKeyBlock,
                    .ahead = block.values});
    for (std::size_t r = row; r < row + count; ++r) {
      float* score = scores + (r - row) * kKeyBlock;
      hide_columns(score, visible(r, first), columns);
      const float shrink =
          weigh(score, columns, {highest + r, mass + r * kLanes, tilt + r * kLanes});
      if (shrink != 1) scale_row(sum + r * width, width, shrink);
    }
    multiply_small({.rows = count,
                    .columns = width,
                    .depth = depth,
                    .a = scores,
                    .a_row = kKeyBlock,
                    .a_step = 1,
                    .b = block.values,
                    .b_stride = block.value_stride,
                    .c = sum + row * width,
                    .c_stride = width,
                    .accumulate = Accumulate::kYes,
                    .ahead = block.next_keys});
  }

  const float* keys_of(std::size_t first) {
    if (p.k_pages_by_channel != nullptr)
      return p.k_pages_by_channel[first / kKeyBlock] + p.key_offset * kKeyBlock;
    pack_transposed(rows_of(p.k_pages, k_rows, first), p.head_width, keys);
    return keys;
  }

  void add_block(std::size_t first) {
    Block block = {.first = first,
                   .keys = keys_of(first),
                   .values = values,
                   .value_stride = width,
                   .next_keys = nullptr};
    const std::size_t in_page = first % p.page_tokens;
    const std::size_t last = p.position + p.queries;
    const std::size_t end = last < first + kKeyBlock ? last : first + kKeyBlock;
    if (p.k_pages_by_channel != nullptr && first + kKeyBlock < last)
      block.next_keys = keys_of(first + kKeyBlock);
    if (p.head_width == width && in_page + (end - first) <= p.page_tokens) {
      block.values = p.v_pages[first / p.page_tokens] + in_page * v_rows.stride + v_rows.offset;
      block.value_stride = v_rows.stride;
    } else {
      pack_rows_of_block(rows_of(p.v_pages, v_rows, first), p.head_width, values);
    }
    for (std::size_t row = 0; row < rows; row += kScoreRows) {
      add_tile(row, rows - row < kScoreRows ? rows - row : kScoreRows, block);
    }
  }

  void write_row(std::size_t r) {
    const std::size_t query = r / p.group, head = r % p.group;
    const float total = kernels::sum(load(mass + r * kLanes));
    const float* from = sum + r * width;
    float* to = p.out + query * p.query_stride + head * p.head_width;
    for (std::size_t c = 0; c < p.head_width; ++c) to[c] = from[c] / total;
    const float log_total = __builtin_logf(total);
    const std::size_t at = query * p.statistic_stride + head;
    if (p.lse != nullptr) p.lse[at] = highest[r] + log_total;
    if (p.entropy == nullptr) return;
    const std::size_t keys_seen = p.position + query + 1;
    const float entropy = log_total - kernels::sum(load(tilt + r * kLanes)) / total;
    p.entropy[at] =
        keys_seen == 1 || entropy < 0 ? 0 : entropy / __builtin_logf(static_cast<float>(keys_seen));
  }

  void run() {
    const float scale = 1 / __builtin_sqrtf(static_cast<float>(p.head_width));
    pack_queries(p.q, p.queries, p.group, p.head_width, p.query_stride, scale, q);
    std::memset(sum, 0, rows * width * sizeof(float));
    std::memset(mass, 0, rows * kLanes * sizeof(float));
    std::memset(tilt, 0, rows * kLanes * sizeof(float));
    for (std::size_t r = 0; r < rows; ++r) highest[r] = kHidden;
    for (std::size_t first = 0; first < p.position + p.queries; first += kKeyBlock) {
      add_block(first);
    }
    for (std::size_t r = 0; r < rows; ++r) write_row(r);
  }
};

void attend(const QueryBlock& block, float* scratch) { Attend(block, scratch).run(); }

}  // namespace
}  // namespace modus::kernels
