#include <algorithm>

#include "kernels/cpu/expert_routes.h"
#include "kernels/cpu/expert_rows.h"
#include "kernels/cpu/int8_rows.h"
#include "kernels/cpu/scratch.h"
#include "kernels/cuda.h"
#include "kernels/linear_int8.h"
#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kRowsAChunk = 64;

// out: [T*K, D] in expert order, before the weight.
void run_chunk(const ExpertFfnInt8& p, const ExpertChunk& chunk, const std::int32_t* token,
               float* out) {
  static thread_local Scratch<float> kept;
  static thread_local Scratch<const float*> kept_rows;
  const float** row = kept_rows.take(kRowsAChunk);
  float* gate_up = kept.take(kRowsAChunk * 3 * p.expert_width);
  float* h = gate_up + kRowsAChunk * 2 * p.expert_width;
  const std::size_t weights = chunk.expert * p.expert_width * p.width;
  const MultiplyInt8Rows multiply = int8_rows(active_isa());
  for (std::size_t i = 0; i < chunk.rows; ++i) {
    row[i] = p.x + static_cast<std::size_t>(token[chunk.first + i]) * p.width;
  }
  multiply({.m = chunk.rows,
            .n = 2 * p.expert_width,
            .k = p.width,
            .x = row,
            .w = p.gate_up + 2 * weights,
            .scale = p.gate_up_scale + chunk.expert * 2 * p.expert_width,
            .y = gate_up,
            .y_stride = 2 * p.expert_width});
  const ExpertRows& rows = expert_rows(active_isa());
  for (std::size_t i = 0; i < chunk.rows; ++i) {
    row[i] = h + i * p.expert_width;
    rows.swiglu(gate_up + i * 2 * p.expert_width, p.expert_width, h + i * p.expert_width);
  }
  multiply({.m = chunk.rows,
            .n = p.width,
            .k = p.expert_width,
            .x = row,
            .w = p.down + weights,
            .scale = p.down_scale + chunk.expert * p.width,
            .y = out + chunk.first * p.width,
            .y_stride = p.width});
}

}  // namespace

void expert_ffn_int8(const ExpertFfnInt8& p, Launch launch) {
  if (launch.device == Device::kCuda) return cuda::expert_ffn_int8(p, launch.stream);
  const ExpertFfnShape shape{.tokens = p.tokens,
                             .width = p.width,
                             .expert_count = p.expert_count,
                             .top_k = p.top_k,
                             .expert_width = p.expert_width};
  const ExpertOrder order = order_by_expert(p.expert, p.tokens, p.top_k, p.expert_count);
  const ExpertRoutes routes = routes_of(shape, order.pair.data(), order.offset.data());
  static thread_local Scratch<float> kept;
  float* out = kept.take(p.tokens * p.top_k * p.width);
  const std::vector<ExpertChunk> chunks = chunks_of(shape, order.offset.data(), kRowsAChunk);
  parallel_for(chunks.size(), [&](std::size_t i) { run_chunk(p, chunks[i], routes.token, out); });
  sum_over_slots(
      {.shape = shape, .position = routes.position, .rows = out, .weight = p.weight, .y = p.y});
}

}  // namespace modus::kernels
