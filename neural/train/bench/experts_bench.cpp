// Routed feed-forward, forward and backward, beside a loop over experts in plain LibTorch, in one
// run on one machine. Both get two threads.
//
//   modus_train_bench [tokens]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include <ATen/Parallel.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/topk.h>
#include <ATen/ops/zeros_like.h>

#include "kernels/isa.h"
#include "kernels/parallel.h"
#include "neural/train/ops/ops.h"

namespace {

using modus::kernels::Precision;
using modus::neural::train::expert_ffn;
using modus::neural::train::route;
using modus::neural::train::Routing;

constexpr std::int64_t kWidth = 256, kExperts = 128, kTopK = 4, kExpertWidth = 64;
constexpr int kRepeats = 7;

struct Layer {
  at::Tensor x, gate_up, down;
  Routing routing;
};

Layer random_layer(std::int64_t tokens) {
  Layer layer;
  layer.x = at::randn({tokens, kWidth}).set_requires_grad(true);
  layer.gate_up =
      at::randn({kExperts, 2 * kExpertWidth, kWidth}).mul_(0.06).set_requires_grad(true);
  layer.down = at::randn({kExperts, kWidth, kExpertWidth}).mul_(0.12).set_requires_grad(true);
  layer.routing = route(at::randn({tokens, kExperts}), at::zeros_like(at::randn({kExperts})),
                        static_cast<std::size_t>(kTopK));
  layer.routing.weight = layer.routing.weight.detach();
  return layer;
}

// What a straightforward implementation does: gather an expert's tokens, three products, scatter.
at::Tensor loop_over_experts(const Layer& layer, at::ScalarType type) {
  const at::Tensor x = layer.x.to(type);
  at::Tensor y = at::zeros_like(x);
  for (std::int64_t e = 0; e < kExperts; ++e) {
    const at::Tensor place = layer.routing.expert.eq(e).nonzero();
    if (place.size(0) == 0) continue;
    const at::Tensor token = place.select(1, 0);
    const at::Tensor weight =
        layer.routing.weight.index_select(0, token).gather(1, place.select(1, 1).unsqueeze(1));
    const at::Tensor gate_up =
        at::linear(x.index_select(0, token), layer.gate_up.select(0, e).to(type));
    const at::Tensor h = at::silu(gate_up.narrow(1, 0, kExpertWidth))
                             .mul(gate_up.narrow(1, kExpertWidth, kExpertWidth));
    const at::Tensor out = at::linear(h, layer.down.select(0, e).to(type)).mul(weight.to(type));
    y = y.index_add(0, token, out);
  }
  return y;
}

void drop_gradients(Layer& layer) {
  for (at::Tensor* tensor : {&layer.x, &layer.gate_up, &layer.down}) tensor->mutable_grad().reset();
}

double best_ms(Layer& layer, const std::function<at::Tensor()>& forward) {
  double best = 1e30;
  for (int i = 0; i <= kRepeats; ++i) {
    drop_gradients(layer);
    const auto start = std::chrono::steady_clock::now();
    forward().sum().backward();
    const std::chrono::duration<double, std::milli> elapsed =
        std::chrono::steady_clock::now() - start;
    if (i > 0) best = std::min(best, elapsed.count());
  }
  return best;
}

void compare(Layer& layer, Precision precision, at::ScalarType type, const char* name) {
  at::set_num_threads(static_cast<int>(modus::kernels::thread_count()));
  const double loop = best_ms(layer, [&] { return loop_over_experts(layer, type); });
  at::set_num_threads(1);
  const double grouped = best_ms(layer, [&] {
    return expert_ffn(layer.x, layer.gate_up, layer.down, layer.routing, precision);
  });
  const double flops = 18.0 * static_cast<double>(layer.x.size(0) * kTopK * kWidth * kExpertWidth);
  std::printf("%-9s grouped %7.1f ms (%5.0f GFLOP/s)   torch loop %7.1f ms   ratio %.2f\n", name,
              grouped, flops / grouped * 1e-6, loop, loop / grouped);
}

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t tokens = argc > 1 ? std::atoll(argv[1]) : 8192;
  if (tokens < 1 || tokens > 1 << 20) {
    std::fputs("usage: modus_train_bench [tokens, 1 to 1048576]\n", stderr);
    return 2;
  }
  const std::string isa(modus::kernels::to_string(modus::kernels::active_isa()));
  std::printf("forward and backward of 128 experts x 64, width 256, top 4, %lld tokens, %s\n",
              static_cast<long long>(tokens), isa.c_str());
  Layer layer = random_layer(tokens);
  compare(layer, Precision::kFloat32, at::kFloat, "float32");
  compare(layer, Precision::kBfloat16, at::kBFloat16, "bfloat16");
  return 0;
}
