// Kernels over rows: the device against the CPU.
#include "kernels/cross_entropy.h"
#include "kernels/rms_norm.h"
#include "kernels/rope.h"
#include "kernels/router.h"
#include "kernels/sampling.h"
#include "kernels/swiglu.h"
#include "tests/kernels/on_device.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kRows[] = {1, 31, 33, 300};

TEST_F(CudaTest, RmsNorm) {
  for (std::size_t tokens : kRows) {
    for (std::size_t width : {1u, 32u, 33u, 256u}) {
      RandomStream random(tokens * 1000 + width);
      const auto x = random_floats(random, tokens * width, 3),
                 dy = random_floats(random, x.size(), 1);
      const auto weight = random_floats(random, width, 2);
      std::vector<float> y(x.size()), inverse(tokens), dx(x.size()), dweight(width);
      const OnDevice<float> x_d(x), dy_d(dy), weight_d(weight), y_d(y), inverse_d(inverse),
          dx_d(dx), dweight_d(dweight);
      RmsNormForward forward{
          .tokens = tokens, .width = width, .x = x.data(), .weight = weight.data()};
      forward.y = y.data();
      forward.inverse = inverse.data();
      rms_norm_forward(forward, {});
      forward.x = x_d.data();
      forward.weight = weight_d.data();
      forward.y = y_d.data();
      forward.inverse = inverse_d.data();
      rms_norm_forward(forward, kOnDevice);
      expect_close(y_d.read(), doubles(y), 2e-6);
      RmsNormBackward backward{
          .tokens = tokens, .width = width, .x = x.data(), .weight = weight.data()};
      backward.inverse = inverse.data();
      backward.dy = dy.data();
      backward.dx = dx.data();
      backward.dweight = dweight.data();
      rms_norm_backward(backward, {});
      backward = {.tokens = tokens, .width = width, .x = x_d.data(), .weight = weight_d.data()};
      backward.inverse = inverse_d.data();
      backward.dy = dy_d.data();
      backward.dx = dx_d.data();
      backward.dweight = dweight_d.data();
      rms_norm_backward(backward, kOnDevice);
      expect_close(dx_d.read(), doubles(dx), 5e-6);
      expect_close(dweight_d.read(), doubles(dweight), 2e-5);
    }
  }
}

TEST_F(CudaTest, Rope) {
  for (std::size_t tokens : kRows) {
    RandomStream random(tokens);
    std::vector<float> x = random_floats(random, tokens * 3 * 34, 2);
    std::vector<std::int32_t> position(tokens);
    for (auto& p : position) p = static_cast<std::int32_t>(random.below(1024));
    const OnDevice<float> x_d(x);
    const OnDevice<std::int32_t> position_d(position);
    for (Rotation rotation : {Rotation::kForward, Rotation::kBackward}) {
      Rope p{.tokens = tokens, .heads = 3, .head_width = 34, .position = position.data()};
      p.rotation = rotation;
      p.x = x.data();
      rope(p, {});
      p.position = position_d.data();
      p.x = x_d.data();
      rope(p, kOnDevice);
      expect_close(x_d.read(), doubles(x), 1e-6);
    }
  }
}

TEST_F(CudaTest, Router) {
  for (std::size_t tokens : kRows) {
    for (std::size_t experts : {5u, 33u, 128u}) {
      const std::size_t top_k = 4;
      RandomStream random(tokens * 1000 + experts);
      const auto logits = random_floats(random, tokens * experts, 4);
      const auto bias = random_floats(random, experts, 0.25f);
      const auto dweight = random_floats(random, tokens * top_k, 1);
      std::vector<std::int32_t> expert(tokens * top_k);
      std::vector<float> weight(expert.size()), dlogits(logits.size());
      const OnDevice<float> logits_d(logits), bias_d(bias), dweight_d(dweight), weight_d(weight),
          dlogits_d(std::vector<float>(logits.size(), 7.0f));
      const OnDevice<std::int32_t> expert_d(expert);
      router_forward(
          {tokens, experts, top_k, logits.data(), bias.data(), expert.data(), weight.data()}, {});
      router_forward({tokens, experts, top_k, logits_d.data(), bias_d.data(), expert_d.data(),
                      weight_d.data()},
                     kOnDevice);
      EXPECT_EQ(expert_d.read(), expert);
      expect_close(weight_d.read(), doubles(weight), 1e-6);
      router_backward(
          {tokens, experts, top_k, logits.data(), expert.data(), dweight.data(), dlogits.data()},
          {});
      router_backward({tokens, experts, top_k, logits_d.data(), expert_d.data(), dweight_d.data(),
                       dlogits_d.data()},
                      kOnDevice);
      expect_close(dlogits_d.read(), doubles(dlogits), 1e-6);
    }
  }
}

TEST_F(CudaTest, RouterTiesAndNotANumber) {
  std::vector<float> logits(2 * 40, 0.5f), bias(40);
  std::fill(logits.begin() + 40, logits.end(), std::nanf(""));
  bias[33] = bias[7] = 0.25f;
  const OnDevice<float> logits_d(logits), bias_d(bias), weight_d(8);
  const OnDevice<std::int32_t> expert_d(8);
  router_forward({2, 40, 4, logits_d.data(), bias_d.data(), expert_d.data(), weight_d.data()},
                 kOnDevice);
  EXPECT_EQ(expert_d.read(), (std::vector<std::int32_t>{7, 33, 0, 1, 0, 1, 2, 3}));
}

TEST_F(CudaTest, CrossEntropy) {
  for (std::size_t tokens : kRows) {
    for (std::size_t vocabulary : {1u, 67u, 1000u}) {
      RandomStream random(tokens * 1000 + vocabulary);
      const auto logits = random_floats(random, tokens * vocabulary, 6);
      std::vector<float> weight(tokens), loss(tokens), dlogits(logits.size());
      std::vector<std::int32_t> target(tokens), best(tokens);
      for (std::size_t t = 0; t < tokens; ++t) {
        weight[t] = static_cast<float>(t % 3);
        target[t] = static_cast<std::int32_t>(random.below(static_cast<unsigned>(vocabulary)));
      }
      const OnDevice<float> logits_d(logits), weight_d(weight), loss_d(loss);
      const OnDevice<std::int32_t> target_d(target), best_d(best);
      CrossEntropy p{.tokens = tokens, .vocabulary = vocabulary, .logits = logits.data()};
      p.target = target.data();
      p.weight = weight.data();
      p.scale = 0.25f;
      p.loss = loss.data();
      p.dlogits = dlogits.data();
      p.best = best.data();
      cross_entropy(p, {});
      p.logits = logits_d.data();
      p.target = target_d.data();
      p.weight = weight_d.data();
      p.loss = loss_d.data();
      p.dlogits = logits_d.data();  // in place
      p.best = best_d.data();
      cross_entropy(p, kOnDevice);
      expect_close(loss_d.read(), doubles(loss), 2e-6);
      expect_close(logits_d.read(), doubles(dlogits), 2e-6);
      EXPECT_EQ(best_d.read(), best);
    }
  }
}

TEST_F(CudaTest, Sampling) {
  constexpr std::size_t kBatch = 20;
  for (std::size_t vocabulary : {1u, 65u, 700u}) {
    RandomStream random(vocabulary);
    const auto logits = random_floats(random, kBatch * vocabulary, 3);
    std::vector<float> uniform(kBatch), log_probability(kBatch);
    for (float& u : uniform) u = static_cast<float>(random.unit());
    std::vector<std::uint64_t> mask(kBatch * ((vocabulary + 63) / 64));
    for (auto& word : mask) {
      word = random.next() | std::uint64_t{random.next()} << 32;
    }
    mask[0] = 0;
    std::vector<std::int32_t> token(kBatch);
    const OnDevice<float> logits_d(logits), uniform_d(uniform), log_probability_d(kBatch);
    const OnDevice<std::uint64_t> mask_d(mask);
    const OnDevice<std::int32_t> token_d(kBatch);
    for (float temperature : {0.0f, 0.7f}) {
      sample_masked({kBatch, vocabulary, logits.data(), mask.data(), temperature, uniform.data(),
                     token.data(), log_probability.data()},
                    {});
      sample_masked({kBatch, vocabulary, logits_d.data(), mask_d.data(), temperature,
                     uniform_d.data(), token_d.data(), log_probability_d.data()},
                    kOnDevice);
      EXPECT_EQ(token_d.read(), token);
      expect_close(log_probability_d.read(), doubles(log_probability), 1e-5);
    }
  }
}

TEST_F(CudaTest, Swiglu) {
  for (std::size_t tokens : kRows) {
    RandomStream random(tokens);
    const auto gate_up = random_floats(random, tokens * 2 * 37, 5);
    const auto dh = random_floats(random, tokens * 37, 1);
    std::vector<float> h(dh.size()), dgate_up(gate_up.size());
    const OnDevice<float> gate_up_d(gate_up), dh_d(dh), h_d(h), dgate_up_d(dgate_up);
    swiglu_forward({tokens, 37, gate_up.data(), h.data()}, {});
    swiglu_forward({tokens, 37, gate_up_d.data(), h_d.data()}, kOnDevice);
    expect_close(h_d.read(), doubles(h), 2e-6);
    swiglu_backward({tokens, 37, gate_up.data(), dh.data(), dgate_up.data()}, {});
    swiglu_backward({tokens, 37, gate_up_d.data(), dh_d.data(), dgate_up_d.data()}, kOnDevice);
    expect_close(dgate_up_d.read(), doubles(dgate_up), 2e-6);
  }
}

}  // namespace
}  // namespace modus::kernels
