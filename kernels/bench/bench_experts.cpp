#include <vector>

#include <fmt/format.h>

#include "kernels/bench/benches.h"
#include "kernels/expert_ffn.h"

namespace modus::kernels {
namespace {

struct Layer {
  ExpertFfnShape shape;
  std::vector<float> x, gate_up, down, weight, y, gate_up_out, dy, dx, dgate_up, ddown, dweight;
  ExpertOrder order;
};

// Tokens choose in turn, so that each expert has the same number.
Layer layer_of(const ExpertFfnShape& s, bool trains) {
  const std::size_t tokens = s.tokens * s.width, pairs = s.tokens * s.top_k;
  const std::size_t weights = s.expert_count * s.expert_width * s.width;
  const auto room = [&](std::size_t size) { return std::vector<float>(trains ? size : 0, 0.5f); };
  Layer layer{.shape = s,
              .x = std::vector<float>(tokens, 0.5f),
              .gate_up = std::vector<float>(2 * weights, 0.01f),
              .down = std::vector<float>(weights, 0.01f),
              .weight = std::vector<float>(pairs, 0.25f),
              .y = std::vector<float>(tokens),
              .gate_up_out = room(pairs * 2 * s.expert_width),
              .dy = room(tokens),
              .dx = room(tokens),
              .dgate_up = room(2 * weights),
              .ddown = room(weights),
              .dweight = room(pairs),
              .order = {}};
  std::vector<std::int32_t> expert(pairs);
  for (std::size_t i = 0; i < pairs; ++i) {
    expert[i] = static_cast<std::int32_t>(i * 29 % s.expert_count);
  }
  layer.order = order_by_expert(expert.data(), s.tokens, s.top_k, s.expert_count);
  return layer;
}

void forward(Layer& l, Precision precision) {
  expert_ffn_forward({.shape = l.shape,
                      .x = l.x.data(),
                      .gate_up = l.gate_up.data(),
                      .down = l.down.data(),
                      .weight = l.weight.data(),
                      .pair = l.order.pair.data(),
                      .offset = l.order.offset.data(),
                      .y = l.y.data(),
                      .gate_up_out = l.gate_up_out.empty() ? nullptr : l.gate_up_out.data(),
                      .precision = precision},
                     {});
}

void backward(Layer& l, Precision precision) {
  expert_ffn_backward({.shape = l.shape,
                       .x = l.x.data(),
                       .gate_up = l.gate_up.data(),
                       .down = l.down.data(),
                       .weight = l.weight.data(),
                       .pair = l.order.pair.data(),
                       .offset = l.order.offset.data(),
                       .gate_up_out = l.gate_up_out.data(),
                       .dy = l.dy.data(),
                       .dx = l.dx.data(),
                       .dgate_up = l.dgate_up.data(),
                       .ddown = l.ddown.data(),
                       .dweight = l.dweight.data(),
                       .precision = precision},
                      {});
}

Measured forward_work(const ExpertFfnShape& s) {
  const double weights = 3.0 * static_cast<double>(s.width * s.expert_width);
  return {.operations = 2 * weights * static_cast<double>(s.tokens * s.top_k),
          .bytes = 4 * (weights * static_cast<double>(s.expert_count) +
                        2 * static_cast<double>(s.tokens * s.width))};
}

}  // namespace

void bench_experts(const Probes& probes) {
  fmt::print("experts\n");
  constexpr Precision kBoth[] = {Precision::kFloat32, Precision::kBfloat16};
  Layer nano = layer_of({8192, 256, 128, 4, 64}, true);
  for (Precision precision : kBoth) {
    Measured m = forward_work(nano.shape);
    m.seconds = best_seconds([&] { forward(nano, precision); });
    print_share("nano, 8192 tokens, forward", precision, m, probes);
    m.operations *= 2;
    m.bytes *= 2;
    m.seconds = best_seconds([&] { backward(nano, precision); });
    print_share("nano, 8192 tokens, backward", precision, m, probes);
  }
  for (std::size_t tokens : {1u, 8u, 16u, 64u}) {  // an expert
    Layer wide = layer_of({16 * tokens, 2048, 16, 1, 768}, false);
    for (Precision precision : kBoth) {
      Measured m = forward_work(wide.shape);
      m.seconds = best_seconds([&] { forward(wide, precision); });
      print_share(fmt::format("2048 x 768, {} tokens an expert", tokens), precision, m, probes);
    }
  }
}

}  // namespace modus::kernels
