// Blocks of keys and values as the products want them, for the instruction set of the including
// file.
#pragma once

#include <cstring>

#include "kernels/cpu/attention_blocks.h"

namespace modus::kernels {
namespace {

// Where the keys of a block stand; those past the last one are zeros.
struct KeyRows {
  const float* row[kKeyBlock];
};

alignas(64) constexpr float kZeroKey[kMostHeadWidth] = {};

// Four floats; the transposition needs no wider vectors to be cheap.
typedef float Quad __attribute__((vector_size(16)));

inline Quad load_quad(const float* p) {
  Quad quad;
  __builtin_memcpy(&quad, p, sizeof quad);
  return quad;
}
inline void store_quad(float* p, Quad quad) { __builtin_memcpy(p, &quad, sizeof quad); }

// out[c * kKeyBlock + j] = row[j][c] for four keys j and four numbers c.
inline void transpose_quads(const float* const* row, std::size_t c, float* out) {
  const Quad a = load_quad(row[0] + c), b = load_quad(row[1] + c);
  const Quad d = load_quad(row[2] + c), e = load_quad(row[3] + c);
  const Quad low_ab = __builtin_shufflevector(a, b, 0, 4, 1, 5);
  const Quad high_ab = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  const Quad low_de = __builtin_shufflevector(d, e, 0, 4, 1, 5);
  const Quad high_de = __builtin_shufflevector(d, e, 2, 6, 3, 7);
  store_quad(out, __builtin_shufflevector(low_ab, low_de, 0, 1, 4, 5));
  store_quad(out + kKeyBlock, __builtin_shufflevector(low_ab, low_de, 2, 3, 6, 7));
  store_quad(out + 2 * kKeyBlock, __builtin_shufflevector(high_ab, high_de, 0, 1, 4, 5));
  store_quad(out + 3 * kKeyBlock, __builtin_shufflevector(high_ab, high_de, 2, 3, 6, 7));
}

// out: [C, kKeyBlock]
void pack_transposed(const KeyRows& keys, std::size_t head_width, float* out) {
  for (std::size_t j = 0; j < kKeyBlock; j += 4) {
    std::size_t c = 0;
    for (; c + 4 <= head_width; c += 4) transpose_quads(keys.row + j, c, out + c * kKeyBlock + j);
    for (; c < head_width; ++c) {
      for (std::size_t i = j; i < j + 4; ++i) out[c * kKeyBlock + i] = keys.row[i][c];
    }
  }
}

// out: [rows, padded C], the padding 0.
void pack_rows_of_block(const KeyRows& keys, std::size_t head_width, float* out) {
  const std::size_t width = padded_width(head_width);
  for (std::size_t j = 0; j < kKeyBlock; ++j, out += width) {
    std::memcpy(out, keys.row[j], head_width * sizeof(float));
    for (std::size_t c = head_width; c < width; ++c) out[c] = 0;
  }
}

// scale * the [N, C] floats of each of `queries` queries, as [queries * N, padded C].
void pack_queries(const float* from, std::size_t queries, std::size_t group, std::size_t head_width,
                  std::size_t stride, float scale, float* out) {
  const std::size_t width = padded_width(head_width);
  for (std::size_t i = 0; i < queries; ++i) {
    for (std::size_t n = 0; n < group; ++n, out += width) {
      const float* head = from + i * stride + n * head_width;
      for (std::size_t c = 0; c < head_width; ++c) out[c] = scale * head[c];
      for (std::size_t c = head_width; c < width; ++c) out[c] = 0;
    }
  }
}

}  // namespace
}  // namespace modus::kernels
