#include "bridge/definitions.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "claims/print.h"

namespace modus::bridge {
namespace {

constexpr const char* kStamps =
    "@1 Nora has 12 stamps.\n@2 Nora lost 3 stamps.\nask X: asked = X\n"
    "s1 given nora_stamp = 12 @1\ns2 given nora_lost = 3 @2\n";
constexpr std::string_view kLeft = "How many stamps does Nora have left?";

std::vector<std::string> carried(const std::string& story, std::string_view question) {
  std::vector<std::string> printed;
  for (const claims::Claim& formula :
       carried_definitions(claims::parse_chain(story, "story"), question))
    printed.push_back(claims::print(formula));
  return printed;
}

TEST(Definitions, AreThoseThatTheWordsCarry) {
  EXPECT_EQ(carried(kStamps, kLeft), std::vector<std::string>{"nora_stamp - nora_lost"});
  EXPECT_TRUE(carried(kStamps, "How many pens does Nora have left?").empty());
  EXPECT_TRUE(
      carried(std::string(kStamps) + "s3 let asked := nora_stamp - nora_lost\n", kLeft).empty());
}

TEST(Definitions, CalculationsCiteWhatSaysTheirAmounts) {
  const claims::Chain chain = claims::parse_chain(
      std::string(kStamps) + "s3 let asked := nora_stamp - nora_lost\n", "story");
  const std::vector<Calculation> found = calculations_of(chain, kLeft);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(claims::print(found[0].term), "nora_stamp - nora_lost");
  EXPECT_EQ(claims::print(found[1].term), "asked");
  const std::vector<claims::StepId> cites = {claims::StepId(1), claims::StepId(2)};
  EXPECT_EQ(found[1].cites, cites);
}

}  // namespace
}  // namespace modus::bridge
