// Gradients of attention; with weights P and D = sum_c out dout:
//   dP = dout v',  dS = P (dP - D),  dv += P' dout,  dk += dS' q,  dq += dS k.
// One kernel owns queries, one owns keys, so that no sum is shared between blocks.
#include "kernels/cuda.h"
#include "kernels/cuda/attention_tile.cuh"

namespace modus::kernels::cuda {
namespace {

struct Gradient {
  TileHeads shape;
  float scale = 1;
  const TokenTile* tiles = nullptr;
  const float* q = nullptr;
  const float* k = nullptr;
  const float* v = nullptr;
  const float* lse = nullptr;
  const float* dots = nullptr;  // [T, H]: D
  const float* dout = nullptr;
  float* dq = nullptr;
  float* dk = nullptr;
  float* dv = nullptr;
};

// D of each token and head: one warp a pair.
__global__ void multiply_outputs(const float* out, const float* dout, float* dots,
                                 std::size_t pairs, std::size_t width) {
  const std::size_t pair = std::size_t{blockIdx.x} * kTileWarps + threadIdx.y;
  if (pair >= pairs) return;
  float dot = 0;
  for (std::size_t c = threadIdx.x; c < width; c += kWarp) {
    dot = fmaf(out[pair * width + c], dout[pair * width + c], dot);
  }
  dot = warp_sum(dot);
  if (threadIdx.x == 0) dots[pair] = dot;
}

// The four tiles of a block in shared memory.
struct Tiles {
  float* own_left;
  float* own_right;
  float* left;
  float* right;

  __device__ Tiles(float* shared, int width)
      : own_left(shared),
        own_right(own_left + kTileTokens * (width + 1)),
        left(own_right + kTileTokens * (width + 1)),
        right(left + kTileTokens * (width + 1)) {}
};

// The token at a position of a tile's row.
__device__ std::size_t token_at(const TokenTile& tile, int position) {
  return static_cast<std::size_t>(tile.row_start + position);
}

// dq of a tile of queries. Grid: (tiles, heads).
__global__ void query_gradients(Gradient p) {
  extern __shared__ float shared[];
  const int width = p.shape.width, head = static_cast<int>(blockIdx.y);
  const int kv_head = head / (p.shape.heads / p.shape.kv_heads);
  const TokenTile tile = p.tiles[blockIdx.x];
  const Tiles tiles(shared, width);
  const auto query_row = [&](const float* all, int r) {
    return r < tile.count ? all + p.shape.query(token_at(tile, tile.position + r), head) : nullptr;
  };
  load_tile(tiles.own_left, width, p.scale, [&](int r) { return query_row(p.q, r); });
  load_tile(tiles.own_right, width, 1, [&](int r) { return query_row(p.dout, r); });
  const int own = static_cast<int>(threadIdx.y) * kOwnRows, lane = static_cast<int>(threadIdx.x);
  const int end = tile.position + tile.count;
  RowSums dq;
  for (int first = 0; first < end; first += kTileTokens) {
    const auto key_row = [&](const float* all, int r) {
      return first + r < end ? all + p.shape.key(token_at(tile, first + r), kv_head) : nullptr;
    };
    __syncthreads();
    load_tile(tiles.left, width, 1, [&](int r) { return key_row(p.k, r); });
    load_tile(tiles.right, width, 1, [&](int r) { return key_row(p.v, r); });
    __syncthreads();
    float score[kOwnRows], change[kOwnRows];
    multiply_rows(tiles.own_left, tiles.left, width, score);
    multiply_rows(tiles.own_right, tiles.right, width, change);
    for (int r = 0; r < kOwnRows; ++r) {
      const int position = tile.position + own + r;
      if (own + r >= tile.count || first + lane > position) {
        change[r] = 0;
        continue;
      }
      const std::size_t at =
          p.shape.query(token_at(tile, position), head) / static_cast<std::size_t>(width);
      change[r] = expf(score[r] - p.lse[at]) * (change[r] - p.dots[at]);
    }
    dq.add(change, tiles.left, width);
  }
  for (int r = 0; r < kOwnRows; ++r) {
    if (own + r >= tile.count) continue;
    dq.write(r, p.scale, p.dq + p.shape.query(token_at(tile, tile.position + own + r), head),
             width);
  }
}

// dk and dv of a tile of keys, from all queries behind them. Grid: (tiles, key-value heads).
__global__ void key_gradients(Gradient p) {
  extern __shared__ float shared[];
  const int width = p.shape.width, kv_head = static_cast<int>(blockIdx.y);
  const int group = p.shape.heads / p.shape.kv_heads;
  const TokenTile tile = p.tiles[blockIdx.x];
  const Tiles tiles(shared, width);
  const auto key_row = [&](const float* all, int r) {
    return r < tile.count ? all + p.shape.key(token_at(tile, tile.position + r), kv_head) : nullptr;
  };
  load_tile(tiles.own_left, width, 1, [&](int r) { return key_row(p.k, r); });
  load_tile(tiles.own_right, width, 1, [&](int r) { return key_row(p.v, r); });
  const int own = static_cast<int>(threadIdx.y) * kOwnRows, lane = static_cast<int>(threadIdx.x);
  const int end = tile.row_end - tile.row_start;
  RowSums dk, dv;
  for (int head = kv_head * group; head < (kv_head + 1) * group; ++head) {
    for (int first = tile.position; first < end; first += kTileTokens) {
      const auto query_row = [&](const float* all, int r) {
        return first + r < end ? all + p.shape.query(token_at(tile, first + r), head) : nullptr;
      };
      __syncthreads();
      load_tile(tiles.left, width, p.scale, [&](int r) { return query_row(p.q, r); });
      load_tile(tiles.right, width, 1, [&](int r) { return query_row(p.dout, r); });
      __syncthreads();
      float weight[kOwnRows], change[kOwnRows];
      multiply_rows(tiles.own_left, tiles.left, width, weight);
      multiply_rows(tiles.own_right, tiles.right, width, change);
      const int query = first + lane;
      const std::size_t at = p.shape.query(token_at(tile, query < end ? query : first), head) /
                             static_cast<std::size_t>(width);
      for (int r = 0; r < kOwnRows; ++r) {
        const bool seen = query < end && tile.position + own + r <= query;
        weight[r] = seen ? expf(weight[r] - p.lse[at]) : 0;
        change[r] = seen ? weight[r] * (change[r] - p.dots[at]) : 0;
      }
      dv.add(weight, tiles.right, width);
      dk.add(change, tiles.left, width);
    }
  }
  for (int r = 0; r < kOwnRows; ++r) {
    if (own + r >= tile.count) continue;
    const std::size_t at = p.shape.key(token_at(tile, tile.position + own + r), kv_head);
    dk.write(r, 1, p.dk + at, width);
    dv.write(r, 1, p.dv + at, width);
  }
}

}  // namespace

void attention_backward(const AttentionBackward& p, void* stream_pointer) {
  const cudaStream_t stream = stream_of(stream_pointer);
  const AttentionShape& shape = p.shape;
  const std::vector<TokenTile> tiles = tiles_of(shape);
  if (tiles.empty()) return;
  const Workspace<TokenTile> on_device(tiles.data(), tiles.size(), stream);
  const std::size_t pairs = static_cast<std::size_t>(shape.offset[shape.rows]) * shape.heads;
  const Workspace<float> dots(pairs, stream);
  const dim3 block(kWarp, kTileWarps);
  multiply_outputs<<<blocks_for(pairs, kTileWarps), block, 0, stream>>>(p.out, p.dout, dots.get(),
                                                                        pairs, shape.head_width);
  Gradient gradient;
  gradient.shape = {static_cast<int>(shape.heads), static_cast<int>(shape.kv_heads),
                    static_cast<int>(shape.head_width)};
  gradient.scale = 1 / sqrtf(static_cast<float>(shape.head_width));
  gradient.tiles = on_device.get();
  gradient.q = p.q;
  gradient.k = p.k;
  gradient.v = p.v;
  gradient.lse = p.lse;
  gradient.dots = dots.get();
  gradient.dout = p.dout;
  gradient.dq = p.dq;
  gradient.dk = p.dk;
  gradient.dv = p.dv;
  const std::size_t shared = 4 * tile_floats(shape.head_width) * sizeof(float);
  const unsigned count = static_cast<unsigned>(tiles.size());
  for (auto* kernel : {query_gradients, key_gradients}) {
    check(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize,
                               static_cast<int>(shared)),
          "attention_backward");
  }
  query_gradients<<<dim3(count, static_cast<unsigned>(shape.heads)), block, shared, stream>>>(
      gradient);
  key_gradients<<<dim3(count, static_cast<unsigned>(shape.kv_heads)), block, shared, stream>>>(
      gradient);
  check(cudaGetLastError(), "attention_backward");
}

}  // namespace modus::kernels::cuda
