#include "kernels/cuda.h"
#include "kernels/cuda/attention_tile.cuh"

namespace modus::kernels::cuda {
namespace {

constexpr float kHidden = -1e30f;  // score of a key that the query does not see

struct Attend {
  TileHeads shape;
  const TokenTile* tiles = nullptr;  // [grid.x]; null: 32 queries each of the paged sequence
  TokenTile paged;                   // the whole sequence: position and count of its queries
  std::size_t page_tokens = 0;       // 0: keys stand in k and v
  const float* const* k_pages = nullptr;
  const float* const* v_pages = nullptr;
  const float* q = nullptr;
  const float* k = nullptr;
  const float* v = nullptr;
  float* out = nullptr;
  float* lse = nullptr;
  float* entropy = nullptr;

  __device__ TokenTile tile() const {
    if (tiles != nullptr) return tiles[blockIdx.x];
    TokenTile part = paged;
    const std::int32_t first = static_cast<std::int32_t>(blockIdx.x) * kTileTokens;
    part.row_start = -paged.position;  // tokens of q count from the first query
    part.position += first;
    part.count = min(paged.count - first, kTileTokens);
    return part;
  }
  // The key at a position of the row, or its value.
  __device__ const float* key_row(const float* all, const float* const* pages,
                                  const TokenTile& tile, int position, int kv_head) const {
    const std::size_t at = static_cast<std::size_t>(position);
    if (page_tokens == 0) {
      return all + shape.key(static_cast<std::size_t>(tile.row_start) + at, kv_head);
    }
    return pages[at / page_tokens] + shape.key(at % page_tokens, kv_head);
  }
};

// As on the CPU: with the highest score m so far, mass = sum e^(s - m), tilt = sum e^(s - m)(s -
// m), each lane for its own keys.
struct Running {
  float highest = kHidden, mass = 0, tilt = 0;

  // Returns the weight of the lane's score, and what earlier sums are to be multiplied by.
  __device__ float weigh(float score, float* shrink) {
    const float block = warp_max(score), next = block > highest ? block : highest;
    *shrink = expf(highest - next);
    tilt = *shrink * fmaf(highest - next, mass, tilt);
    mass *= *shrink;
    highest = next;
    const float below = score - highest;
    const float weight = score == kHidden ? 0 : expf(below);
    mass += weight;
    tilt = fmaf(weight, below, tilt);
    return weight;
  }
};

__device__ void write_statistics(const Attend& p, std::size_t at, float highest, float mass,
                                 float tilt, int keys) {
  const float log_mass = logf(mass);
  if (p.lse != nullptr) p.lse[at] = highest + log_mass;
  if (p.entropy == nullptr) return;
  const float entropy = log_mass - tilt / mass;
  p.entropy[at] = keys == 1 || entropy < 0 ? 0 : entropy / logf(static_cast<float>(keys));
}

// Grid: (tiles of queries, heads).
__global__ void attend(Attend p) {
  extern __shared__ float shared[];
  const int width = p.shape.width, head = static_cast<int>(blockIdx.y);
  const int kv_head = head / (p.shape.heads / p.shape.kv_heads);
  const TokenTile tile = p.tile();
  const std::size_t token = static_cast<std::size_t>(tile.row_start + tile.position);
  float* queries = shared;
  float* keys = queries + kTileTokens * (width + 1);
  float* values = keys + kTileTokens * (width + 1);
  load_tile(queries, width, 1 / sqrtf(static_cast<float>(width)), [&](int r) {
    return r < tile.count ? p.q + p.shape.query(token + static_cast<std::size_t>(r), head)
                          : nullptr;
  });
  const int own = static_cast<int>(threadIdx.y) * kOwnRows, lane = static_cast<int>(threadIdx.x);
  const int end = tile.position + tile.count;
  Running running[kOwnRows];
  RowSums sums;
  for (int first = 0; first < end; first += kTileTokens) {
    __syncthreads();
    load_tile(keys, width, 1, [&](int r) {
      return first + r < end ? p.key_row(p.k, p.k_pages, tile, first + r, kv_head) : nullptr;
    });
    load_tile(values, width, 1, [&](int r) {
      return first + r < end ? p.key_row(p.v, p.v_pages, tile, first + r, kv_head) : nullptr;
    });
    __syncthreads();
    float weight[kOwnRows];
    multiply_rows(queries, keys, width, weight);
#pragma unroll
    for (int r = 0; r < kOwnRows; ++r) {
      const int position = tile.position + own + r;
      float shrink = 1;
      // A query that sees nothing of this tile keeps its sums as they are.
      const bool sees = own + r < tile.count && first <= position;
      const float score = first + lane <= position ? weight[r] : kHidden;
      weight[r] = sees ? running[r].weigh(score, &shrink) : 0;
      sums.scale(r, shrink);
    }
    sums.add(weight, values, width);
  }
#pragma unroll
  for (int r = 0; r < kOwnRows; ++r) {
    const float mass = warp_sum(running[r].mass), tilt = warp_sum(running[r].tilt);
    if (own + r >= tile.count) continue;
    const std::size_t query = token + static_cast<std::size_t>(own + r);
    sums.write(r, 1 / mass, p.out + p.shape.query(query, head), width);
    if (lane == 0) {
      write_statistics(p, p.shape.query(query, head) / static_cast<std::size_t>(width),
                       running[r].highest, mass, tilt, tile.position + own + r + 1);
    }
  }
}

void launch(const Attend& p, std::size_t tiles, cudaStream_t stream) {
  const std::size_t shared =
      3 * tile_floats(static_cast<std::size_t>(p.shape.width)) * sizeof(float);
  check(cudaFuncSetAttribute(attend, cudaFuncAttributeMaxDynamicSharedMemorySize,
                             static_cast<int>(shared)),
        "attention");
  const dim3 grid(static_cast<unsigned>(tiles), static_cast<unsigned>(p.shape.heads));
  attend<<<grid, dim3(kWarp, kTileWarps), shared, stream>>>(p);
  check(cudaGetLastError(), "attention");
}

TileHeads heads_of(std::size_t heads, std::size_t kv_heads, std::size_t width) {
  return {static_cast<int>(heads), static_cast<int>(kv_heads), static_cast<int>(width)};
}

}  // namespace

void attention_forward(const AttentionForward& p, void* stream) {
  const std::vector<TokenTile> tiles = tiles_of(p.shape);
  if (tiles.empty()) return;
  const Workspace<TokenTile> on_device(tiles.data(), tiles.size(), stream_of(stream));
  Attend attend;
  attend.shape = heads_of(p.shape.heads, p.shape.kv_heads, p.shape.head_width);
  attend.tiles = on_device.get();
  attend.q = p.q;
  attend.k = p.k;
  attend.v = p.v;
  attend.out = p.out;
  attend.lse = p.lse;
  attend.entropy = p.entropy;
  launch(attend, tiles.size(), stream_of(stream));
}

void attention_paged(const AttentionPaged& p, void* stream) {
  Attend attend;
  attend.shape = heads_of(p.heads, p.kv_heads, p.head_width);
  attend.paged.position = static_cast<std::int32_t>(p.position);
  attend.paged.count = static_cast<std::int32_t>(p.queries);
  attend.page_tokens = p.page_tokens;
  attend.k_pages = p.k_pages;
  attend.v_pages = p.v_pages;
  attend.q = p.q;
  attend.out = p.out;
  attend.entropy = p.entropy;
  launch(attend, blocks_for(p.queries, kTileTokens), stream_of(stream));
}

}  // namespace modus::kernels::cuda
