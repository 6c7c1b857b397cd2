// What the attention kernels share: a block of 8 warps, each with 4 rows of its own (queries, or
// keys in the backward pass) against tiles of 32 others, one a lane. Tiles are counted from the
// first token of a row of tokens, and every sum runs in the same order for each row by itself, so a
// result does not depend on which rows share a block.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/attention.h"
#include "kernels/cuda/stream.cuh"

namespace modus::kernels::cuda {

constexpr int kTileTokens = 32;
constexpr int kTileWarps = 8;
constexpr int kOwnRows = kTileTokens / kTileWarps;  // of each warp
constexpr int kMostParts = 8;                       // of 32 numbers of a head: C <= 256

// Consecutive tokens of one row of tokens.
struct TokenTile {
  std::int32_t row_start = 0;  // first token of the row
  std::int32_t row_end = 0;    // one past its last
  std::int32_t position = 0;   // of the tile's first token within the row
  std::int32_t count = 0;      // at most kTileTokens
};

inline std::vector<TokenTile> tiles_of(const AttentionShape& shape) {
  std::vector<TokenTile> tiles;
  for (std::size_t r = 0; r < shape.rows; ++r) {
    const std::int32_t start = shape.offset[r], end = shape.offset[r + 1];
    for (std::int32_t position = 0; position < end - start; position += kTileTokens) {
      const std::int32_t left = end - start - position;
      tiles.push_back({start, end, position, left < kTileTokens ? left : kTileTokens});
    }
  }
  return tiles;
}

// Heads of a shape, as the kernels want them.
struct TileHeads {
  int heads = 0, kv_heads = 0, width = 0;

  __device__ std::size_t query(std::size_t token, int head) const {
    return (token * static_cast<std::size_t>(heads) + static_cast<std::size_t>(head)) *
           static_cast<std::size_t>(width);
  }
  __device__ std::size_t key(std::size_t token, int kv_head) const {
    return (token * static_cast<std::size_t>(kv_heads) + static_cast<std::size_t>(kv_head)) *
           static_cast<std::size_t>(width);
  }
};

// Row r of a tile in shared memory stands at r * (C + 1): lanes that read the same number of their
// rows then meet no bank twice.
inline std::size_t tile_floats(std::size_t width) { return kTileTokens * (width + 1); }

// to[r] = scale * from(r) for the tile's rows, zeros where from gives null. All threads of the
// block.
template <class From>
__device__ void load_tile(float* to, int width, float scale, From from) {
  for (int r = static_cast<int>(threadIdx.y); r < kTileTokens; r += kTileWarps) {
    const float* row = from(r);
    for (int c = static_cast<int>(threadIdx.x); c < width; c += static_cast<int>(kWarp)) {
      to[r * (width + 1) + c] = row == nullptr ? 0.0f : scale * row[c];
    }
  }
}

// dots[r] = the warp's own row r times the lane's row of the other tile.
__device__ inline void multiply_rows(const float* own, const float* other, int width,
                                     float (&dots)[kOwnRows]) {
  const float* mine = own + static_cast<int>(threadIdx.y) * kOwnRows * (width + 1);
  const float* lane = other + static_cast<int>(threadIdx.x) * (width + 1);
  for (int r = 0; r < kOwnRows; ++r) dots[r] = 0;
  for (int c = 0; c < width; ++c) {
    const float value = lane[c];
#pragma unroll
    for (int r = 0; r < kOwnRows; ++r) {
      dots[r] = fmaf(mine[r * (width + 1) + c], value, dots[r]);
    }
  }
}

// Sums over the rows of a tile, for each of the warp's own rows; lane l holds numbers l, l + 32,
// ...
struct RowSums {
  float part[kOwnRows][kMostParts] = {};

  __device__ void scale(int row, float factor) {
#pragma unroll
    for (int i = 0; i < kMostParts; ++i) part[row][i] *= factor;
  }
  // part[r] += the sum over lanes j of weight[r] of lane j times row j of the tile.
  __device__ void add(const float (&weight)[kOwnRows], const float* tile, int width) {
    for (int j = 0; j < kTileTokens; ++j) {
      float w[kOwnRows];
#pragma unroll
      for (int r = 0; r < kOwnRows; ++r) w[r] = __shfl_sync(kAllLanes, weight[r], j);
#pragma unroll
      for (int i = 0; i < kMostParts; ++i) {
        const int c = i * static_cast<int>(kWarp) + static_cast<int>(threadIdx.x);
        if (c >= width) break;
        const float value = tile[j * (width + 1) + c];
#pragma unroll
        for (int r = 0; r < kOwnRows; ++r) part[r][i] = fmaf(w[r], value, part[r][i]);
      }
    }
  }
  __device__ void write(int row, float factor, float* to, int width) const {
#pragma unroll
    for (int i = 0; i < kMostParts; ++i) {
      const int c = i * static_cast<int>(kWarp) + static_cast<int>(threadIdx.x);
      if (c < width) to[c] = factor * part[row][i];
    }
  }
};

}  // namespace modus::kernels::cuda
