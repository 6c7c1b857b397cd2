#include "kernels/linear_int8.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kernels/parallel.h"
#include "tests/kernels/arrays.h"
#include "tests/kernels/expert_reference.h"

namespace modus::kernels {
namespace {

struct Quantized {
  std::vector<std::int8_t> w;
  std::vector<float> scale;
};

Quantized quantized(const std::vector<float>& values, std::size_t rows, std::size_t columns) {
  Quantized q{std::vector<std::int8_t>(values.size(), 99), std::vector<float>(rows, -1)};
  quantize_rows(values.data(), rows, columns, q.w.data(), q.scale.data());
  return q;
}

std::vector<double> dequantized(const Quantized& q) {
  std::vector<double> values(q.w.size());
  const std::size_t columns = q.scale.empty() ? 1 : q.w.size() / q.scale.size();
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = static_cast<double>(q.scale[i / columns]) * q.w[i];
  }
  return values;
}

TEST(QuantizeRowsTest, RowsAreScaledByTheirLargestValue) {
  const std::vector<float> values = {127, -2.5f, 3.5f, 0.5f, 0, 0, 0, 0, 1, -2, 0, 0.0078125f};
  const Quantized q = quantized(values, 3, 4);
  EXPECT_EQ(q.scale, (std::vector<float>{1, 1, 2.0f / 127}));
  EXPECT_EQ(q.w, (std::vector<std::int8_t>{127, -2, 4, 0, 0, 0, 0, 0, 64, -127, 0, 0}));
}

TEST(QuantizeRowsTest, AnErrorIsAtMostHalfAStep) {
  RandomStream random(5);
  const std::vector<float> values = random_floats(random, 33 * 67, 3);
  const Quantized q = quantized(values, 33, 67);
  const std::vector<double> back = dequantized(q);
  for (std::size_t i = 0; i < values.size(); ++i) {
    ASSERT_LE(std::abs(back[i] - values[i]), 0.5001 * q.scale[i / 67]);
  }
}

TEST(QuantizeRowsTest, ValuesTooSmallForAScaleBecomeZero) {
  const std::vector<float> values = {1e-42f, -1e-42f};
  const Quantized q = quantized(values, 1, 2);
  EXPECT_EQ(q.scale[0], 1);
  EXPECT_EQ(q.w, (std::vector<std::int8_t>{0, 0}));
}

using LinearInt8Test = EachIsa;
INSTANTIATE_TEST_SUITE_P(Isas, LinearInt8Test, all_isas(), isa_name);

std::vector<float> run(const std::vector<float>& x, const Quantized& q, std::size_t m) {
  const std::size_t n = q.scale.size();
  std::vector<float> y(m * n, -1);
  linear_int8({.m = m,
               .n = n,
               .k = q.w.size() / n,
               .x = x.data(),
               .w = q.w.data(),
               .scale = q.scale.data(),
               .y = y.data()},
              {});
  return y;
}

TEST_P(LinearInt8Test, EqualsTheReference) {
  RandomStream random(17);
  for (std::size_t m : {0u, 1u, 2u, 3u, 7u, 8u, 33u}) {
    for (std::size_t n : {1u, 16u, 31u, 100u}) {
      for (std::size_t k : {1u, 15u, 64u, 257u}) {
        const std::vector<float> x = random_floats(random, m * k, 1);
        const Quantized q = quantized(random_floats(random, n * k, 1), n, k);
        const std::vector<double> w = dequantized(q);
        std::vector<double> wanted(m * n);
        for (std::size_t i = 0; i < m * n; ++i) {
          for (std::size_t l = 0; l < k; ++l) {
            wanted[i] += static_cast<double>(x[i / n * k + l]) * w[i % n * k + l];
          }
        }
        expect_close(run(x, q, m), wanted, 2e-5, 1e-6, fmt::format("{} x {} x {}", m, n, k));
      }
    }
  }
}

TEST_P(LinearInt8Test, ARowDoesNotDependOnTheOthers) {
  constexpr std::size_t kRows = 61, kColumns = 133, kDepth = 259;
  RandomStream random(23);
  const std::vector<float> x = random_floats(random, kRows * kDepth, 1);
  const Quantized q = quantized(random_floats(random, kColumns * kDepth, 1), kColumns, kDepth);
  const std::vector<float> together = run(x, q, kRows);
  for (std::size_t rows : {1u, 2u, 3u, 8u}) {
    for (std::size_t first = 0; first + rows <= kRows; first += rows) {
      const std::vector<float> some(x.begin() + first * kDepth,
                                    x.begin() + (first + rows) * kDepth);
      const std::vector<float> alone = run(some, q, rows);
      ASSERT_TRUE(std::equal(alone.begin(), alone.end(), together.begin() + first * kColumns))
          << rows << " rows from " << first;
    }
  }
}

TEST_P(LinearInt8Test, TheNumberOfThreadsChangesNoBit) {
  RandomStream random(29);
  const std::vector<float> x = random_floats(random, 9 * 300, 1);
  const Quantized q = quantized(random_floats(random, 500 * 300, 1), 500, 300);
  const std::size_t before = thread_count();
  set_thread_count(1);
  const std::vector<float> one = run(x, q, 9);
  set_thread_count(3);
  EXPECT_EQ(one, run(x, q, 9));
  set_thread_count(before);
}

struct Experts {
  ExpertFfnShape shape;
  Quantized gate_up, down;
  std::vector<float> x, weight;
  std::vector<std::int32_t> expert;
};

Experts random_experts(const ExpertFfnShape& shape) {
  const auto [tokens, width, expert_count, top_k, expert_width] = shape;
  RandomStream random(31, tokens);
  const std::size_t rows = expert_count * 2 * expert_width;
  Experts e{.shape = shape,
            .gate_up = quantized(random_floats(random, rows * width, 1), rows, width),
            .down = quantized(random_floats(random, expert_count * width * expert_width, 1),
                              expert_count * width, expert_width),
            .x = random_floats(random, tokens * width, 1),
            .weight = random_floats(random, tokens * top_k, 1),
            .expert = {}};
  for (std::size_t i = 0; i < tokens * top_k; ++i) {
    e.expert.push_back(
        static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(expert_count))));
  }
  return e;
}

std::vector<float> run(const Experts& e, std::size_t first, std::size_t tokens) {
  const auto [all, width, expert_count, top_k, expert_width] = e.shape;
  std::vector<float> y(tokens * width, -1);
  expert_ffn_int8({.tokens = tokens,
                   .width = width,
                   .expert_count = expert_count,
                   .top_k = top_k,
                   .expert_width = expert_width,
                   .x = e.x.data() + first * width,
                   .gate_up = e.gate_up.w.data(),
                   .gate_up_scale = e.gate_up.scale.data(),
                   .down = e.down.w.data(),
                   .down_scale = e.down.scale.data(),
                   .weight = e.weight.data() + first * top_k,
                   .expert = e.expert.data() + first * top_k,
                   .y = y.data()},
                  {});
  return y;
}

TEST_P(LinearInt8Test, ExpertsEqualTheReference) {
  for (const ExpertFfnShape& shape :
       {ExpertFfnShape{0, 16, 4, 2, 8}, ExpertFfnShape{1, 1, 1, 1, 1},
        ExpertFfnShape{5, 67, 3, 2, 33}, ExpertFfnShape{150, 32, 2, 2, 16}}) {
    const Experts e = random_experts(shape);
    const std::vector<double> wanted =
        reference_forward({.shape = shape,
                           .x = {e.x.begin(), e.x.end()},
                           .gate_up = dequantized(e.gate_up),
                           .down = dequantized(e.down),
                           .weight = {e.weight.begin(), e.weight.end()},
                           .expert = e.expert});
    double largest = 0;
    for (double value : wanted) largest = std::max(largest, std::abs(value));
    expect_close(run(e, 0, shape.tokens), wanted, 3e-6 * largest, 0,
                 fmt::format("{} tokens", shape.tokens));
  }
}

TEST_P(LinearInt8Test, ATokenOfTheExpertsDoesNotDependOnItsNeighbours) {
  const Experts e = random_experts(
      {.tokens = 40, .width = 35, .expert_count = 4, .top_k = 2, .expert_width = 21});
  const std::vector<float> together = run(e, 0, 40);
  for (std::size_t tokens : {1u, 3u, 8u}) {
    for (std::size_t first = 0; first + tokens <= 40; first += tokens) {
      const std::vector<float> alone = run(e, first, tokens);
      ASSERT_TRUE(std::equal(alone.begin(), alone.end(), together.begin() + first * 35))
          << tokens << " tokens from " << first;
    }
  }
}

}  // namespace
}  // namespace modus::kernels
