#include "kernels/sampling.h"

#include "base/error.h"
#include "tests/kernels/instruction_sets.h"

namespace modus::kernels {
namespace {

struct Sampler {
  std::size_t batch, vocabulary;
  std::vector<float> logits, uniform, log_probability;
  std::vector<std::uint64_t> mask;
  std::vector<std::int32_t> token;

  Sampler(std::size_t rows, std::size_t columns) : batch(rows), vocabulary(columns) {
    RandomStream random(rows * 1000 + columns);
    logits = random_floats(random, batch * vocabulary, 3);
    for (std::size_t b = 0; b < batch; ++b) uniform.push_back(static_cast<float>(random.unit()));
    mask.assign(batch * words(), 0);
    for (std::size_t b = 0; b < batch; ++b) {
      for (std::size_t v = 0; v < vocabulary; ++v) {
        if (random.chance(0.3)) allow(b, v);
      }
    }
    token.resize(batch);
    log_probability.resize(batch);
  }
  std::size_t words() const { return (vocabulary + 63) / 64; }
  void allow(std::size_t b, std::size_t v) {
    mask[b * words() + v / 64] |= std::uint64_t{1} << (v % 64);
  }
  bool allowed(std::size_t b, std::size_t v) const {
    return (mask[b * words() + v / 64] >> (v % 64) & 1) != 0;
  }
  void run(float temperature, const std::uint64_t* bits) {
    sample_masked({.batch = batch,
                   .vocabulary = vocabulary,
                   .logits = logits.data(),
                   .mask = bits,
                   .temperature = temperature,
                   .uniform = uniform.data(),
                   .token = token.data(),
                   .log_probability = log_probability.data()},
                  {});
  }
  // Probabilities of the allowed tokens, 0 for the others.
  Doubles distribution(std::size_t b, double temperature) const {
    Doubles p(vocabulary);
    double total = 0;
    for (std::size_t v = 0; v < vocabulary; ++v) {
      if (!allowed(b, v)) continue;
      p[v] = std::exp(static_cast<double>(logits[b * vocabulary + v]) / temperature);
      total += p[v];
    }
    for (double& x : p) x /= total;
    return p;
  }
};

constexpr std::size_t kVocabularies[] = {1, 31, 64, 65, 200};

TEST(Sampling, WithoutTemperatureTheBestAllowedTokenIsTaken) {
  for (std::size_t vocabulary : kVocabularies) {
    Sampler s(7, vocabulary);
    s.run(0, s.mask.data());
    for (std::size_t b = 0; b < s.batch; ++b) {
      std::int32_t best = -1;
      for (std::size_t v = 0; v < vocabulary; ++v) {
        if (!s.allowed(b, v)) continue;
        const float* row = s.logits.data() + b * vocabulary;
        if (best < 0 || row[v] > row[best]) best = static_cast<std::int32_t>(v);
      }
      ASSERT_EQ(s.token[b], best);
      if (best < 0) continue;
      EXPECT_NEAR(static_cast<double>(s.log_probability[b]),
                  std::log(s.distribution(b, 1)[static_cast<std::size_t>(best)]), 1e-5);
    }
  }
}

TEST(Sampling, TiesGoToTheLowerAllowedId) {
  Sampler s(1, 100);
  std::fill(s.logits.begin(), s.logits.end(), 1.0f);
  std::fill(s.mask.begin(), s.mask.end(), 0);
  s.allow(0, 70);
  s.allow(0, 90);
  s.run(0, s.mask.data());
  EXPECT_EQ(s.token[0], 70);
  EXPECT_NEAR(s.log_probability[0], std::log(0.5), 1e-6);
}

TEST(Sampling, AnEmptyMaskGivesNoToken) {
  Sampler s(2, 70);
  std::fill(s.mask.begin(), s.mask.end(), 0);
  s.mask[1] = ~std::uint64_t{0} << 6;  // only bits past the vocabulary
  for (float temperature : {0.0f, 1.0f}) {
    s.run(temperature, s.mask.data());
    EXPECT_EQ(s.token, (std::vector<std::int32_t>{-1, -1}));
  }
}

TEST(Sampling, TheDrawInvertsTheCumulatedProbability) {
  for (std::size_t vocabulary : kVocabularies) {
    for (float temperature : {0.5f, 1.0f, 3.0f}) {
      Sampler s(20, vocabulary);
      for (std::size_t b = 0; b < s.batch; ++b) s.allow(b, b % vocabulary);
      s.run(temperature, s.mask.data());
      for (std::size_t b = 0; b < s.batch; ++b) {
        const Doubles p = s.distribution(b, static_cast<double>(temperature));
        const auto token = static_cast<std::size_t>(s.token[b]);
        ASSERT_TRUE(s.allowed(b, token));
        double below = 0;
        for (std::size_t v = 0; v < token; ++v) below += p[v];
        EXPECT_LE(below, static_cast<double>(s.uniform[b]) + 1e-6);
        EXPECT_GE(below + p[token], static_cast<double>(s.uniform[b]) - 1e-6);
        EXPECT_NEAR(static_cast<double>(s.log_probability[b]),
                    std::log(s.distribution(b, 1)[token]), 1e-5);
      }
    }
  }
}

TEST(Sampling, NoMaskAllowsEverything) {
  Sampler s(5, 77), all(5, 77);
  for (std::size_t b = 0; b < s.batch; ++b) {
    for (std::size_t v = 0; v < s.vocabulary; ++v) all.allow(b, v);
  }
  s.run(0.7f, nullptr);
  all.run(0.7f, all.mask.data());
  EXPECT_EQ(s.token, all.token);
  EXPECT_EQ(s.log_probability, all.log_probability);
}

TEST(Sampling, NobodyNeedsTheLogProbability) {
  const std::vector<float> logits = {0, 2, 1};
  std::int32_t token = -1;
  sample_masked({.batch = 1, .vocabulary = 3, .logits = logits.data(), .token = &token}, {});
  EXPECT_EQ(token, 1);
}

TEST(Sampling, ATemperatureNeedsRandomNumbers) {
  std::vector<float> logits(4);
  EXPECT_THROW(
      sample_masked({.batch = 1, .vocabulary = 4, .logits = logits.data(), .temperature = 1}, {}),
      InternalError);
}

}  // namespace
}  // namespace modus::kernels
