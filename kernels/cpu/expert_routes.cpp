#include "kernels/cpu/expert_routes.h"

#include <algorithm>

#include "base/error.h"
#include "kernels/cpu/expert_rows.h"
#include "kernels/cpu/scratch.h"
#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kTokensAChunk = 64;

}  // namespace

ExpertRoutes routes_of(const ExpertFfnShape& shape, const std::int32_t* pair,
                       const std::int32_t* offset) {
  static thread_local Scratch<std::int32_t> kept;
  const std::size_t pairs = shape.tokens * shape.top_k;
  MODUS_CHECK(offset[0] == 0 && static_cast<std::size_t>(offset[shape.expert_count]) == pairs,
              "offsets from {} to {}, {} pairs", offset[0], offset[shape.expert_count], pairs);
  std::int32_t* token = kept.take(2 * pairs);
  std::int32_t* position = token + pairs;
  for (std::size_t i = 0; i < pairs; ++i) {
    token[i] = pair[i] / static_cast<std::int32_t>(shape.top_k);
    position[pair[i]] = static_cast<std::int32_t>(i);
  }
  return {.token = token, .position = position};
}

std::vector<ExpertChunk> chunks_of(const ExpertFfnShape& shape, const std::int32_t* offset,
                                   std::size_t most_rows) {
  std::vector<ExpertChunk> chunks;
  for (std::size_t e = 0; e < shape.expert_count; ++e) {
    const std::size_t begin = static_cast<std::size_t>(offset[e]);
    const std::size_t rows = static_cast<std::size_t>(offset[e + 1]) - begin;
    const std::size_t parts = (rows + most_rows - 1) / most_rows;
    for (std::size_t i = 0; i < parts; ++i) {  // as equal as can be
      const std::size_t first = begin + rows * i / parts;
      chunks.push_back(
          {.expert = e, .first = first, .rows = begin + rows * (i + 1) / parts - first});
    }
  }
  return chunks;
}

void sum_over_slots(const SumOverSlots& p) {
  const ExpertRows& rows = expert_rows(active_isa());
  const std::size_t width = p.shape.width, top_k = p.shape.top_k;
  parallel_for((p.shape.tokens + kTokensAChunk - 1) / kTokensAChunk, [&](std::size_t chunk) {
    static thread_local Scratch<const float*> kept;
    const float** row = kept.take(top_k);
    const std::size_t end = std::min(p.shape.tokens, (chunk + 1) * kTokensAChunk);
    for (std::size_t t = chunk * kTokensAChunk; t < end; ++t) {
      for (std::size_t k = 0; k < top_k; ++k) {
        row[k] = p.rows + static_cast<std::size_t>(p.position[t * top_k + k]) * width;
      }
      rows.sum(row, p.weight != nullptr ? p.weight + t * top_k : nullptr, top_k, width,
               p.y + t * width);
    }
  });
}

}  // namespace modus::kernels
