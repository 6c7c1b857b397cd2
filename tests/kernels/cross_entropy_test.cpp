#include "kernels/cross_entropy.h"

#include "base/error.h"
#include "kernels/parallel.h"
#include "tests/kernels/instruction_sets.h"

namespace modus::kernels {
namespace {

double loss_of(const Doubles& logits, std::size_t target) {
  double sum = 0;
  for (double x : logits) sum += std::exp(x);
  return std::log(sum) - logits[target];
}

struct Problem {
  std::size_t tokens, vocabulary;
  float scale = 0.25f;
  std::vector<float> logits, weight, loss, dlogits;
  std::vector<std::int32_t> target, best;

  Problem(std::size_t rows, std::size_t columns) : tokens(rows), vocabulary(columns) {
    RandomStream random(rows * 1000 + columns);
    logits = random_floats(random, tokens * vocabulary, 6);
    for (std::size_t t = 0; t < tokens; ++t) {
      weight.push_back(t % 3 == 1 ? 0.0f : static_cast<float>(1 + random.below(3)));
      target.push_back(static_cast<std::int32_t>(random.below(static_cast<unsigned>(columns))));
    }
    loss.resize(tokens);
    dlogits.assign(logits.size(), 7.0f);
    best.resize(tokens);
  }
  void run(float* gradient) {
    cross_entropy({.tokens = tokens,
                   .vocabulary = vocabulary,
                   .logits = gradient == logits.data() ? gradient : logits.data(),
                   .target = target.data(),
                   .weight = weight.data(),
                   .scale = scale,
                   .loss = loss.data(),
                   .dlogits = gradient,
                   .best = best.data()},
                  {});
  }
  void run() { run(dlogits.data()); }
  Doubles logits_of(std::size_t t) const {
    return {logits.begin() + t * vocabulary, logits.begin() + (t + 1) * vocabulary};
  }
};

TEST(CrossEntropy, LossAndGradientMatchTheReference) {
  for (std::size_t tokens : kAwkwardSizes) {
    for (std::size_t vocabulary : {1u, 5u, 33u, 67u}) {
      Problem p(tokens, vocabulary);
      Doubles loss, gradient;
      for (std::size_t t = 0; t < tokens; ++t) {
        const double weight = static_cast<double>(p.weight[t]);
        const auto target = static_cast<std::size_t>(p.target[t]);
        loss.push_back(weight == 0 ? 0 : loss_of(p.logits_of(t), target));
        for (double d :
             differences([&](const Doubles& x) { return loss_of(x, target); }, p.logits_of(t))) {
          gradient.push_back(static_cast<double>(p.scale) * weight * d);
        }
      }
      for_each_isa([&] {
        p.run();
        expect_close(p.loss, loss, 2e-6);
        expect_close(p.dlogits, gradient, 2e-6);
      });
    }
  }
}

TEST(CrossEntropy, BestIsTheFirstOfTheHighest) {
  Problem p(2, 40);
  p.logits[7] = p.logits[12] = 9;
  p.logits[40 + 39] = p.logits[40 + 38] = 9;
  for_each_isa([&] {
    p.run();
    EXPECT_EQ(p.best, (std::vector<std::int32_t>{7, 38}));
  });
}

TEST(CrossEntropy, HugeLogitsNeitherOverflowNorVanish) {
  Problem p(1, 33);
  p.weight = {1};
  p.scale = 1;
  for (float& x : p.logits) x *= 1e4f;
  p.target = {3};
  const double expected = static_cast<double>(*std::max_element(p.logits.begin(), p.logits.end())) -
                          static_cast<double>(p.logits[3]);
  for_each_isa([&] {
    p.run();
    EXPECT_NEAR(static_cast<double>(p.loss[0]), expected, 1e-6 * expected);
    for (float d : p.dlogits) EXPECT_TRUE(std::isfinite(d));
  });
}

TEST(CrossEntropy, NotANumberShowsInTheLoss) {
  for (std::size_t at : {0u, 20u, 34u}) {
    Problem p(1, 35);
    p.weight = {1};
    p.logits[at] = std::nanf("");
    for_each_isa([&] {
      p.run();
      EXPECT_TRUE(std::isnan(p.loss[0])) << at;
    });
  }
}

TEST(CrossEntropy, InPlaceAndWithoutGradientGiveTheSame) {
  Problem p(33, 67);
  p.run();
  const std::vector<float> loss = p.loss;
  p.run(nullptr);
  EXPECT_EQ(p.loss, loss);
  p.run(p.logits.data());
  EXPECT_EQ(p.loss, loss);
  EXPECT_EQ(p.logits, p.dlogits);
}

TEST(CrossEntropy, ATargetOutsideIsRefusedUnlessItsWeightIsZero) {
  Problem p(4, 10);
  p.target[1] = -1;
  p.target[2] = 10;
  p.weight[1] = 0;
  p.weight[2] = 1;
  EXPECT_THROW(p.run(), ShapeError);
  p.weight[2] = 0;
  p.run();
  EXPECT_EQ(p.loss[2], 0);
}

TEST(CrossEntropy, BitsDoNotDependOnThreads) {
  Problem one(301, 100), many(301, 100);
  const std::size_t before = thread_count();
  set_thread_count(1);
  one.run();
  set_thread_count(4);
  many.run();
  set_thread_count(before);
  EXPECT_EQ(one.loss, many.loss);
  EXPECT_EQ(one.dlogits, many.dlogits);
}

}  // namespace
}  // namespace modus::kernels
