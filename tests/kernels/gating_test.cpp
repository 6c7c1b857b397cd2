#include "kernels/gating.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "base/error.h"

namespace modus::kernels {
namespace {

struct Gated {
  std::vector<std::int32_t> expert;
  std::vector<float> weight;
};

Gated gated(const std::vector<float>& logits, std::size_t top_k, const GatingRule& rule,
            const std::vector<float>& bias) {
  Gated out{std::vector<std::int32_t>(top_k), std::vector<float>(top_k)};
  gate_experts({.tokens = 1,
                .expert_count = logits.size(),
                .top_k = top_k,
                .rule = rule,
                .logits = logits.data(),
                .bias = bias.empty() ? nullptr : bias.data(),
                .expert = out.expert.data(),
                .weight = out.weight.data()});
  return out;
}

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

TEST(Gating, SoftmaxOverAllExperts) {
  const std::vector<float> logits = {0, 2, 1, -1};
  const double sum = 1 + std::exp(2) + std::exp(1) + std::exp(-1);
  const Gated plain = gated(logits, 2, {.normalise = false}, {});
  EXPECT_EQ(plain.expert, (std::vector<std::int32_t>{1, 2}));
  EXPECT_NEAR(plain.weight[0], std::exp(2) / sum, 1e-6);
  EXPECT_NEAR(plain.weight[1], std::exp(1) / sum, 1e-6);
  const Gated whole = gated(logits, 2, {.normalise = true}, {});
  EXPECT_NEAR(whole.weight[0], sigmoid(1), 1e-6);
  EXPECT_NEAR(whole.weight[0] + whole.weight[1], 1, 1e-6);
}

TEST(Gating, TheBiasChoosesButDoesNotWeigh) {
  const Gated out =
      gated({0, 2, 1, -1}, 2, {.score = GatingScore::kSigmoid, .normalise = false, .scale = 2.5f},
            {0, 0, -1, 1});
  EXPECT_EQ(out.expert, (std::vector<std::int32_t>{3, 1}));  // 1.27, 0.88
  EXPECT_NEAR(out.weight[0], 2.5 * sigmoid(-1), 1e-6);
  EXPECT_NEAR(out.weight[1], 2.5 * sigmoid(2), 1e-6);
}

// The best expert, 0, stands in a group whose two best are together worse than those of others.
TEST(Gating, OnlyTheBestGroupsAreChosenFrom) {
  const GatingRule rule{
      .score = GatingScore::kSigmoid, .normalise = false, .groups = 3, .top_groups = 1};
  EXPECT_EQ(gated({3, -9, 1, 1, 2, -2}, 2, rule, {}).expert, (std::vector<std::int32_t>{2, 3}));
}

TEST(Gating, TiesGoToTheLowerId) {
  EXPECT_EQ(gated({1, 1, 1}, 2, {}, {}).expert, (std::vector<std::int32_t>{0, 1}));
}

TEST(Gating, ShapesThatDoNotFitAreRefused) {
  EXPECT_THROW(gated({1, 1, 1}, 4, {}, {}), ShapeError);
  EXPECT_THROW(gated({1, 1, 1}, 1, {.groups = 2}, {}), ShapeError);
  EXPECT_THROW(gated({1, 1, 1, 1}, 3, {.groups = 2, .top_groups = 1}, {}), ShapeError);
}

}  // namespace
}  // namespace modus::kernels
