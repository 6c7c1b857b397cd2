#include "kernels/router.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "kernels/parallel.h"
#include "tests/kernels/instruction_sets.h"

namespace modus::kernels {
namespace {

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

Doubles weights(const Doubles& logits, const std::vector<std::int32_t>& expert) {
  Doubles weight;
  double total = 0;
  for (std::int32_t e : expert) {
    weight.push_back(sigmoid(logits[static_cast<std::size_t>(e)]));
    total += weight.back();
  }
  for (double& w : weight) w /= total;
  return weight;
}

struct Problem {
  std::size_t tokens, experts, top_k;
  std::vector<float> logits, bias, weight, dweight, dlogits;
  std::vector<std::int32_t> expert;

  Problem(std::size_t rows, std::size_t columns, std::size_t chosen)
      : tokens(rows), experts(columns), top_k(chosen) {
    RandomStream random(rows * 1000 + columns * 10 + chosen);
    logits = random_floats(random, tokens * experts, 4);
    bias = random_floats(random, experts, 0.3f);
    dweight = random_floats(random, tokens * top_k, 1);
    weight.resize(tokens * top_k);
    expert.resize(tokens * top_k);
    dlogits.assign(tokens * experts, 7.0f);  // must be overwritten
  }
  void forward() {
    router_forward({.tokens = tokens,
                    .expert_count = experts,
                    .top_k = top_k,
                    .logits = logits.data(),
                    .bias = bias.data(),
                    .expert = expert.data(),
                    .weight = weight.data()},
                   {});
  }
  void backward() {
    router_backward({.tokens = tokens,
                     .expert_count = experts,
                     .top_k = top_k,
                     .logits = logits.data(),
                     .expert = expert.data(),
                     .dweight = dweight.data(),
                     .dlogits = dlogits.data()},
                    {});
  }
  Doubles logits_of(std::size_t t) const {
    return {logits.begin() + t * experts, logits.begin() + (t + 1) * experts};
  }
  std::vector<std::int32_t> experts_of(std::size_t t) const {
    return {expert.begin() + t * top_k, expert.begin() + (t + 1) * top_k};
  }
};

struct Size {
  std::size_t tokens, experts, top_k;
};
constexpr Size kSizes[] = {{0, 8, 2},  {1, 1, 1},    {31, 5, 5},   {33, 128, 4},
                           {7, 33, 1}, {300, 67, 8}, {2, 128, 64}, {3, 4, 0}};

TEST(Router, ChoosesTheHighestScoresInOrder) {
  for (const Size& size : kSizes) {
    Problem p(size.tokens, size.experts, size.top_k);
    for_each_isa([&] {
      p.forward();
      for (std::size_t t = 0; t < p.tokens; ++t) {
        const Doubles logits = p.logits_of(t);
        Doubles score(p.experts);
        for (std::size_t e = 0; e < p.experts; ++e) {
          score[e] = sigmoid(logits[e]) + static_cast<double>(p.bias[e]);
        }
        std::vector<std::int32_t> order(p.experts);
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
          return score[static_cast<std::size_t>(a)] > score[static_cast<std::size_t>(b)];
        });
        order.resize(p.top_k);
        ASSERT_EQ(p.experts_of(t), order) << "token " << t;
      }
    });
  }
}

TEST(Router, WeightsAreTheShareOfTheSigmoid) {
  for (const Size& size : kSizes) {
    Problem p(size.tokens, size.experts, size.top_k);
    for_each_isa([&] {
      p.forward();
      for (std::size_t t = 0; t < p.tokens; ++t) {
        const Doubles expected = weights(p.logits_of(t), p.experts_of(t));
        expect_close({p.weight.begin() + t * p.top_k, p.weight.begin() + (t + 1) * p.top_k},
                     expected, 1e-6);
      }
    });
  }
}

TEST(Router, TiesGoToTheLowerId) {
  Problem p(1, 40, 4);
  std::fill(p.logits.begin(), p.logits.end(), 0.5f);
  std::fill(p.bias.begin(), p.bias.end(), 0.0f);
  p.bias[33] = 0.25f;
  p.bias[7] = 0.25f;
  for_each_isa([&] {
    p.forward();
    EXPECT_EQ(p.expert, (std::vector<std::int32_t>{7, 33, 0, 1}));
    EXPECT_EQ(p.weight, std::vector<float>(4, 0.25f));
  });
}

TEST(Router, WeightsStayFiniteForExtremeLogits) {
  Problem p(1, 4, 2);
  p.logits = {-300, -301, -5000, -5000};
  std::fill(p.bias.begin(), p.bias.end(), 0.0f);
  p.forward();
  p.backward();
  EXPECT_NEAR(p.weight[0] + p.weight[1], 1, 1e-6);
  for (float d : p.dlogits) EXPECT_TRUE(std::isfinite(d));
}

TEST(Router, NotANumberStillGivesExpertsThatExist) {
  Problem p(3, 6, 3);
  std::fill(p.logits.begin(), p.logits.end(), std::nanf(""));
  for_each_isa([&] {
    p.forward();
    for (std::int32_t e : p.expert) EXPECT_TRUE(e >= 0 && e < 6);
  });
}

TEST(Router, GradientMatchesFiniteDifferences) {
  Problem p(5, 9, 3);
  p.forward();
  p.backward();
  for (std::size_t t = 0; t < p.tokens; ++t) {
    const auto expert = p.experts_of(t);
    const Doubles expected = differences(
        [&](const Doubles& logits) {
          const Doubles w = weights(logits, expert);
          double sum = 0;
          for (std::size_t k = 0; k < p.top_k; ++k) {
            sum += w[k] * static_cast<double>(p.dweight[t * p.top_k + k]);
          }
          return sum;
        },
        p.logits_of(t));
    expect_close({p.dlogits.begin() + t * p.experts, p.dlogits.begin() + (t + 1) * p.experts},
                 expected, 1e-6);
  }
}

TEST(Router, RefusesToChooseMoreThanThereAre) {
  Problem p(1, 3, 4);
  EXPECT_THROW(p.forward(), ShapeError);
  EXPECT_THROW(p.backward(), ShapeError);
  Problem wide(1, 100, 65);
  EXPECT_THROW(wide.forward(), ShapeError);
}

}  // namespace
}  // namespace modus::kernels
