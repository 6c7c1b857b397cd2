#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "kernels/bench/benches.h"
#include "kernels/linear_int8.h"

namespace modus::kernels {
namespace {

void bench_linear(std::size_t m, std::size_t n, std::size_t k, const Probes& probes) {
  const std::vector<std::int8_t> w(n * k, 3);
  const std::vector<float> scale(n, 0.01f), x(m * k, 0.5f);
  std::vector<float> y(m * n);
  const double seconds = best_seconds([&] {
    linear_int8({.m = m,
                 .n = n,
                 .k = k,
                 .x = x.data(),
                 .w = w.data(),
                 .scale = scale.data(),
                 .y = y.data()},
                {});
  });
  print_share(
      fmt::format("{} x {} x {}, int8", m, n, k), Precision::kFloat32,
      {.operations = 2.0 * static_cast<double>(m * n * k),
       .bytes = static_cast<double>(w.size()) + 4.0 * static_cast<double>(x.size() + y.size()),
       .seconds = seconds},
      probes);
}

void bench_routed(const ExpertFfnInt8& shape, const char* name, const Probes& probes) {
  const std::size_t weights = shape.expert_count * shape.expert_width * shape.width;
  const std::size_t pairs = shape.tokens * shape.top_k;
  const std::vector<std::int8_t> gate_up(2 * weights, 3), down(weights, 3);
  const std::vector<float> scale(shape.expert_count * (2 * shape.expert_width + shape.width),
                                 0.01f);
  const std::vector<float> x(shape.tokens * shape.width, 0.5f), weight(pairs, 0.25f);
  std::vector<float> y(x.size());
  std::vector<std::int32_t> expert(pairs);
  std::size_t turn = 0;  // each run meets other experts, as decoding does
  const double seconds = best_seconds([&] {
    for (std::int32_t& e : expert) e = static_cast<std::int32_t>(turn++ % shape.expert_count);
    ExpertFfnInt8 p = shape;
    p.x = x.data();
    p.gate_up = gate_up.data();
    p.gate_up_scale = scale.data();
    p.down = down.data();
    p.down_scale = scale.data();
    p.weight = weight.data();
    p.expert = expert.data();
    p.y = y.data();
    expert_ffn_int8(p, {});
  });
  const double an_expert = 3.0 * static_cast<double>(shape.width * shape.expert_width);
  const double met = static_cast<double>(std::min(pairs, shape.expert_count));
  print_share(name, Precision::kFloat32,
              {.operations = 2 * an_expert * static_cast<double>(pairs),
               .bytes = an_expert * met,
               .seconds = seconds},
              probes);
}

}  // namespace

void bench_int8(const Probes& probes) {
  fmt::print("int8 weights, float32 sums; nano's weights fit the last cache\n");
  for (std::size_t m : {1u, 8u, 64u}) bench_linear(m, 4096, 256, probes);
  for (std::size_t tokens : {1u, 8u, 64u}) {
    bench_routed(
        {.tokens = tokens, .width = 256, .expert_count = 128, .top_k = 4, .expert_width = 64},
        fmt::format("nano, {} tokens", tokens).c_str(), probes);
  }
  for (std::size_t tokens : {1u, 8u, 16u, 64u}) {
    bench_routed(
        {.tokens = 64 * tokens, .width = 2048, .expert_count = 64, .top_k = 1, .expert_width = 768},
        fmt::format("2048 x 768, {} tokens an expert", tokens).c_str(), probes);
  }
}

}  // namespace modus::kernels
