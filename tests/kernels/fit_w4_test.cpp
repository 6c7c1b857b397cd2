#include "kernels/fit_w4.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "kernels/dequantize_blocks.h"
#include "kernels/quantize_blocks.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kBlock = 32, kBytes = 18;

struct Result {
  std::vector<float> back;
  double loss = 0;
};
Result fitted(const std::vector<float>& values, const std::vector<float>& importance) {
  std::vector<std::byte> blocks(values.size() / kBlock * kBytes);
  Result result;
  result.loss = fit_w4({.values = values, .importance = importance, .blocks = blocks});
  result.back.resize(values.size());
  dequantize_row(BlockFormat::kW4, blocks, result.back);
  return result;
}

double weighted_loss(const std::vector<float>& values, const std::vector<float>& back,
                     const std::vector<float>& importance) {
  double loss = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double error = static_cast<double>(values[i]) - static_cast<double>(back[i]);
    loss += (importance.empty() ? 1 : static_cast<double>(importance[i])) * error * error;
  }
  return loss;
}

// Sums of three draws: more in the middle than at the ends, as weights are.
std::vector<float> drawn(RandomStream& random, std::size_t count, double size) {
  std::vector<float> values(count);
  for (float& value : values)
    value = static_cast<float>(size * (random.unit() + random.unit() + random.unit() - 1.5));
  return values;
}

// The least loss over a fine net of lines, each with its nearest codes.
double least_loss_of_net(const std::vector<float>& x, const std::vector<float>& importance) {
  const auto [least, most] = std::ranges::minmax(x);
  double best = INFINITY;
  for (int low = -20; low <= 120; ++low) {
    for (int high = -20; high <= 120; ++high) {
      const double range = static_cast<double>(most) - static_cast<double>(least);
      const double from = static_cast<double>(least) + low * 0.0025 * range;
      const double step = (static_cast<double>(most) - high * 0.0025 * range - from) / 15;
      double loss = 0;
      for (std::size_t i = 0; i < x.size(); ++i) {
        const double value = static_cast<double>(x[i]);
        const double code = std::clamp(std::nearbyint((value - from) / step), 0.0, 15.0);
        const double error = value - (from + step * code);
        loss += (importance.empty() ? 1 : static_cast<double>(importance[i])) * error * error;
      }
      best = std::min(best, loss);
    }
  }
  return best;
}

TEST(FitW4, ValuesOnALineComeBackExactly) {
  RandomStream random(11);
  for (const float scale : {0x1p-20f, 0x1.6p-7f, 3.0f, 240.0f}) {
    for (const float zero : {0.0f, 7.0f, 7.0625f, 15.0f}) {
      std::vector<float> values(3 * kBlock);
      for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t in = i % kBlock;  // both ends of the codes are there
        const std::uint64_t code = in == 0 ? 0 : in == 1 ? 15 : random.below(16);
        values[i] = scale * (static_cast<float>(code) - zero);
      }
      const Result result = fitted(values, {});
      EXPECT_EQ(result.back, values) << scale << " " << zero;
      EXPECT_EQ(result.loss, 0);
    }
  }
}

TEST(FitW4, ConstantsAndZeros) {
  EXPECT_EQ(fitted(std::vector<float>(kBlock, 0.0f), {}).back, std::vector<float>(kBlock, 0.0f));
  for (const float value : {-0.75f, 0.3f, 1000.0f})
    for (const float back : fitted(std::vector<float>(kBlock, value), {}).back)
      EXPECT_NEAR(back, value, 0.05 * std::abs(static_cast<double>(value)));
  std::vector<float> one(kBlock, 0.0f);
  one[5] = 1;
  EXPECT_EQ(fitted(one, {}).back[4], 0);
}

TEST(FitW4, TheLossThatIsToldIsThatOfTheBlocks) {
  RandomStream random(12);
  const std::vector<float> values = drawn(random, 20 * kBlock, 0.1);
  std::vector<float> importance = drawn(random, values.size(), 1);
  for (float& weight : importance) weight = std::abs(weight);
  const Result result = fitted(values, importance);
  const double loss = weighted_loss(values, result.back, importance);
  EXPECT_NEAR(result.loss, loss, 1e-4 * loss);
}

// Close to the best line there is, of any scale, with and without importance.
TEST(FitW4, LosesLittleMoreThanTheBestOfAFineNet) {
  RandomStream random(13);
  double lost = 0, best = 0;
  for (int i = 0; i < 20; ++i) {
    const std::vector<float> values = drawn(random, kBlock, 0.05);
    std::vector<float> importance;
    if (i % 2 == 1) {
      importance = drawn(random, kBlock, 1);
      for (float& weight : importance) weight *= weight;
    }
    lost += fitted(values, importance).loss;
    best += least_loss_of_net(values, importance);
  }
  EXPECT_LE(lost, 1.1 * best);
}

// Of what plain ranges lose (Q4_1, which has 5 bits a value), a part.
TEST(FitW4, LosesLessThanTheRangeOfTheValues) {
  RandomStream random(14);
  const std::vector<float> values = drawn(random, 200 * kBlock, 0.05);
  double by_range = 0;
  for (std::size_t at = 0; at < values.size(); at += kBlock) {
    const std::vector<float> x(values.begin() + static_cast<std::ptrdiff_t>(at),
                               values.begin() + static_cast<std::ptrdiff_t>(at + kBlock));
    const auto [least, most] = std::ranges::minmax(x);
    std::vector<float> back;
    for (const float value : x)
      back.push_back(least +
                     (most - least) / 15 * std::nearbyint((value - least) / ((most - least) / 15)));
    by_range += weighted_loss(x, back, {});
  }
  EXPECT_LT(fitted(values, {}).loss, 0.9 * by_range);
}

TEST(FitW4, WhatMattersLosesLess) {
  RandomStream random(15);
  const std::vector<float> values = drawn(random, 50 * kBlock, 0.05);
  std::vector<float> importance(values.size(), 1e-4f);
  for (std::size_t i = 0; i < values.size(); i += 8) importance[i] = 1;
  const double alike = weighted_loss(values, fitted(values, {}).back, importance);
  EXPECT_LT(fitted(values, importance).loss, 0.6 * alike);
  const std::vector<float> none(values.size(), 0.0f);
  EXPECT_EQ(fitted(values, none).back, fitted(values, {}).back);
}

TEST(FitW4, RefusesWhatDoesNotFit) {
  std::vector<std::byte> blocks(kBytes);
  const std::vector<float> values(kBlock, 1.0f), few(kBlock - 1, 1.0f);
  EXPECT_THROW(fit_w4({.values = few, .importance = {}, .blocks = blocks}), ShapeError);
  EXPECT_THROW(fit_w4({.values = values, .importance = few, .blocks = blocks}), ShapeError);
  EXPECT_THROW(fit_w4({.values = values, .importance = {}, .blocks = std::span(blocks).first(17)}),
               ShapeError);
  const std::vector<float> large(kBlock, 3601.0f);
  EXPECT_THROW(fit_w4({.values = large, .importance = {}, .blocks = blocks}), ShapeError);
}

}  // namespace
}  // namespace modus::kernels
