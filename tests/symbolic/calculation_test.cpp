#include "symbolic/calculation.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "claims/parse.h"
#include "claims/print.h"

namespace modus::symbolic {
namespace {

// The steps that a goal adds to a problem, and the step that holds it.
std::string calculated(const std::string& problem, std::string_view goal) {
  claims::Chain chain = claims::parse_problem_claims(problem, "test.claims");
  const std::size_t before = chain.steps.size();
  const auto step = Calculation(chain).append(claims::parse_claim(goal, "goal"), chain);
  if (!step) return "unknown";
  std::string result;
  for (std::size_t i = before; i < chain.steps.size(); ++i)
    result += claims::print_step(chain.steps[i]) + "\n";
  return result + "s" + std::to_string(step->value);
}

const char* const kRolls =
    "ask X: rolls = X\n"
    "given rolls_morning = 18\n"
    "given rolls_noon = 2 * rolls_morning\n"
    "given rolls = rolls_morning + rolls_noon\n"
    "given shelves = 3\n";

TEST(Calculation, PutsKnownValuesIntoEquations) {
  EXPECT_EQ(calculated(kRolls, "rolls > 50"),
            "s5  have  rolls_noon = 36  by calculate s1 s2\n"
            "s6  have  rolls = 54  by calculate s1 s3 s5\n"
            "s7  have  rolls > 50  by calculate s6\n"
            "s7");
  EXPECT_EQ(calculated(kRolls, "rolls_morning = 18"), "s1");
  EXPECT_EQ(calculated(kRolls, "not rolls / shelves = 19"),
            "s5  have  rolls_noon = 36  by calculate s1 s2\n"
            "s6  have  rolls = 54  by calculate s1 s3 s5\n"
            "s7  have  not rolls / shelves = 19  by calculate s4 s6\n"
            "s7");
  EXPECT_EQ(calculated(kRolls, "rolls = 55"), "unknown");
}

TEST(Calculation, SolvesForOneUnknownAnywhere) {
  EXPECT_EQ(calculated("ask X: a = X\ngiven 2 * (a + 3) - b = 10\ngiven b = 4\n", "a = 4"),
            "s3  have  a = 4  by calculate s1 s2\ns3");
  EXPECT_EQ(calculated("ask X: a = X\ngiven a / 4 = 6\n", "a = 24"),
            "s2  have  a = 24  by calculate s1\ns2");
  EXPECT_EQ(calculated("ask X: a = X\ngiven a + b = 3\ngiven a - b = 1\n", "a = 2"), "unknown");
  EXPECT_EQ(calculated("ask X: a = X\ngiven a * a = 9\n", "a = 3"), "unknown");
  EXPECT_EQ(calculated("ask X: a = X\ngiven 12 / a = 4\n", "a = 3"), "unknown");
  EXPECT_EQ(calculated("ask X: a = X\ngiven a = 1 / 0\n", "a = 0"), "unknown");
}

TEST(Calculation, DefinitionsNeedNoCitation) {
  EXPECT_EQ(calculated("ask X: b = X\ns1 let a := 5 + 2\ns2 given b = a + 1\n", "b = 8"),
            "s3  have  a = 7  by calculate\ns4  have  b = 8  by calculate s2 s3\ns4");
}

TEST(Calculation, FunctionsOfNamesAreUnknownsToo) {
  EXPECT_EQ(calculated("ask X: age(ann) = X\ngiven age(bob) = 12\ngiven age(ann) = age(bob) / 2\n",
                       "age(ann) = 6"),
            "s3  have  age(ann) = 6  by calculate s1 s2\ns3");
}

TEST(Calculation, ValuesKeepTheirUnit) {
  const claims::Chain chain = claims::parse_problem_claims(
      "ask X: way = X\ngiven speed = 60 km/h\ngiven way = speed * 2 h\n", "test.claims");
  const auto value = Calculation(chain).value(claims::name("way"));
  ASSERT_TRUE(value);
  EXPECT_EQ(claims::print(*value), "120 km");
  EXPECT_FALSE(Calculation(chain).value(claims::name("time")));
}

}  // namespace
}  // namespace modus::symbolic
