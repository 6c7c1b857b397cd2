// Gradients of attention for one row and key-value head (arXiv 2205.14135, algorithm 4), for the
// instruction set of the including file. Blocks of queries outside, blocks of keys inside; with
// weights P and D = sum_c out dout:
//   dP = dout v',  dS = P (dP - D),  dv += P' dout,  dk += dS' q,  dq += dS k.
#pragma once

#include "kernels/cpu/attention_pack.h"
#include "kernels/cpu/simd_rows.h"
#include "kernels/cpu/small_product.h"

namespace modus::kernels {
namespace {

struct AttendBack {
  const RowGradient& p;
  std::size_t width;
  float scale;
  float* keys_transposed;    // [blocks, C, kKeyBlock]
  float* values_transposed;  // [blocks, C, kKeyBlock]
  float* keys;               // [keys, width]
  float* dk;                 // [keys, width]
  float* dv;                 // [keys, width]
  float* q;                  // of one block of queries: [rows, width], scaled
  float* dout;               // [rows, width]
  float* dq;                 // [rows, width]
  float* lse;                // [rows]
  float* dots;               // [rows]: D
  float* weights;            // [kScoreRows, kKeyBlock]: P
  float* changes;            // [kScoreRows, kKeyBlock]: dP, then dS

  AttendBack(const RowGradient& row, float* scratch)
      : p(row),
        width(padded_width(row.head_width)),
        scale(1 / __builtin_sqrtf(static_cast<float>(row.head_width))) {
    const std::size_t side = (p.tokens + kKeyBlock - 1) / kKeyBlock * kKeyBlock * width;
    const std::size_t block = kKeyBlock * p.group * width;
    keys_transposed = scratch;
    values_transposed = keys_transposed + side;
    keys = values_transposed + side;
    dk = keys + side;
    dv = dk + side;
    q = dv + side;
    dout = q + block;
    dq = dout + block;
    weights = dq + block;
    changes = weights + kScoreRows * kKeyBlock;
    lse = changes + kScoreRows * kKeyBlock;
    dots = lse + kKeyBlock * p.group;
    std::memset(dk, 0, 2 * side * sizeof(float));
  }

  KeyRows rows_of(const float* from, std::size_t first) const {
    KeyRows found;
    for (std::size_t j = 0; j < kKeyBlock; ++j) {
      found.row[j] = first + j < p.tokens ? from + (first + j) * p.key_stride : kZeroKey;
    }
    return found;
  }

  void pack_keys() {
    for (std::size_t first = 0; first < p.tokens; first += kKeyBlock) {
      const KeyRows key_rows = rows_of(p.k, first);
      pack_transposed(key_rows, p.head_width, keys_transposed + first * width);
      pack_rows_of_block(key_rows, p.head_width, keys + first * width);
      pack_transposed(rows_of(p.v, first), p.head_width, values_transposed + first * width);
    }
  }

  void pack_block(std::size_t position, std::size_t queries) {
    const std::size_t at = position * p.query_stride;
    pack_queries(p.q + at, queries, p.group, p.head_width, p.query_stride, scale, q);
    pack_queries(p.dout + at, queries, p.group, p.head_width, p.query_stride, 1, dout);
    std::memset(dq, 0, queries * p.group * width * sizeof(float));
    for (std::size_t r = 0; r < queries * p.group; ++r) {
      const std::size_t query = position + r / p.group, head = r % p.group;
      const float* out = p.out + query * p.query_stride + head * p.head_width;
      F32 products = {};
      for_each_vector(p.head_width, [&](std::size_t c, std::size_t n) {
        products = fma(load_up_to(out + c, n), load(dout + r * width + c), products);
      });
      dots[r] = sum(products);
      lse[r] = p.lse[query * p.statistic_stride + head];
    }
  }

  // scores of `count` rows with all keys of a block: c = a b.
  void score(const float* rows, const float* block, std::size_t count, std::size_t columns,
             float* to) const {
    multiply_small({.rows = count,
                    .columns = columns,
                    .depth = p.head_width,
                    .a = rows,
                    .a_row = width,
                    .a_step = 1,
                    .b = block,
                    .b_stride = kKeyBlock,
                    .c = to,
                    .c_stride = kKeyBlock});
  }

  // to[key] += sum over the rows of coefficient[row, key] * from[row]
  void add_to_keys(const float* coefficients, const float* from, std::size_t count,
                   std::size_t columns, float* to) const {
    multiply_small({.rows = columns,
                    .columns = width,
                    .depth = count,
                    .a = coefficients,
                    .a_row = 1,
                    .a_step = kKeyBlock,
                    .b = from,
                    .b_stride = width,
                    .c = to,
                    .c_stride = width,
                    .accumulate = Accumulate::kYes});
  }

  // Scores and dP of one row become P and dS; columns that the query does not see become 0.
  void differentiate(std::size_t tile_row, std::size_t r, std::size_t visible,
                     std::size_t columns) const {
    float* weight = weights + tile_row * kKeyBlock;
    float* change = changes + tile_row * kKeyBlock;
    for (std::size_t j = 0; j < columns; j += kLanes) {
      const F32 e = exp_of_negative(load(weight + j) - lse[r]);
      store(weight + j, e);
      store(change + j, e * (load(change + j) - dots[r]));
    }
    for (std::size_t j = visible; j < columns; ++j) weight[j] = change[j] = 0;
  }

  void add_tile(std::size_t row, std::size_t count, std::size_t position, std::size_t first) {
    const auto visible = [&](std::size_t r) {
      const std::size_t seen = position + r / p.group + 1 - first;
      return seen < kKeyBlock ? seen : kKeyBlock;
    };
    const std::size_t depth = visible(row + count - 1);
    const std::size_t columns = (depth + kLanes - 1) / kLanes * kLanes;
    score(q + row * width, keys_transposed + first * width, count, columns, weights);
    score(dout + row * width, values_transposed + first * width, count, columns, changes);
    for (std::size_t r = row; r < row + count; ++r) {
      differentiate(r - row, r, visible(r), columns);
    }
    add_to_keys(weights, dout + row * width, count, depth, dv + first * width);
    add_to_keys(changes, q + row * width, count, depth, dk + first * width);
    multiply_small({.rows = count,
                    .columns = width,
                    .depth = depth,
                    .a = changes,
                    .a_row = kKeyBlock,
                    .a_step = 1,
                    .b = keys + first * width,
                    .b_stride = width,
                    .c = dq + row * width,
                    .c_stride = width,
                    .accumulate = Accumulate::kYes});
  }

  std::size_t end_of_block(std::size_t position) const {
    const std::size_t end = (position / kKeyBlock + 1) * kKeyBlock;
    return end < p.tokens ? end : p.tokens;
  }

  void run_block(std::size_t position) {
    const std::size_t queries = end_of_block(position) - position, rows = queries * p.group;
    pack_block(position, queries);
    for (std::size_t first = 0; first <= position; first += kKeyBlock) {
      for (std::size_t row = 0; row < rows; row += kScoreRows) {
        add_tile(row, rows - row < kScoreRows ? rows - row : kScoreRows, position, first);
      }
    }
    for (std::size_t r = 0; r < rows; ++r) {
      float* to = p.dq + (position + r / p.group) * p.query_stride + r % p.group * p.head_width;
      for (std::size_t c = 0; c < p.head_width; ++c) to[c] = scale * dq[r * width + c];
    }
  }

  void run() {
    pack_keys();
    for (std::size_t position = p.skip; position < p.tokens; position = end_of_block(position))
      run_block(position);
    for (std::size_t t = 0; t < p.tokens; ++t) {
      std::memcpy(p.dk + t * p.key_stride, dk + t * width, p.head_width * sizeof(float));
      std::memcpy(p.dv + t * p.key_stride, dv + t * width, p.head_width * sizeof(float));
    }
  }
};

void attend_back(const RowGradient& row, float* scratch) { AttendBack(row, scratch).run(); }

}  // namespace
}  // namespace modus::kernels
