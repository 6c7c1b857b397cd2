// Expectations and variances, in chains and against sums over drawn tables.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "claims/evaluate.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "tests/symbolic/chain_checks.h"

namespace modus::symbolic {
namespace {

struct Case {
  const char* chain;
  const char* step;
  const char* told;
};

constexpr const char* kTable =
    "s1 given P(x = 0) = 0.2\ns2 given P(x = 1) = 0.3\ns3 given P(x = 4) = 0.5\n";

TEST(Expectation, FromATable) {
  const auto told_of = [](const std::string& goal) {
    return step_told(check_text(kTable + ("s4 have " + goal + " by s1 s2 s3\n")), "s4");
  };
  EXPECT_EQ(told_of("E(x) = 2.3"), "proved");
  EXPECT_EQ(told_of("E(x) = 2"), "refuted");
  EXPECT_EQ(told_of("E(2 * x + 1) = 5.6"), "proved");
  EXPECT_EQ(told_of("E(x^2) = 8.3"), "proved");
  EXPECT_EQ(told_of("variance(x) = 3.01"), "proved");
  EXPECT_EQ(told_of("variance(x) = 8.3"), "refuted");
}

TEST(Expectation, IsLinearWhateverTheStates) {
  const Case kCases[] = {
      {"s1 have E(x + y) = E(x) + E(y)\n", "s1", "proved"},
      {"s1 have E(3 * x - 1) = 3 * E(x) - 1\n", "s1", "proved"},
      {"s1 given P(c) > 0\ns2 have E(-x | c) = -E(x | c) by s1\n", "s2", "proved"},
      {"s1 given P(x = 1) = 0.5\ns2 given P(x = 3) = 0.3\ns3 have E(x) = 1.4 by s1 s2\n", "s3",
       "undecided (no distribution for or against it was found)"},  // 0.2 is left for other states
      {"s1 have E(x | c) = E(x | c)\n", "s1", "undecided (undefined at column 9)"},
  };
  for (const Case& c : kCases)
    EXPECT_EQ(step_told(check_text(c.chain), c.step), c.told) << c.chain;
}

TEST(Expectation, PrintsAsItIsWritten) {
  for (const char* text : {"E(x) = 2", "E(x * y + 1 | c, do(z = 0)) > 3", "variance(x | y = 1) = 0"})
    EXPECT_EQ(claims::print(claims::parse_claim(text, "test")), text);
}

// Weights drawn; the sum over the table, computed here, is the judge of solver and evaluator.
RC_GTEST_PROP(ExpectationProperty, IsTheSumOverTheTable, ()) {
  const int states[] = {-1, 0, 2};
  int weights[3], total = 0;
  for (int& weight : weights) total += weight = *rc::gen::inRange(0, 5);
  if (total == 0) return;
  std::string chain;
  claims::Measure measure;
  claims::Rational mean = 0, square = 0;
  for (int i = 0; i < 3; ++i) {
    claims::Rational weight(weights[i], total);
    weight.canonicalize();
    chain += fmt::format("s{} given P(x = {}) = {} / {}\n", i + 1, states[i],
                         weight.get_num().get_str(), weight.get_den().get_str());
    measure.emplace_back(claims::SamplePoint{{"x", std::to_string(states[i])}}, weight);
    mean += weight * states[i];
    square += weight * states[i] * states[i];
  }
  const auto verdict = [&](const char* term, const claims::Rational& value) {
    const std::string goal = fmt::format("{} = {} / {}", term, value.get_num().get_str(),
                                         value.get_den().get_str());
    return step_told(check_text(chain + "s4 have " + goal + " by s1 s2 s3\n"), "s4");
  };
  const claims::Rational spread = square - mean * mean;
  claims::Model model;
  model.measures[""] = measure;
  const auto evaluated = [&](const char* term) {
    return claims::evaluate(claims::parse_claim(std::string(term) + " = 0", "test").child(0), model,
                            10'000);
  };
  RC_ASSERT(evaluated("E(x)") == claims::Value(claims::Quantity{mean, {}}));
  RC_ASSERT(evaluated("variance(x)") == claims::Value(claims::Quantity{spread, {}}));
  RC_ASSERT(verdict("E(x)", mean) == "proved");
  RC_ASSERT(verdict("variance(x)", spread) == "proved");
  RC_ASSERT(verdict("E(x)", mean + 1) == "refuted");
}

}  // namespace
}  // namespace modus::symbolic
