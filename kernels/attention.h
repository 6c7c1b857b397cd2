// Causal grouped-query attention over rows of several lengths, computed block by block with running
// maxima (Dao et al. 2022, arXiv 2205.14135, algorithm 1), with the entropy of each head's weights.
// Letters: T tokens of all rows, R rows, H heads, G key-value heads (H is a multiple of G), C head
// width, at most 256. Scores are scaled by 1 / sqrt(C). Everything float32. Keys are added in
// blocks of a fixed size, counted from the first token of a row, and pages may be of any size:
// nothing else decides the order of a sum. All functions throw ShapeError for shapes that do not
// fit.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/device.h"

namespace modus::kernels {

struct AttentionShape {
  std::size_t rows = 0;  // R
  // [R+1]: row r is tokens offset[r] .. offset[r+1]; on the host, also for CUDA.
  const std::int32_t* offset = nullptr;
  std::size_t heads = 0, kv_heads = 0, head_width = 0;
  // Queries of the first `skip` positions of each row: nothing of theirs is read or written, but
  // their keys and values are seen by those behind them. Not on kCuda.
  std::size_t skip = 0;
};

// entropy[t, h] = -sum p ln p / ln(visible keys), 0 where one key is visible; computed as
// lse - sum p s.
struct AttentionForward {
  AttentionShape shape;
  const float* q = nullptr;  // [T, H, C]
  const float* k = nullptr;  // [T, G, C]
  const float* v = nullptr;  // [T, G, C]
  float* out = nullptr;      // [T, H, C]
  float* lse = nullptr;      // [T, H] log-sum-exp of the scaled scores; null where not wanted
  float* entropy = nullptr;  // [T, H]; null where not wanted
};
void attention_forward(const AttentionForward& p, Launch launch);

// No gradient flows through the entropy.
struct AttentionBackward {
  AttentionShape shape;
  const float* q = nullptr;
  const float* k = nullptr;
  const float* v = nullptr;
  const float* out = nullptr;
  const float* lse = nullptr;
  const float* dout = nullptr;  // [T, H, C]
  float* dq = nullptr;          // [T, H, C], overwritten
  float* dk = nullptr;          // [T, G, C], overwritten
  float* dv = nullptr;          // [T, G, C], overwritten
};
void attention_backward(const AttentionBackward& p, Launch launch);

// New tokens of one sequence over its paged cache: query i is at position `position` + i and sees
// keys 0 .. position + i, those of the new tokens included (they are in the cache already). The
// result for a query does not depend on how many others come with it: bit-equal to one at a time,
// and to attention_forward. With k_pages_by_channel a head is one run of memory and
// nothing is rearranged before a product: the layout for decoding on the CPU.
struct AttentionPaged {
  std::size_t queries = 0;   // N
  std::size_t position = 0;  // of the first query
  std::size_t heads = 0, kv_heads = 0, head_width = 0;
  std::size_t page_tokens = 0;  // tokens a page
  // Each [page_tokens, G, C]; on CUDA the list of pages is there too.
  const float* const* k_pages = nullptr;
  // Each [G, C, 64]; instead of k_pages, which is null then, and page_tokens is 64. Not on kCuda.
  const float* const* k_pages_by_channel = nullptr;
  const float* const* v_pages = nullptr;  // as k_pages; each [G, 64, C] beside keys by channel
  const float* q = nullptr;               // [N, H, C]
  float* out = nullptr;                   // [N, H, C]
  float* entropy = nullptr;               // [N, H]; null where not wanted
};
void attention_paged(const AttentionPaged& p, Launch launch);

}  // namespace modus::kernels
