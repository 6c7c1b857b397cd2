#include <algorithm>

#include "kernels/cpu/expert_routes.h"
#include "kernels/cpu/expert_rows.h"
#include "kernels/cpu/scratch.h"
#include "kernels/cpu/weight_rows.h"
#include "kernels/cuda.h"
#include "kernels/linear_int8.h"
#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kRowsAChunk = 64;

const std::int8_t* gate_up_of(const ExpertFfnInt8& p, std::size_t expert) {
  return p.gate_up + expert * 2 * p.expert_width * p.width;
}

// out: [T*K, D] in expert order, before the weight. next: the weights that are read next, or null.
void run_chunk(const ExpertFfnInt8& p, const ExpertChunk& chunk, const std::int32_t* token,
               float* out, const std::int8_t* next) {
  static thread_local Scratch<float> kept;
  static thread_local Scratch<const float*> kept_rows;
  const float** row = kept_rows.take(kRowsAChunk);
  float* gate_up = kept.take(kRowsAChunk * 3 * p.expert_width);
  float* h = gate_up + kRowsAChunk * 2 * p.expert_width;
  const std::int8_t* const down = p.down + chunk.expert * p.width * p.expert_width;
  const auto multiply = weight_rows(active_isa()).int8;
  for (std::size_t i = 0; i < chunk.rows; ++i) {
    row[i] = p.x + static_cast<std::size_t>(token[chunk.first + i]) * p.width;
  }
  multiply({.m = chunk.rows,
            .n = 2 * p.expert_width,
            .k = p.width,
            .x = row,
            .w = gate_up_of(p, chunk.expert),
            .scale = p.gate_up_scale + chunk.expert * 2 * p.expert_width,
            .y = gate_up,
            .y_stride = 2 * p.expert_width,
            .ahead = down});
  const ExpertRows& rows = expert_rows(active_isa());
  for (std::size_t i = 0; i < chunk.rows; ++i) {
    row[i] = h + i * p.expert_width;
    rows.swiglu(gate_up + i * 2 * p.expert_width, p.expert_width, h + i * p.expert_width);
  }
  multiply({.m = chunk.rows,
            .n = p.width,
            .k = p.expert_width,
            .x = row,
            .w = down,
            .scale = p.down_scale + chunk.expert * p.width,
            .y = out + chunk.first * p.width,
            .y_stride = p.width,
            .ahead = next});
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
  parallel_for(chunks.size(), [&](std::size_t i) {
    const bool last = i + 1 == chunks.size();
    run_chunk(p, chunks[i], routes.token, out,
              last ? nullptr : gate_up_of(p, chunks[i + 1].expert));
  });
  sum_over_slots(
      {.shape = shape, .position = routes.position, .rows = out, .weight = p.weight, .y = p.y});
}

}  // namespace modus::kernels
