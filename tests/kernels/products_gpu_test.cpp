// Products: the device against the CPU.
#include "kernels/expert_ffn.h"
#include "kernels/gemm.h"
#include "kernels/linear_int8.h"
#include "tests/kernels/on_device.h"

namespace modus::kernels {
namespace {

constexpr Precision kPrecisions[] = {Precision::kFloat32, Precision::kBfloat16};

TEST_F(CudaTest, Gemm) {
  struct Size {
    std::size_t m, n, k;
  };
  for (const Size& size : {Size{1, 1, 1}, Size{31, 33, 7}, Size{65, 130, 70}, Size{3, 5, 0}}) {
    for (Precision precision : kPrecisions) {
      for (int form = 0; form < 8; ++form) {
        RandomStream random(size.m * 100 + size.n);
        const auto a = random_floats(random, size.m * size.k, 1);
        const auto b = random_floats(random, size.n * size.k, 1);
        std::vector<float> c = random_floats(random, size.m * size.n, 1);
        const OnDevice<float> a_d(a), b_d(b), c_d(c);
        Gemm p{.m = size.m, .n = size.n, .k = size.k};
        p.a_is = form & 1 ? Transpose::kYes : Transpose::kNo;
        p.b_is = form & 2 ? Transpose::kYes : Transpose::kNo;
        p.accumulate = form & 4 ? Accumulate::kYes : Accumulate::kNo;
        p.precision = precision;
        p.a = a.data();
        p.b = b.data();
        p.c = c.data();
        gemm(p, {});
        p.a = a_d.data();
        p.b = b_d.data();
        p.c = c_d.data();
        gemm(p, kOnDevice);
        expect_close(c_d.read(), doubles(c), 1e-5);
      }
    }
  }
}

struct Experts {
  ExpertFfnShape shape{
      .tokens = 150, .width = 40, .expert_count = 7, .top_k = 3, .expert_width = 24};
  std::vector<float> x, gate_up, down, weight, dy;
  std::vector<std::int32_t> expert;

  Experts() {
    RandomStream random(3);
    x = random_floats(random, shape.tokens * shape.width, 1);
    dy = random_floats(random, x.size(), 1);
    gate_up = random_floats(random, shape.expert_count * 2 * shape.expert_width * shape.width, 1);
    down = random_floats(random, shape.expert_count * shape.expert_width * shape.width, 1);
    weight = random_floats(random, shape.tokens * shape.top_k, 1);
    for (std::size_t t = 0; t < shape.tokens; ++t) {
      // Expert 4 stays without tokens; expert 6 gets one token in three.
      for (std::size_t k = 0; k < shape.top_k; ++k) {
        expert.push_back(k == 2 && t % 3 == 0 ? 6 : static_cast<std::int32_t>((t + k) % 4));
      }
    }
  }
  std::size_t pairs() const { return shape.tokens * shape.top_k; }
};

TEST_F(CudaTest, ExpertFfn) {
  const Experts e;
  const ExpertOrder order = order_by_expert(e.expert.data(), e.shape.tokens, 3, 7);
  for (Precision precision : kPrecisions) {
    const double tolerance = precision == Precision::kFloat32 ? 2e-5 : 2e-2;
    std::vector<float> y(e.x.size()), kept(e.pairs() * 2 * e.shape.expert_width);
    const OnDevice<float> x_d(e.x), gate_up_d(e.gate_up), down_d(e.down), weight_d(e.weight),
        dy_d(e.dy), y_d(y), kept_d(kept);
    const OnDevice<std::int32_t> pair_d(order.pair), offset_d(order.offset);
    expert_ffn_forward({e.shape, e.x.data(), e.gate_up.data(), e.down.data(), e.weight.data(),
                        order.pair.data(), order.offset.data(), y.data(), kept.data(), precision},
                       {});
    expert_ffn_forward({e.shape, x_d.data(), gate_up_d.data(), down_d.data(), weight_d.data(),
                        pair_d.data(), offset_d.data(), y_d.data(), kept_d.data(), precision},
                       kOnDevice);
    expect_close(y_d.read(), doubles(y), tolerance);
    expect_close(kept_d.read(), doubles(kept), tolerance);
    std::vector<float> dx(e.x.size()), dgate_up(e.gate_up.size()), ddown(e.down.size()),
        dweight(e.pairs());
    const OnDevice<float> dx_d(dx), dgate_up_d(std::vector<float>(dgate_up.size(), 7.0f)),
        ddown_d(std::vector<float>(ddown.size(), 7.0f)), dweight_d(dweight);
    expert_ffn_backward({e.shape, e.x.data(), e.gate_up.data(), e.down.data(), e.weight.data(),
                         order.pair.data(), order.offset.data(), kept.data(), e.dy.data(),
                         dx.data(), dgate_up.data(), ddown.data(), dweight.data(), precision},
                        {});
    expert_ffn_backward({e.shape, x_d.data(), gate_up_d.data(), down_d.data(), weight_d.data(),
                         pair_d.data(), offset_d.data(), kept_d.data(), dy_d.data(), dx_d.data(),
                         dgate_up_d.data(), ddown_d.data(), dweight_d.data(), precision},
                        kOnDevice);
    expect_close(dx_d.read(), doubles(dx), 2 * tolerance);
    expect_close(dgate_up_d.read(), doubles(dgate_up), 2 * tolerance);
    expect_close(ddown_d.read(), doubles(ddown), 2 * tolerance);
    expect_close(dweight_d.read(), doubles(dweight), 2 * tolerance);
  }
}

TEST_F(CudaTest, LinearInt8) {
  for (std::size_t m : {1u, 3u, 33u}) {
    RandomStream random(m);
    const std::size_t n = 45, k = 70;
    const auto x = random_floats(random, m * k, 1), values = random_floats(random, n * k, 1);
    std::vector<std::int8_t> w(n * k);
    std::vector<float> scale(n), y(m * n);
    quantize_rows(values.data(), n, k, w.data(), scale.data());
    const OnDevice<float> x_d(x), scale_d(scale), y_d(y);
    const OnDevice<std::int8_t> w_d(w);
    linear_int8({m, n, k, x.data(), w.data(), scale.data(), y.data()}, {});
    linear_int8({m, n, k, x_d.data(), w_d.data(), scale_d.data(), y_d.data()}, kOnDevice);
    expect_close(y_d.read(), doubles(y), 1e-5);
  }
}

TEST_F(CudaTest, ExpertFfnInt8) {
  const Experts e;
  const std::size_t up_rows = e.shape.expert_count * 2 * e.shape.expert_width;
  const std::size_t down_rows = e.shape.expert_count * e.shape.width;
  std::vector<std::int8_t> gate_up(e.gate_up.size()), down(e.down.size());
  std::vector<float> gate_up_scale(up_rows), down_scale(down_rows), y(e.x.size());
  quantize_rows(e.gate_up.data(), up_rows, e.shape.width, gate_up.data(), gate_up_scale.data());
  quantize_rows(e.down.data(), down_rows, e.shape.expert_width, down.data(), down_scale.data());
  const OnDevice<std::int8_t> gate_up_d(gate_up), down_d(down);
  const OnDevice<float> x_d(e.x), gate_up_scale_d(gate_up_scale), down_scale_d(down_scale),
      weight_d(e.weight), y_d(y);
  const OnDevice<std::int32_t> expert_d(e.expert);
  ExpertFfnInt8 p{.tokens = e.shape.tokens,
                  .width = e.shape.width,
                  .expert_count = e.shape.expert_count,
                  .top_k = e.shape.top_k,
                  .expert_width = e.shape.expert_width,
                  .x = e.x.data(),
                  .gate_up = gate_up.data(),
                  .gate_up_scale = gate_up_scale.data(),
                  .down = down.data(),
                  .down_scale = down_scale.data(),
                  .weight = e.weight.data(),
                  .expert = e.expert.data(),
                  .y = y.data()};
  expert_ffn_int8(p, {});
  p.x = x_d.data();
  p.gate_up = gate_up_d.data();
  p.gate_up_scale = gate_up_scale_d.data();
  p.down = down_d.data();
  p.down_scale = down_scale_d.data();
  p.weight = weight_d.data();
  p.expert = expert_d.data();
  p.y = y_d.data();
  expert_ffn_int8(p, kOnDevice);
  expect_close(y_d.read(), doubles(y), 2e-5);
}

}  // namespace
}  // namespace modus::kernels
