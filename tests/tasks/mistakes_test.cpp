#include <gtest/gtest.h>

#include "tasks/bbm.h"
#include "tasks/planted_faults.h"

namespace modus::tasks {
namespace {

TEST(FirstMistake, OfAMultistepCalculation) {
  const std::string input = "((2 + 3) * (4 - 6)) =";
  const std::string parts = "This can be written as \"A * B\", where A = (2 + 3) and B = (4 - 6).";
  EXPECT_FALSE(first_mistake(input, {parts, "A = (2 + 3) = 5.", "B = (4 - 6) = -2.",
                                     "A * B = 5 * -2 = -10. So the answer is -10."}));
  const auto wrong = first_mistake(input, {parts, "A = (2 + 3) = 5.", "B = (4 - 6) = 2.",
                                           "A * B = 5 * 2 = 10. So the answer is 10."});
  ASSERT_TRUE(wrong);
  EXPECT_EQ(wrong->step, 2u);
}

TEST(FirstMistake, OfADecomposition) {
  const auto wrong = first_mistake(
      "((2 + 3) * (4 - 6)) =",
      {"This can be written as \"A * B\", where A = (2 + 3) and B = (4 + 6).", "A = (2 + 3) = 5."});
  ASSERT_TRUE(wrong);
  EXPECT_EQ(wrong->step, 0u);
}

TEST(PlantedFault, ChangesOneThingAndIsDecidedByTheSeed) {
  const std::string solution = "She has 4*3=<<4*3=12>>12 eggs.\n#### 12";
  for (const FaultKind kind :
       {FaultKind::kNumber, FaultKind::kOperator, FaultKind::kCopied, FaultKind::kOperand}) {
    RandomStream one(1), two(1);
    const auto a = plant(solution, kind, one), b = plant(solution, kind, two);
    ASSERT_TRUE(a && b);
    EXPECT_EQ(a->solution, b->solution);
    EXPECT_NE(a->solution, solution);
  }
  RandomStream random(1);
  EXPECT_FALSE(plant("no annotation", FaultKind::kNumber, random));
}

}  // namespace
}  // namespace modus::tasks
