#include "neural/train/load_balance.h"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "base/random.h"

namespace modus::neural::train {
namespace {

TEST(Utilisation, IsTheEffectiveShareOfExperts) {
  EXPECT_DOUBLE_EQ(utilisation(std::vector<std::int64_t>{5, 5, 5, 5}), 1.0);
  EXPECT_DOUBLE_EQ(utilisation(std::vector<std::int64_t>{20, 0, 0, 0}), 0.25);
  EXPECT_DOUBLE_EQ(utilisation(std::vector<std::int64_t>{7, 7, 0, 0}), 0.5);
  EXPECT_DOUBLE_EQ(utilisation(std::vector<std::int64_t>{0, 0}), 1.0);
}

TEST(LayerBalance, RaisesTheBiasOfIdleExpertsAndKeepsTheMeanAtZero) {
  LayerBalance balance(4);
  std::vector<float> bias(4, 0.0f);
  balance.update(std::vector<std::int64_t>{10, 2, 4, 4}, bias, {}, 0);
  EXPECT_LT(bias[0], bias[2]);
  EXPECT_FLOAT_EQ(bias[1], bias[2]);
  EXPECT_NEAR(std::accumulate(bias.begin(), bias.end(), 0.0), 0.0, 1e-7);
}

TEST(LayerBalance, TheBiasStepFalls) {
  const BalanceSettings settings{.bias_step = 1e-2, .last_bias_step = 1e-3, .bias_steps = 100};
  const std::vector<std::int64_t> load = {3, 1};
  std::vector<float> early(2, 0.0f), late(2, 0.0f);
  LayerBalance(2).update(load, early, settings, 0);
  LayerBalance(2).update(load, late, settings, 100);
  EXPECT_NEAR(early[1], 1e-2, 1e-6);
  EXPECT_NEAR(late[1], 1e-3, 1e-6);
}

// The multiplier rises only while the entropy of the load is below its bound.
TEST(LayerBalance, TheDualFollowsTheConstraint) {
  LayerBalance even(4), uneven(4);
  std::vector<float> bias(4, 0.0f);
  for (std::size_t step = 0; step < 10; ++step) {
    even.update(std::vector<std::int64_t>{8, 8, 8, 8}, bias, {}, step);
    uneven.update(std::vector<std::int64_t>{29, 1, 1, 1}, bias, {}, step);
  }
  EXPECT_EQ(even.dual(), 0.0);
  EXPECT_GT(uneven.dual(), 0.0);
  EXPECT_LE(uneven.dual(), BalanceSettings{}.largest_dual);
}

// A toy of many tokens whose scores prefer some experts: the bias alone evens the load.
TEST(LayerBalance, EvensALoadThatIsSkewed) {
  constexpr std::size_t kExperts = 8;
  std::vector<float> bias(kExperts, 0.0f);
  LayerBalance balance(kExperts);
  std::vector<std::int64_t> load(kExperts);
  RandomStream random(4);
  for (std::size_t step = 0; step < 400; ++step) {
    std::fill(load.begin(), load.end(), 0);
    for (std::size_t token = 0; token < 256; ++token) {
      std::size_t best = 0;
      float highest = -1e9f;
      for (std::size_t e = 0; e < kExperts; ++e) {
        const float score =
            static_cast<float>(random.unit()) + 0.1f * static_cast<float>(e) + bias[e];
        if (score > highest) highest = score, best = e;
      }
      ++load[best];
    }
    balance.update(load, bias, {}, step);
  }
  EXPECT_GT(utilisation(load), 0.95);
}

}  // namespace
}  // namespace modus::neural::train
