#include "neural/text/token_sampler.h"

#include <cmath>
#include <limits>
#include <map>

#include <gtest/gtest.h>

#include "base/error.h"

namespace modus::neural {
namespace {

const std::vector<float> kLogits = {std::log(0.4f), std::log(0.3f), std::log(0.2f), std::log(0.1f),
                                    10.0f};

std::map<TokenId, double> shares(const SamplingOptions& options) {
  TokenSampler sampler(options, {true, true, true, true});  // 4 is nobody's
  std::map<TokenId, double> counts;
  for (int i = 0; i < 20000; ++i) counts[sampler.next(kLogits)] += 1.0 / 20000;
  return counts;
}

TEST(TokenSampler, TakesTheHighestAtTemperatureZero) {
  EXPECT_EQ(shares({}), (std::map<TokenId, double>{{0, shares({})[0]}}));
  TokenSampler ties({}, {true, true, true});
  EXPECT_EQ(ties.next(std::vector<float>{1, 2, 2}), 1);
}

TEST(TokenSampler, DrawsByProbability) {
  const auto drawn = shares({.temperature = 1, .seed = 7});
  ASSERT_EQ(drawn.size(), 4u);
  for (const auto& [token, share] : drawn)
    EXPECT_NEAR(share, std::exp(kLogits[static_cast<std::size_t>(token)]), 0.015) << token;
  EXPECT_NEAR(shares({.temperature = 0.5, .seed = 7})[0], 0.16 / 0.30, 0.015);
}

TEST(TokenSampler, TopKAndTopPCut) {
  const auto two = shares({.temperature = 1, .top_k = 2, .seed = 3});
  EXPECT_EQ(two.size(), 2u);
  EXPECT_NEAR(two.at(0), 4.0 / 7, 0.015);
  // 0.4 + 0.3 reach 0.7; of the first three, 0.4/0.9 alone reaches 0.44.
  EXPECT_EQ(shares({.temperature = 1, .top_p = 0.69}).size(), 2u);
  EXPECT_EQ(shares({.temperature = 1, .top_p = 0.71}).size(), 3u);
  EXPECT_EQ(shares({.temperature = 1, .top_k = 3, .top_p = 0.44}).size(), 1u);
  EXPECT_EQ(shares({.temperature = 1, .top_p = 1e-9}).size(), 1u);
}

TEST(TokenSampler, TheSeedFixesTheDraws) {
  const SamplingOptions options{.temperature = 1, .seed = 5};
  TokenSampler a(options, {true, true, true, true}), b(options, {true, true, true, true});
  for (int i = 0; i < 100; ++i) EXPECT_EQ(a.next(kLogits), b.next(kLogits));
}

TEST(TokenSampler, RefusesWhatIsOutOfRange) {
  const double nan = std::nan(""), inf = std::numeric_limits<double>::infinity();
  for (const double t : {nan, -0.1, 10.1, inf})
    EXPECT_THROW(TokenSampler({.temperature = t}, {true}), ConfigError) << t;
  for (const double p : {nan, 0.0, -1.0, 1.01, inf})
    EXPECT_THROW(TokenSampler({.top_p = p}, {true}), ConfigError) << p;
  EXPECT_THROW(TokenSampler({.top_k = std::size_t(-1)}, {true}), ConfigError);
  EXPECT_THROW(TokenSampler({}, {false}), ConfigError);
  TokenSampler sampler({}, {true, true});
  EXPECT_THROW(sampler.next(std::vector<float>{0, std::nanf("")}), Error);
}

}  // namespace
}  // namespace modus::neural
