// The routed experts of a pass.
#include <algorithm>
#include <array>

#include "kernels/expert_ffn.h"
#include "kernels/gating.h"
#include "kernels/linear_blocks.h"
#include "kernels/linear_float32.h"
#include "kernels/linear_int8.h"
#include "kernels/router.h"
#include "kernels/swiglu.h"
#include "neural/forward_pass.h"

namespace modus::neural {

void ForwardPass::routed_experts(const LayerWeights& w) {
  const ModelConfig& c = weights_.config;
  const std::size_t width = c.router_width();
  for (std::size_t t = 0; t < tokens_; ++t) {
    float* const to = router_input_.data() + t * width;
    std::copy_n(h_.data() + t * c.hidden_size, c.hidden_size, to);
    if (c.router_reads_entropy)
      std::copy_n(entropy_.data() + t * c.num_attention_heads, c.num_attention_heads,
                  to + c.hidden_size);
  }
  kernels::linear_float32({.m = tokens_,
                           .n = c.n_routed_experts,
                           .k = width,
                           .x = router_input_.data(),
                           .w = w.router.data(),
                           .y = router_logits_.data()},
                          {});
  choose_experts(w);
  if (!w.expert_gate_up.blocks.empty()) return experts_in_blocks(w);
  const kernels::ExpertFfnShape shape{.tokens = tokens_,
                                      .width = c.hidden_size,
                                      .expert_count = c.n_routed_experts,
                                      .top_k = c.num_experts_per_tok,
                                      .expert_width = c.moe_intermediate_size};
  if (w.expert_gate_up.is_quantised()) {
    kernels::expert_ffn_int8({.tokens = shape.tokens,
                              .width = shape.width,
                              .expert_count = shape.expert_count,
                              .top_k = shape.top_k,
                              .expert_width = shape.expert_width,
                              .x = h_.data(),
                              .gate_up = w.expert_gate_up.quantised.data(),
                              .gate_up_scale = w.expert_gate_up.scale.data(),
                              .down = w.expert_down.quantised.data(),
                              .down_scale = w.expert_down.scale.data(),
                              .weight = expert_weight_.data(),
                              .expert = expert_.data(),
                              .y = routed_.data()},
                             {});
    return;
  }
  const kernels::ExpertOrder order =
      kernels::order_by_expert(expert_.data(), shape.tokens, shape.top_k, shape.expert_count);
  kernels::ExpertFfnForward forward{.shape = shape};
  forward.x = h_.data();
  forward.gate_up = w.expert_gate_up.values.data();
  forward.down = w.expert_down.values.data();
  forward.weight = expert_weight_.data();
  forward.pair = order.pair.data();
  forward.offset = order.offset.data();
  forward.y = routed_.data();
  kernels::expert_ffn_forward(forward, {});
}

void ForwardPass::choose_experts(const LayerWeights& w) {
  const ModelConfig& c = weights_.config;
  if (weights_.gating) {
    kernels::gate_experts({.tokens = tokens_,
                           .expert_count = c.n_routed_experts,
                           .top_k = c.num_experts_per_tok,
                           .rule = *weights_.gating,
                           .logits = router_logits_.data(),
                           .bias = w.router_bias.empty() ? nullptr : w.router_bias.data(),
                           .expert = expert_.data(),
                           .weight = expert_weight_.data()});
    return;
  }
  kernels::router_forward({.tokens = tokens_,
                           .expert_count = c.n_routed_experts,
                           .top_k = c.num_experts_per_tok,
                           .logits = router_logits_.data(),
                           .bias = w.router_bias.data(),
                           .expert = expert_.data(),
                           .weight = expert_weight_.data()},
                          {});
}

// The tokens of an expert together, expert by expert; a token's experts are added in the order of
// their ids, whatever its neighbours.
void ForwardPass::experts_in_blocks(const LayerWeights& w) {
  const ModelConfig& c = weights_.config;
  const std::size_t width = c.hidden_size, top_k = c.num_experts_per_tok;
  const kernels::ExpertOrder order =
      kernels::order_by_expert(expert_.data(), tokens_, top_k, c.n_routed_experts);
  std::fill_n(routed_.begin(), tokens_ * width, 0.0f);
  grow(expert_x_, tokens_ * width);
  grow(expert_y_, tokens_ * width);
  for (std::size_t e = 0; e < c.n_routed_experts; ++e) {
    const std::span<const std::int32_t> pairs =
        std::span(order.pair).subspan(order.offset[e], order.offset[e + 1] - order.offset[e]);
    if (pairs.empty()) continue;
    for (std::size_t i = 0; i < pairs.size(); ++i)
      std::copy_n(h_.data() + pairs[i] / top_k * width, width, expert_x_.data() + i * width);
    gated_expert(w, e, pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      float* const to = routed_.data() + pairs[i] / top_k * width;
      for (std::size_t d = 0; d < width; ++d)
        to[d] += expert_weight_[pairs[i]] * expert_y_[i * width + d];
    }
  }
}

// expert_y_ = down(silu(gate expert_x_) * up expert_x_), `rows` of them.
void ForwardPass::gated_expert(const LayerWeights& w, std::size_t e, std::size_t rows) {
  const std::size_t inner = weights_.config.moe_intermediate_size;
  const kernels::BlockWeights* const part = &w.expert_gate_up.blocks[2 * e];
  grow(gate_up_, rows * 2 * inner);
  grow(gated_, rows * inner);
  std::array<kernels::LinearBlocks, 2> products;
  for (std::size_t i = 0; i < 2; ++i)
    products[i] = {.m = rows,
                   .x = expert_x_.data(),
                   .w = part + i,
                   .y = gate_up_.data() + i * inner,
                   .y_stride = 2 * inner};
  kernels::linear_blocks(products, {});
  kernels::swiglu_forward(
      {.tokens = rows, .width = inner, .gate_up = gate_up_.data(), .h = gated_.data()}, {});
  kernels::linear_blocks(
      {.m = rows, .x = gated_.data(), .w = &w.expert_down.blocks[e], .y = expert_y_.data()}, {});
}

}  // namespace modus::neural
