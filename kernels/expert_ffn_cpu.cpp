#include "kernels/expert_ffn.h"

#include <algorithm>

#include "kernels/cpu/block_product.h"
#include "kernels/cpu/expert_routes.h"
#include "kernels/cpu/expert_rows.h"
#include "kernels/cpu/scratch.h"
#include "kernels/cuda.h"
#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

// At most so many rows of an expert at a time: an expert with many tokens is shared by the threads,
// and packing its weights again costs little beside so many products.
constexpr std::size_t kRowsAChunk = 384;

// out: [T*K, D], what each pair's expert says of its token, before the weight.
void run_chunk(const ExpertFfnForward& p, const ExpertChunk& chunk, const std::int32_t* token,
               float* out) {
  const auto [tokens, width, expert_count, top_k, expert_width] = p.shape;
  const TileKernel& kernel = tile_kernel(active_isa(), p.precision);
  static thread_local Scratch<float> kept;
  float* h = kept.take(kRowsAChunk * 3 * expert_width);
  float* gate_up = p.gate_up_out != nullptr ? p.gate_up_out + chunk.first * 2 * expert_width
                                            : h + kRowsAChunk * expert_width;
  multiply_block({.m = chunk.rows,
                  .n = 2 * expert_width,
                  .k = width,
                  .a = {.values = p.x, .stride = width, .row = token + chunk.first},
                  .b = {.values = p.gate_up + chunk.expert * 2 * expert_width * width,
                        .stride = width,
                        .is = Transpose::kYes},
                  .c = gate_up,
                  .c_stride = 2 * expert_width},
                 kernel);
  const ExpertRows& rows = expert_rows(active_isa());
  for (std::size_t i = 0; i < chunk.rows; ++i) {
    rows.swiglu(gate_up + i * 2 * expert_width, expert_width, h + i * expert_width);
  }
  multiply_block({.m = chunk.rows,
                  .n = width,
                  .k = expert_width,
                  .a = {.values = h, .stride = expert_width},
                  .b = {.values = p.down + chunk.expert * width * expert_width,
                        .stride = expert_width,
                        .is = Transpose::kYes},
                  .c = out + chunk.first * width,
                  .c_stride = width},
                 kernel);
}

}  // namespace

void expert_ffn_forward(const ExpertFfnForward& p, Launch launch) {
  if (launch.device == Device::kCuda) return cuda::expert_ffn_forward(p, launch.stream);
  const ExpertRoutes routes = routes_of(p.shape, p.pair, p.offset);
  static thread_local Scratch<float> kept;
  float* out = kept.take(p.shape.tokens * p.shape.top_k * p.shape.width);
  const std::vector<ExpertChunk> chunks = chunks_of(p.shape, p.offset, kRowsAChunk);
  parallel_for(chunks.size(), [&](std::size_t i) { run_chunk(p, chunks[i], routes.token, out); });
  sum_over_slots(
      {.shape = p.shape, .position = routes.position, .rows = out, .weight = p.weight, .y = p.y});
}

}  // namespace modus::kernels
