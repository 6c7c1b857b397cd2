#include "kernels/expert_ffn.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "kernels/parallel.h"
#include "tests/kernels/arrays.h"
#include "tests/kernels/expert_reference.h"

namespace modus::kernels {
namespace {

// How tokens choose: evenly, or all their first slots on one expert.
enum class Load { kEven, kSkewed };

struct Case {
  ExpertFfnShape shape;
  Load load;
};

constexpr Case kCases[] = {
    {{.tokens = 0, .width = 8, .expert_count = 4, .top_k = 2, .expert_width = 8}, Load::kEven},
    {{.tokens = 1, .width = 1, .expert_count = 1, .top_k = 1, .expert_width = 1}, Load::kEven},
    {{.tokens = 7, .width = 33, .expert_count = 5, .top_k = 2, .expert_width = 17}, Load::kEven},
    {{.tokens = 31, .width = 32, .expert_count = 64, .top_k = 4, .expert_width = 16}, Load::kEven},
    {{.tokens = 601, .width = 20, .expert_count = 3, .top_k = 2, .expert_width = 9}, Load::kSkewed},
};

struct Arrays {
  ExpertFfnShape shape;
  std::vector<float> x, gate_up, down, weight, dy;
  std::vector<std::int32_t> expert;
};

Arrays random_arrays(const Case& given) {
  const auto [tokens, width, expert_count, top_k, expert_width] = given.shape;
  RandomStream random(11, tokens * 131 + width);
  Arrays a{.shape = given.shape,
           .x = random_floats(random, tokens * width, 1),
           .gate_up = random_floats(random, expert_count * 2 * expert_width * width, 0.5f),
           .down = random_floats(random, expert_count * width * expert_width, 0.5f),
           .weight = random_floats(random, tokens * top_k, 1),
           .dy = random_floats(random, tokens * width, 1),
           .expert = {}};
  for (std::size_t t = 0; t < tokens; ++t) {
    std::uint32_t e =
        given.load == Load::kSkewed ? 0 : random.below(static_cast<std::uint32_t>(expert_count));
    for (std::size_t k = 0; k < top_k; ++k) {
      a.expert.push_back(static_cast<std::int32_t>(e));
      e = (e + 1) % static_cast<std::uint32_t>(expert_count);
    }
  }
  return a;
}

struct Results {
  std::vector<float> y, gate_up_out, dx, dgate_up, ddown, dweight;
};

Results run(const Arrays& a, Precision precision) {
  const auto [tokens, width, expert_count, top_k, expert_width] = a.shape;
  const ExpertOrder order = order_by_expert(a.expert.data(), tokens, top_k, expert_count);
  Results r{std::vector<float>(tokens * width, -1),
            std::vector<float>(tokens * top_k * 2 * expert_width, -1),
            std::vector<float>(tokens * width, -1),
            std::vector<float>(a.gate_up.size(), -1),
            std::vector<float>(a.down.size(), -1),
            std::vector<float>(a.weight.size(), -1)};
  expert_ffn_forward({.shape = a.shape,
                      .x = a.x.data(),
                      .gate_up = a.gate_up.data(),
                      .down = a.down.data(),
                      .weight = a.weight.data(),
                      .pair = order.pair.data(),
                      .offset = order.offset.data(),
                      .y = r.y.data(),
                      .gate_up_out = r.gate_up_out.data(),
                      .precision = precision},
                     {});
  expert_ffn_backward({.shape = a.shape,
                       .x = a.x.data(),
                       .gate_up = a.gate_up.data(),
                       .down = a.down.data(),
                       .weight = a.weight.data(),
                       .pair = order.pair.data(),
                       .offset = order.offset.data(),
                       .gate_up_out = r.gate_up_out.data(),
                       .dy = a.dy.data(),
                       .dx = r.dx.data(),
                       .dgate_up = r.dgate_up.data(),
                       .ddown = r.ddown.data(),
                       .dweight = r.dweight.data(),
                       .precision = precision},
                      {});
  return r;
}

template <class To, class From>
std::vector<To> converted(const std::vector<From>& values) {
  return std::vector<To>(values.begin(), values.end());
}

ExpertProblem problem_of(const Arrays& a) {
  return {.shape = a.shape,
          .x = converted<double>(a.x),
          .gate_up = converted<double>(a.gate_up),
          .down = converted<double>(a.down),
          .weight = converted<double>(a.weight),
          .expert = a.expert};
}

// Largest error beside the largest value. bfloat16 keeps 8 bits: 2^-9 a rounded input, three of
// them in a row, errors of opposite sign partly cancelling.
double tolerance_of(Precision precision) {
  return precision == Precision::kFloat32 ? 2e-6 : 1.2e-2;
}

void expect_near_reference(const std::vector<float>& got, const std::vector<double>& expected,
                           Precision precision, const std::string& what) {
  double largest = 1e-30;
  for (double value : expected) largest = std::max(largest, std::abs(value));
  expect_close(got, expected, tolerance_of(precision) * largest, 0, what);
}

using ExpertFfnTest = EachIsa;
INSTANTIATE_TEST_SUITE_P(Isas, ExpertFfnTest, all_isas(), isa_name);

TEST_P(ExpertFfnTest, BothPassesEqualTheReference) {
  for (const Case& given : kCases) {
    const Arrays a = random_arrays(given);
    const ExpertProblem problem = problem_of(a);
    const ExpertGradients wanted = reference_backward(problem, converted<double>(a.dy));
    for (Precision precision : {Precision::kFloat32, Precision::kBfloat16}) {
      const Results got = run(a, precision);
      const std::string where = fmt::format("{} tokens, width {}, precision {}", a.shape.tokens,
                                            a.shape.width, static_cast<int>(precision));
      expect_near_reference(got.y, reference_forward(problem), precision, where + ", y");
      expect_near_reference(got.dx, wanted.dx, precision, where + ", dx");
      expect_near_reference(got.dgate_up, wanted.dgate_up, precision, where + ", dgate_up");
      expect_near_reference(got.ddown, wanted.ddown, precision, where + ", ddown");
      expect_near_reference(got.dweight, wanted.dweight, precision, where + ", dweight");
    }
  }
}

TEST_P(ExpertFfnTest, ATokenDoesNotDependOnItsNeighbours) {
  const Arrays all = random_arrays(kCases[4]);
  for (Precision precision : {Precision::kFloat32, Precision::kBfloat16}) {
    const Results together = run(all, precision);
    for (std::size_t tokens : {1u, 3u, 8u}) {
      Arrays some = all;
      some.shape.tokens = tokens;
      const Results alone = run(some, precision);
      const std::size_t values = tokens * all.shape.width;
      EXPECT_TRUE(std::equal(alone.y.begin(), alone.y.begin() + values, together.y.begin()));
      EXPECT_TRUE(std::equal(alone.dx.begin(), alone.dx.begin() + values, together.dx.begin()));
    }
  }
}

TEST_P(ExpertFfnTest, TheNumberOfThreadsChangesNoBit) {
  const std::size_t before = thread_count();
  const Arrays a = random_arrays(kCases[4]);
  set_thread_count(1);
  const Results one = run(a, Precision::kBfloat16);
  set_thread_count(3);
  const Results three = run(a, Precision::kBfloat16);
  set_thread_count(before);
  EXPECT_EQ(one.y, three.y);
  EXPECT_EQ(one.dx, three.dx);
  EXPECT_EQ(one.dgate_up, three.dgate_up);
  EXPECT_EQ(one.ddown, three.ddown);
  EXPECT_EQ(one.dweight, three.dweight);
}

// The reference itself: its gradients against differences of its loss sum(y * dy).
void expect_slopes(ExpertProblem problem, std::vector<double> ExpertProblem::*input,
                   const std::vector<double>& gradient, const std::vector<double>& dy) {
  const auto loss = [&] {
    double sum = 0;
    const std::vector<double> y = reference_forward(problem);
    for (std::size_t i = 0; i < y.size(); ++i) sum += y[i] * dy[i];
    return sum;
  };
  constexpr double kStep = 1e-5;
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    double& value = (problem.*input)[i];
    const double kept = value;
    value = kept + kStep;
    const double above = loss();
    value = kept - kStep;
    const double below = loss();
    value = kept;
    ASSERT_NEAR(gradient[i], (above - below) / (2 * kStep), 1e-7) << "element " << i;
  }
}

TEST(ExpertReferenceTest, GradientsAreTheSlopesOfTheLoss) {
  const Arrays a = random_arrays(
      {{.tokens = 4, .width = 5, .expert_count = 3, .top_k = 2, .expert_width = 3}, Load::kEven});
  const ExpertProblem problem = problem_of(a);
  const std::vector<double> dy = converted<double>(a.dy);
  const ExpertGradients g = reference_backward(problem, dy);
  expect_slopes(problem, &ExpertProblem::x, g.dx, dy);
  expect_slopes(problem, &ExpertProblem::gate_up, g.dgate_up, dy);
  expect_slopes(problem, &ExpertProblem::down, g.ddown, dy);
  expect_slopes(problem, &ExpertProblem::weight, g.dweight, dy);
}

}  // namespace
}  // namespace modus::kernels
