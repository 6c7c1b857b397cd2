// One 64 x 64 tile of a product for a block of 128 threads: float32 by fused multiply-adds,
// bfloat16 by the tensor cores with float32 sums. Each sum runs over the depth in rising order,
// whatever tile it stands in.
#pragma once

#include <cstddef>
#include <cstdint>

#include <cuda_bf16.h>
#include <mma.h>

#include "kernels/gemm.h"

namespace modus::kernels::cuda {

constexpr int kTileSide = 64;
constexpr int kTileDepth = 32;
constexpr int kTileThreads = 128;

// One side of a product: value(i, k) of row i (a column of the product for the right side) and
// depth k. Either index may go through a list; `divisor` then makes tokens of (token, slot) pairs.
struct Side {
  const float* values = nullptr;
  std::size_t row_stride = 0, depth_stride = 0;
  const std::int32_t* row = nullptr;
  const std::int32_t* depth = nullptr;
  int divisor = 1;

  __device__ float value(int i, int k) const {
    const int r = row == nullptr ? i : row[i] / divisor;
    const int d = depth == nullptr ? k : depth[k] / divisor;
    return values[static_cast<std::size_t>(r) * row_stride +
                  static_cast<std::size_t>(d) * depth_stride];
  }
};

struct Target {
  float* values = nullptr;
  std::size_t stride = 0;
  const std::int32_t* row = nullptr;  // row i goes to row[i]; null: to i
  Accumulate accumulate = Accumulate::kNo;

  __device__ void write(int i, int j, float sum) const {
    const int r = row == nullptr ? i : row[i];
    float& to = values[static_cast<std::size_t>(r) * stride + static_cast<std::size_t>(j)];
    to = accumulate == Accumulate::kYes ? to + sum : sum;
  }
};

struct TileProduct {
  int m = 0, n = 0, k = 0;
  Side a, b;
  Target c;
};

// Rows first .. first + 63 and depths k .. k + 31 of a side, as [64][stride], zeros outside.
// Threads that follow each other read along what is contiguous in memory.
template <class Value, class Convert>
__device__ void load_side(const Side& side, int rows, int depth, int first, int k, Value* to,
                          int stride, Convert convert) {
  const bool along_depth = side.depth_stride == 1;
  for (int at = static_cast<int>(threadIdx.x); at < kTileSide * kTileDepth; at += kTileThreads) {
    const int i = along_depth ? at / kTileDepth : at % kTileSide;
    const int d = along_depth ? at % kTileDepth : at / kTileSide;
    const bool inside = first + i < rows && k + d < depth;
    to[i * stride + d] = convert(inside ? side.value(first + i, k + d) : 0.0f);
  }
}

// Thread (y, x) of 8 x 16 owns rows y * 8 .. and columns x, x + 16, ...
__device__ inline void multiply_float32(const TileProduct& p, int first_row, int first_column) {
  constexpr int kStride = kTileDepth + 1, kRows = 8, kColumns = 4;
  __shared__ float a[kTileSide * kStride], b[kTileSide * kStride];
  const int y = static_cast<int>(threadIdx.x) / 16 * kRows, x = static_cast<int>(threadIdx.x) % 16;
  const auto same = [](float v) { return v; };
  float sum[kRows][kColumns] = {};
  for (int k = 0; k < p.k; k += kTileDepth) {
    load_side(p.a, p.m, p.k, first_row, k, a, kStride, same);
    load_side(p.b, p.n, p.k, first_column, k, b, kStride, same);
    __syncthreads();
    for (int d = 0; d < kTileDepth; ++d) {
      float left[kRows], right[kColumns];
      for (int i = 0; i < kRows; ++i) left[i] = a[(y + i) * kStride + d];
      for (int j = 0; j < kColumns; ++j) right[j] = b[(x + 16 * j) * kStride + d];
      for (int i = 0; i < kRows; ++i) {
        for (int j = 0; j < kColumns; ++j) sum[i][j] = fmaf(left[i], right[j], sum[i][j]);
      }
    }
    __syncthreads();
  }
  for (int i = 0; i < kRows; ++i) {
    for (int j = 0; j < kColumns; ++j) {
      const int row = first_row + y + i, column = first_column + x + 16 * j;
      if (row < p.m && column < p.n) p.c.write(row, column, sum[i][j]);
    }
  }
}

// Each of four warps owns a quarter of 32 x 32: two by two fragments.
__device__ inline void multiply_bfloat16(const TileProduct& p, int first_row, int first_column) {
  namespace wmma = nvcuda::wmma;
  constexpr int kStride = kTileDepth + 8, kPart = 16, kOutStride = kTileSide + 4;
  __shared__ __align__(32) __nv_bfloat16 a[kTileSide * kStride], b[kTileSide * kStride];
  __shared__ __align__(32) float out[kTileSide * kOutStride];
  const int warp = static_cast<int>(threadIdx.x) / 32;
  const int y = warp / 2 * 32, x = warp % 2 * 32;
  const auto rounded = [](float v) { return __float2bfloat16_rn(v); };
  wmma::fragment<wmma::accumulator, kPart, kPart, kPart, float> sum[2][2];
  for (auto& row : sum) {
    for (auto& part : row) wmma::fill_fragment(part, 0.0f);
  }
  for (int k = 0; k < p.k; k += kTileDepth) {
    load_side(p.a, p.m, p.k, first_row, k, a, kStride, rounded);
    load_side(p.b, p.n, p.k, first_column, k, b, kStride, rounded);
    __syncthreads();
    for (int d = 0; d < kTileDepth; d += kPart) {
      wmma::fragment<wmma::matrix_a, kPart, kPart, kPart, __nv_bfloat16, wmma::row_major> left[2];
      wmma::fragment<wmma::matrix_b, kPart, kPart, kPart, __nv_bfloat16, wmma::col_major> right[2];
      for (int i = 0; i < 2; ++i) {
        wmma::load_matrix_sync(left[i], a + (y + i * kPart) * kStride + d, kStride);
        wmma::load_matrix_sync(right[i], b + (x + i * kPart) * kStride + d, kStride);
      }
      for (int i = 0; i < 2; ++i) {
        for (int j = 0; j < 2; ++j) wmma::mma_sync(sum[i][j], left[i], right[j], sum[i][j]);
      }
    }
    __syncthreads();
  }
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < 2; ++j) {
      wmma::store_matrix_sync(out + (y + i * kPart) * kOutStride + x + j * kPart, sum[i][j],
                              kOutStride, wmma::mem_row_major);
    }
  }
  __syncthreads();
  for (int at = static_cast<int>(threadIdx.x); at < kTileSide * kTileSide; at += kTileThreads) {
    const int row = first_row + at / kTileSide, column = first_column + at % kTileSide;
    if (row < p.m && column < p.n) {
      p.c.write(row, column, out[at / kTileSide * kOutStride + at % kTileSide]);
    }
  }
}

template <Precision kPrecision>
__device__ void multiply_tile(const TileProduct& p, int first_row, int first_column) {
  if constexpr (kPrecision == Precision::kBfloat16) {
    multiply_bfloat16(p, first_row, first_column);
  } else {
    multiply_float32(p, first_row, first_column);
  }
}

}  // namespace modus::kernels::cuda
