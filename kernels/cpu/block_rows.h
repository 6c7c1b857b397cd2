// Products of tokens in int8 with the row blocks of packed weights, an instruction set at a time;
// kernels/linear_blocks.h says which operations in which order.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/block_format.h"
#include "kernels/isa.h"

namespace modus::kernels {

// Tokens stand in tiles of 8, those left over in tiles of 4, 2 and 1.
constexpr std::size_t kTileTokens = 8;
constexpr std::size_t tile_tokens(std::size_t left) {
  return left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
}

// Activations of M tokens, G groups. A tile of T tokens that starts at token m owns the T * G
// entries from m * G on, in the order [G, T].
struct Int8Tokens {
  std::size_t groups = 0;
  std::int8_t* values = nullptr;      // 32 an entry
  float* scale = nullptr;             // 1 an entry
  float* scaled_sum = nullptr;        // 1 an entry: scale * sum of the values
  std::int32_t* half_sums = nullptr;  // 2 an entry: sums of values 0 to 15 and 16 to 31
};

// One tile from float32 rows x [T, 32 G] into its entries.
struct QuantiseTile {
  std::size_t tokens = 0;
  const float* x = nullptr;
  Int8Tokens to;  // pointers to the tile's first entry
};

// y[m, n] for all rows of one run of row blocks and some whole tiles of tokens.
struct BlockRows {
  std::size_t rows = 0, tokens = 0;
  const std::uint8_t* weights = nullptr;  // row blocks, the last one perhaps with fewer rows
  Int8Tokens x;                           // pointers to the first entry of the first tile
  float* y = nullptr;                     // of the first row and token
  std::size_t y_stride = 0;
};

struct BlockRowKernels {
  void (*quantise)(const QuantiseTile& p);
  void (*q4_0)(const BlockRows& p);
  void (*q4_1)(const BlockRows& p);
  void (*q8_0)(const BlockRows& p);
  void (*q4_k)(const BlockRows& p);
  void (*q5_k)(const BlockRows& p);
  void (*q6_k)(const BlockRows& p);
  void (*w4)(const BlockRows& p);
};
const BlockRowKernels& block_rows(Isa isa);

extern const BlockRowKernels kBlockRowsScalar;
extern const BlockRowKernels kBlockRowsAvx2;
extern const BlockRowKernels kBlockRowsAvx512;
extern const BlockRowKernels kBlockRowsAvx512Vnni;

}  // namespace modus::kernels
