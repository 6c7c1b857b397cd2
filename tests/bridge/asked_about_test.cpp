#include "bridge/asked_about.h"

#include <gtest/gtest.h>

namespace modus::bridge {
namespace {

using Kind = AskedAbout::Kind;
using Names = std::vector<std::string>;

AskedAbout about(std::string_view question, std::vector<std::string> text) {
  std::vector<SentenceTokens> sentences;
  for (const std::string& sentence : text)
    sentences.push_back(symbolic::reading::tokenise(sentence));
  return asked_about(symbolic::reading::tokenise(question), sentences);
}

TEST(AskedAbout, WhomTheQuestionNames) {
  const AskedAbout nora = about("How many stamps does Nora have?", {"Nora has 12 stamps."});
  EXPECT_EQ(nora.names, Names{"nora"});
  EXPECT_TRUE(nora.alone);
  EXPECT_EQ(about("How many cats does Mrs. Hilt have?", {"Mrs. Hilt has 3 cats."}).names,
            Names{"mrs hilt"});
  EXPECT_FALSE(about("How many has Nora?", {"Tom has 2.", "Now Nora has 3."}).alone);
  EXPECT_EQ(about("How many Pokemon cards does Jason have?", {"Jason has 6 Pokemon cards."}).names,
            Names{"jason"})
      << "cards are nobody";
}

TEST(AskedAbout, APronounIsTheOnlyPerson) {
  EXPECT_EQ(about("How many does she have?", {"Nora has 12.", "She buys 3."}).names, Names{"nora"});
  EXPECT_EQ(about("How many does she have?", {"Nora has 12.", "Now Ida has 3."}).kind,
            Kind::kNobody);
}

TEST(AskedAbout, AThingOrAPlace) {
  const AskedAbout farmer =
      about("How many apples does the farmer have?", {"The farmer had 9 apples."});
  EXPECT_EQ(farmer.names, Names{"farmer"});
  EXPECT_EQ(farmer.kind, Kind::kThing);
  const AskedAbout drawer =
      about("How many crayons are there now?", {"There are 7 crayons in the drawer."});
  EXPECT_EQ(drawer.names, Names{"drawer"});
  EXPECT_EQ(drawer.kind, Kind::kPlace);
}

TEST(AskedAbout, DaysAndBeginningsAreNobody) {
  const SentenceTokens sentence = symbolic::reading::tokenise("Yesterday Tom sold 3 on Monday.");
  EXPECT_EQ(named_in(sentence), Names{"tom"});
}

}  // namespace
}  // namespace modus::bridge
