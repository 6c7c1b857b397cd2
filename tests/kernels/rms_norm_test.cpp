#include "kernels/rms_norm.h"

#include "kernels/parallel.h"
#include "tests/kernels/instruction_sets.h"

namespace modus::kernels {
namespace {

constexpr double kEpsilon = 1e-6;

Doubles reference(const Doubles& x, const Doubles& weight) {
  const std::size_t width = weight.size();
  Doubles y(x.size());
  for (std::size_t row = 0; row < x.size(); row += width) {
    double squares = 0;
    for (std::size_t d = 0; d < width; ++d) squares += x[row + d] * x[row + d];
    const double rms = std::sqrt(squares / static_cast<double>(width) + kEpsilon);
    for (std::size_t d = 0; d < width; ++d) y[row + d] = x[row + d] / rms * weight[d];
  }
  return y;
}

double dot(const Doubles& a, const Doubles& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

struct Problem {
  std::size_t tokens, width;
  std::vector<float> x, weight, dy;
  std::vector<float> y, inverse, dx, dweight;

  Problem(std::size_t rows, std::size_t columns) : tokens(rows), width(columns) {
    RandomStream random(rows * 1000 + columns);
    x = random_floats(random, tokens * width, 3);
    weight = random_floats(random, width, 2);
    dy = random_floats(random, tokens * width, 1);
    y.resize(tokens * width);
    inverse.resize(tokens);
    dx.resize(tokens * width);
    dweight.assign(width, 7.0f);  // must be overwritten
  }
  void run() {
    rms_norm_forward({.tokens = tokens,
                      .width = width,
                      .x = x.data(),
                      .weight = weight.data(),
                      .y = y.data(),
                      .inverse = inverse.data()},
                     {});
    rms_norm_backward({.tokens = tokens,
                       .width = width,
                       .x = x.data(),
                       .weight = weight.data(),
                       .inverse = inverse.data(),
                       .dy = dy.data(),
                       .dx = dx.data(),
                       .dweight = dweight.data()},
                      {});
  }
};

TEST(RmsNorm, MatchesTheReferenceOnEveryInstructionSet) {
  for (std::size_t tokens : kAwkwardSizes) {
    for (std::size_t width : {1u, 7u, 32u, 33u, 256u}) {
      Problem p(tokens, width);
      const Doubles expected = reference(doubles(p.x), doubles(p.weight));
      for_each_isa([&] {
        p.run();
        expect_close(p.y, expected, 2e-6);
      });
    }
  }
}

TEST(RmsNorm, GradientsMatchFiniteDifferences) {
  for (std::size_t width : {1u, 5u, 33u}) {
    Problem p(3, width);
    const Doubles dy = doubles(p.dy);
    const Doubles dx = differences(
        [&](const Doubles& x) { return dot(reference(x, doubles(p.weight)), dy); }, doubles(p.x));
    const Doubles dweight = differences(
        [&](const Doubles& w) { return dot(reference(doubles(p.x), w), dy); }, doubles(p.weight));
    for_each_isa([&] {
      p.run();
      expect_close(p.dx, dx, 5e-6);
      expect_close(p.dweight, dweight, 5e-6);
    });
  }
}

TEST(RmsNorm, TheWeightsGradientSumsOverManyRows) {
  Problem p(4001, 32);  // several chunks
  Doubles expected(32);
  const Doubles normed = reference(doubles(p.x), Doubles(32, 1.0));
  for (std::size_t i = 0; i < normed.size(); ++i) {
    expected[i % 32] += normed[i] * static_cast<double>(p.dy[i]);
  }
  for_each_isa([&] {
    p.run();
    expect_close(p.dweight, expected, 2e-5);
  });
}

TEST(RmsNorm, NoTokensGiveNoGradient) {
  Problem p(0, 9);
  p.run();
  EXPECT_EQ(p.dweight, std::vector<float>(9, 0.0f));
}

TEST(RmsNorm, MayOverwriteItsInput) {
  Problem p(33, 48);
  p.run();
  rms_norm_forward({.tokens = p.tokens,
                    .width = p.width,
                    .x = p.x.data(),
                    .weight = p.weight.data(),
                    .y = p.x.data()},
                   {});
  EXPECT_EQ(p.x, p.y);
}

TEST(RmsNorm, BitsDoNotDependOnThreads) {
  Problem one(5000, 33), many(5000, 33);
  const std::size_t before = thread_count();
  set_thread_count(1);
  one.run();
  set_thread_count(5);
  many.run();
  set_thread_count(before);
  EXPECT_EQ(one.y, many.y);
  EXPECT_EQ(one.dx, many.dx);
  EXPECT_EQ(one.dweight, many.dweight);
}

}  // namespace
}  // namespace modus::kernels
