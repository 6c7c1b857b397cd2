#include "kernels/rope.h"

#include <numeric>

#include "base/error.h"
#include "tests/kernels/instruction_sets.h"

namespace modus::kernels {
namespace {

Doubles reference(const std::vector<float>& x, const std::vector<std::int32_t>& position,
                  std::size_t heads, std::size_t width) {
  Doubles y(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::size_t c = i % width, half = width / 2;
    const std::size_t pair = c % half, partner = c < half ? i + half : i - half;
    const double angle =
        position[i / (heads * width)] *
        std::pow(10000.0, -2.0 * static_cast<double>(pair) / static_cast<double>(width));
    const double sign = c < half ? -1 : 1;
    y[i] = static_cast<double>(x[i]) * std::cos(angle) +
           sign * static_cast<double>(x[partner]) * std::sin(angle);
  }
  return y;
}

void turn(std::vector<float>& x, const std::vector<std::int32_t>& position, std::size_t width,
          Rotation rotation) {
  const std::size_t tokens = position.size();
  rope({.tokens = tokens,
        .heads = tokens == 0 ? 0 : x.size() / tokens / width,
        .head_width = width,
        .position = position.data(),
        .rotation = rotation,
        .x = x.data()},
       {});
}

TEST(Rope, MatchesTheReference) {
  for (std::size_t tokens : kAwkwardSizes) {
    for (std::size_t width : {2u, 32u, 34u}) {
      RandomStream random(tokens * 100 + width);
      std::vector<float> x = random_floats(random, tokens * 3 * width, 2);
      std::vector<std::int32_t> position(tokens);
      for (auto& p : position) p = static_cast<std::int32_t>(random.below(1024));
      const Doubles expected = reference(x, position, 3, width);
      turn(x, position, width, Rotation::kForward);
      expect_close(x, expected, 1e-6);
    }
  }
}

TEST(Rope, AnAmplitudeMultipliesTheResult) {
  RandomStream random(8);
  const std::vector<float> before = random_floats(random, 5 * 32, 2);
  const std::vector<std::int32_t> position = {0, 3, 4, 900, 7};
  std::vector<float> turned = before, louder = before;
  turn(turned, position, 32, Rotation::kForward);
  rope({.tokens = 5,
        .heads = 1,
        .head_width = 32,
        .position = position.data(),
        .amplitude = 1.25f,
        .x = louder.data()},
       {});
  Doubles expected;
  for (const float value : turned) expected.push_back(1.25 * static_cast<double>(value));
  expect_close(louder, expected, 1e-6);
}

TEST(Rope, OneTokenGetsTheBitsThatItGetsAmongMany) {
  RandomStream random(5);
  constexpr std::size_t kTokens = 200, kWidth = 32;
  std::vector<float> all = random_floats(random, kTokens * kWidth, 1);
  std::vector<std::int32_t> position(kTokens);
  std::iota(position.begin(), position.end(), 0);
  const std::vector<float> before = all;
  turn(all, position, kWidth, Rotation::kForward);
  for (std::size_t t : {0u, 1u, 130u, 199u}) {
    std::vector<float> alone(before.begin() + t * kWidth, before.begin() + (t + 1) * kWidth);
    turn(alone, {position[t]}, kWidth, Rotation::kForward);
    EXPECT_TRUE(std::equal(alone.begin(), alone.end(), all.begin() + t * kWidth)) << t;
  }
}

TEST(Rope, BackwardTurnsBack) {
  RandomStream random(6);
  std::vector<float> x = random_floats(random, 50 * 2 * 32, 1);
  std::vector<std::int32_t> position(50);
  for (auto& p : position) p = static_cast<std::int32_t>(random.below(1000));
  const Doubles before = doubles(x);
  turn(x, position, 32, Rotation::kForward);
  turn(x, position, 32, Rotation::kBackward);
  expect_close(x, before, 1e-6);
}

// Angles are kept from call to call: whatever changes between two calls must change them.
TEST(Rope, TheAnglesAreThoseOfTheCall) {
  RandomStream random(7);
  const std::vector<float> before = random_floats(random, 2 * 32, 1);
  const auto turned = [&](std::vector<std::int32_t> position, std::size_t width, float theta,
                          Rotation rotation) {
    std::vector<float> x = before;
    rope({.tokens = position.size(),
          .heads = x.size() / position.size() / width,
          .head_width = width,
          .position = position.data(),
          .theta = theta,
          .rotation = rotation,
          .x = x.data()},
         {});
    return x;
  };
  const std::vector<float> plain = turned({3, 9}, 32, 1e4f, Rotation::kForward);
  EXPECT_NE(turned({3, 9}, 32, 1e4f, Rotation::kBackward), plain);
  EXPECT_NE(turned({3, 9}, 32, 1e6f, Rotation::kForward), plain);
  EXPECT_NE(turned({3, 8}, 32, 1e4f, Rotation::kForward), plain);
  EXPECT_NE(turned({3}, 32, 1e4f, Rotation::kForward), plain);
  EXPECT_NE(turned({3, 9}, 16, 1e4f, Rotation::kForward), plain);
  EXPECT_EQ(turned({3, 9}, 32, 1e4f, Rotation::kForward), plain);
}

TEST(Rope, AnOddWidthIsRefused) {
  std::vector<float> x(3);
  EXPECT_THROW(turn(x, {1}, 3, Rotation::kForward), ShapeError);
}

}  // namespace
}  // namespace modus::kernels
