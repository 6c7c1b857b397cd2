// Products of many experts in one launch. Rows stand in the order of ExpertOrder: those of expert e
// are offset[e] .. offset[e + 1].
#pragma once

#include "kernels/cuda/stream.cuh"
#include "kernels/cuda/tile_product.cuh"
#include "kernels/expert_ffn.h"

namespace modus::kernels::cuda {

// `product` as for one expert that has all the rows; the expert's own weights (side b, or the
// result where the rows are summed over) follow each other at `expert_stride`.
struct ExpertProducts {
  TileProduct product;
  const std::int32_t* offset = nullptr;  // [E+1]
  int experts = 0;
  std::size_t expert_stride = 0;
};

// Side or target from row `first` of the order on.
__device__ inline Side rows_from(Side side, int first) {
  if (side.row != nullptr) {
    side.row += first;
  } else {
    side.values += static_cast<std::size_t>(first) * side.row_stride;
  }
  return side;
}
__device__ inline Side depths_from(Side side, int first) {
  if (side.depth != nullptr) {
    side.depth += first;
  } else {
    side.values += static_cast<std::size_t>(first) * side.depth_stride;
  }
  return side;
}
__device__ inline Target rows_from(Target target, int first) {
  if (target.row != nullptr) {
    target.row += first;
  } else {
    target.values += static_cast<std::size_t>(first) * target.stride;
  }
  return target;
}

// c [rows of e, n] = a b_e for every expert e. Grid: (row tiles of all experts, column tiles).
template <Precision kPrecision>
__global__ void __launch_bounds__(kTileThreads) multiply_rows(ExpertProducts p) {
  int tile = static_cast<int>(blockIdx.x), e = 0, first = 0, rows = 0;
  for (; e < p.experts; ++e) {
    first = p.offset[e];
    rows = p.offset[e + 1] - first;
    const int tiles = (rows + kTileSide - 1) / kTileSide;
    if (tile < tiles) break;
    tile -= tiles;
  }
  if (e == p.experts) return;
  p.product.m = rows;
  p.product.a = rows_from(p.product.a, first);
  p.product.b.values += static_cast<std::size_t>(e) * p.expert_stride;
  p.product.c = rows_from(p.product.c, first);
  multiply_tile<kPrecision>(p.product, tile * kTileSide, static_cast<int>(blockIdx.y) * kTileSide);
}

// c_e [m, n] = the sum over the rows of e. Grid: (row tiles, column tiles, experts).
template <Precision kPrecision>
__global__ void __launch_bounds__(kTileThreads) sum_rows(ExpertProducts p) {
  const int e = static_cast<int>(blockIdx.z), first = p.offset[e];
  p.product.k = p.offset[e + 1] - first;
  p.product.a = depths_from(p.product.a, first);
  p.product.b = depths_from(p.product.b, first);
  p.product.c.values += static_cast<std::size_t>(e) * p.expert_stride;
  multiply_tile<kPrecision>(p.product, static_cast<int>(blockIdx.x) * kTileSide,
                            static_cast<int>(blockIdx.y) * kTileSide);
}

// The host does not know how many rows each expert has: no more than this many tiles.
inline unsigned most_row_tiles(const ExpertFfnShape& shape) {
  return static_cast<unsigned>(shape.tokens * shape.top_k / kTileSide + shape.expert_count);
}

inline void launch_rows(const ExpertProducts& p, const ExpertFfnShape& shape, Precision precision,
                        cudaStream_t stream) {
  const dim3 grid(most_row_tiles(shape),
                  blocks_for(static_cast<std::size_t>(p.product.n), kTileSide));
  if (precision == Precision::kBfloat16) {
    multiply_rows<Precision::kBfloat16><<<grid, kTileThreads, 0, stream>>>(p);
  } else {
    multiply_rows<Precision::kFloat32><<<grid, kTileThreads, 0, stream>>>(p);
  }
}

inline void launch_sums(const ExpertProducts& p, Precision precision, cudaStream_t stream) {
  const dim3 grid(blocks_for(static_cast<std::size_t>(p.product.m), kTileSide),
                  blocks_for(static_cast<std::size_t>(p.product.n), kTileSide),
                  static_cast<unsigned>(p.experts));
  if (precision == Precision::kBfloat16) {
    sum_rows<Precision::kBfloat16><<<grid, kTileThreads, 0, stream>>>(p);
  } else {
    sum_rows<Precision::kFloat32><<<grid, kTileThreads, 0, stream>>>(p);
  }
}

// y[t] = sum over k of weight[t, k] * rows[t * K + k] (weight null: 1), in the order of k.
struct SlotSum {
  std::size_t tokens = 0, width = 0, top_k = 0;
  const float* rows = nullptr;    // [T*K, D], by pair
  const float* weight = nullptr;  // [T, K]; may be null
  float* y = nullptr;             // [T, D]
};

constexpr unsigned kRowThreads = 256;

static __global__ void sum_slots(SlotSum p) {
  const std::size_t at = std::size_t{blockIdx.x} * kRowThreads + threadIdx.x;
  if (at >= p.tokens * p.width) return;
  const std::size_t t = at / p.width, d = at % p.width;
  float sum = 0;
  for (std::size_t k = 0; k < p.top_k; ++k) {
    const float value = p.rows[(t * p.top_k + k) * p.width + d];
    sum += p.weight == nullptr ? value : p.weight[t * p.top_k + k] * value;
  }
  p.y[at] = sum;
}

inline void launch_slot_sum(const SlotSum& p, cudaStream_t stream) {
  sum_slots<<<blocks_for(p.tokens * p.width, kRowThreads), kRowThreads, 0, stream>>>(p);
}

}  // namespace modus::kernels::cuda
