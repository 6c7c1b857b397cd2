#include <fmt/format.h>

#include "base/error.h"
#include "kernels/expert_ffn.h"

namespace modus::kernels {

// A counting sort: stable, so that pairs of one expert stay in order.
ExpertOrder order_by_expert(const std::int32_t* experts, std::size_t tokens, std::size_t top_k,
                            std::size_t expert_count) {
  const std::size_t pairs = tokens * top_k;
  ExpertOrder order{.pair = std::vector<std::int32_t>(pairs),
                    .offset = std::vector<std::int32_t>(expert_count + 1, 0)};
  for (std::size_t i = 0; i < pairs; ++i) {
    if (experts[i] < 0 || static_cast<std::size_t>(experts[i]) >= expert_count) {
      throw ShapeError(
          fmt::format("order_by_expert: expert id {} of token {}, slot {}: expected 0 to {}",
                      experts[i], i / top_k, i % top_k, expert_count - 1));
    }
    ++order.offset[static_cast<std::size_t>(experts[i]) + 1];
  }
  for (std::size_t e = 0; e < expert_count; ++e) order.offset[e + 1] += order.offset[e];
  std::vector<std::int32_t> next(order.offset.begin(), order.offset.end() - 1);
  for (std::size_t i = 0; i < pairs; ++i) {
    order.pair[static_cast<std::size_t>(next[static_cast<std::size_t>(experts[i])]++)] =
        static_cast<std::int32_t>(i);
  }
  return order;
}

}  // namespace modus::kernels
