#include "neural/public/rope_scaling.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace modus::neural {
namespace {

constexpr RopeScaling kYarn{.kind = RopeScalingKind::kYarn, .factor = 4, .original_context = 32768};

TEST(RopeScaling, NoneStretchesNothing) {
  EXPECT_TRUE(stretch_of({}, 64, 10000).empty());
  EXPECT_EQ(amplitude_of({}), 1);
  EXPECT_EQ(score_scale_of({}), 1);
}

TEST(RopeScaling, LinearStretchesAllWavesAlike) {
  EXPECT_EQ(stretch_of({.kind = RopeScalingKind::kLinear, .factor = 8}, 6, 10000),
            std::vector<float>(3, 8.0f));
}

TEST(RopeScaling, Llama3IsKnownByItsFactors) {
  const RopeScaling wanted{
      .kind = RopeScalingKind::kLlama3, .factor = 32, .original_context = 8192};
  std::vector<float> stretch = stretch_of(wanted, 64, 500000);
  EXPECT_EQ(llama3_scaling_of(stretch, 500000), wanted);
  stretch[20] *= 1.01f;
  EXPECT_EQ(llama3_scaling_of(stretch, 500000), std::nullopt);
  EXPECT_EQ(llama3_scaling_of({}, 500000), std::nullopt);
}

// Qwen2.5's: width 128, theta 1e6. The pair that makes 32 turns in 32768 tokens is number 23.6, the
// one that makes one turn number 39.7: the ramp goes from 23 to 40.
TEST(RopeScaling, YarnRampsBetweenShortAndLongWaves) {
  const std::vector<float> stretch = stretch_of(kYarn, 128, 1e6);
  ASSERT_EQ(stretch.size(), 64u);
  for (std::size_t i = 0; i <= 23; ++i) EXPECT_EQ(stretch[i], 1) << i;
  for (std::size_t i = 40; i < 64; ++i) EXPECT_EQ(stretch[i], 4) << i;
  const double kept = 1 - (30.0 - 23.0) / (40.0 - 23.0);
  EXPECT_NEAR(stretch[30], 1 / (kept + (1 - kept) / 4), 1e-6);
  RopeScaling exact = kYarn;
  exact.whole_pairs = false;
  const double first = 64 * std::log(32768 / (32 * 2 * M_PI)) / std::log(1e6);
  const double last = 64 * std::log(32768 / (2 * M_PI)) / std::log(1e6);
  const double share = 1 - (30 - first) / (last - first);
  EXPECT_NEAR(stretch_of(exact, 128, 1e6)[30], 1 / (share + (1 - share) / 4), 1e-6);
}

TEST(RopeScaling, YarnAmplitudes) {
  EXPECT_NEAR(amplitude_of(kYarn), 0.1 * std::log(4) + 1, 1e-12);
  EXPECT_EQ(score_scale_of(kYarn), 1);
  RopeScaling said = kYarn;
  said.amplitude = 0.75;
  EXPECT_EQ(amplitude_of(said), 0.75);
  RopeScaling deepseek = kYarn;  // mscale over mscale_all_dim, and the square of the latter
  deepseek.factor = 40;
  deepseek.mscale = 0.707;
  deepseek.mscale_all_dim = 1;
  const double one = 0.1 * std::log(40) + 1, less = 0.1 * 0.707 * std::log(40) + 1;
  EXPECT_NEAR(amplitude_of(deepseek), less / one, 1e-12);
  EXPECT_NEAR(score_scale_of(deepseek), one * one, 1e-12);
}

}  // namespace
}  // namespace modus::neural
