#include "bridge/prompted/grey_words.h"

#include <gtest/gtest.h>

#include "claims/parse.h"

namespace modus::bridge {
namespace {

// Why `written`, claims parted by `;`, may not be what the sentence says.
std::string fault(std::string_view sentence, const std::string& written,
                  std::string_view before = "") {
  std::vector<claims::Claim> claims;
  for (std::size_t at = 0; at < written.size();) {
    const std::size_t end = std::min(written.find(';', at), written.size());
    claims.push_back(claims::parse_claim(written.substr(at, end - at), "test"));
    at = end + 1;
  }
  return disagreement_with({sentence, before}, claims);
}

constexpr const char* kBoxes = "A dozen boxes of six make 72 eggs.";

TEST(GreyWords, TakeACalculationInTheSentencesOwnNumbers) {
  EXPECT_EQ(fault(kBoxes, "12 * 6 = 72"), "");
  EXPECT_EQ(fault(kBoxes, "12 * 6 = 72; eggs = 72"), "");
  EXPECT_EQ(fault("Half of the 18 rolls, nine, were eaten.", "18 / 2 = 9"), "");
  EXPECT_EQ(fault("A discount of 20% takes 6 dollars off.", "20% * 30 = 6", "It costs $30."), "");
  EXPECT_EQ(fault("One of the boxes holds 6, so all hold 72.", "12 * 6 = 72", "12 boxes."), "");
}

TEST(GreyWords, DoNotAskWhetherItIsTrue) { EXPECT_EQ(fault(kBoxes, "12 + 6 = 72"), ""); }

TEST(GreyWords, RefuseANumberThatIsWrittenNowhere) {
  EXPECT_EQ(fault(kBoxes, "12 * 6 = 71"), "71 is written nowhere");
  EXPECT_EQ(fault(kBoxes, "12 * 6 + 0 = 72"), "0 is written nowhere");
}

TEST(GreyWords, RefuseWhatLeavesANumberOut) {
  EXPECT_EQ(fault(kBoxes, "12 * 6 = 6"), "the sentence's 72 is left out");
  EXPECT_EQ(fault("One dozen of 6 boxes is 72.", "12 * 6 = 12", ""),
            "the sentence's 72 is left out");
}

TEST(GreyWords, RefuseWhatSpeaksOnlyOfWhatStandsBefore) {
  EXPECT_EQ(fault("That makes 72 eggs.", "12 * 6 = 72; 6 + 6 = 12", kBoxes),
            "`6 + 6 = 12` has no number of the sentence");
}

TEST(GreyWords, RefuseWhatSaysNothing) {
  EXPECT_EQ(fault("That makes 72 eggs.", "72 = 72"), "`72 = 72` says nothing");
}

TEST(GreyWords, RefuseWhatIsNoCalculation) {
  EXPECT_EQ(fault("Ann has 3 cats.", "has(ann, cats)"),
            "`has(ann, cats)` is no equation or comparison of numbers");
  EXPECT_NE(fault("It is 3 or 4.", "3 = 3 or 3 = 4"), "");
}

TEST(GreyWords, RefuseANameWithoutAWord) {
  EXPECT_EQ(fault("Ann has 3 cats.", "ann_cats = 3"), "");
  EXPECT_EQ(fault("Ann has 3 cats.", "ann_dogs = 3"),
            "there is no word `dogs` for the name ann_dogs");
  EXPECT_EQ(fault("She has 3 of them.", "ann_cats = 3", "Ann likes cats."), "");
}

TEST(GreyWords, CuesMustAgree) {
  EXPECT_NE(fault("12 and 6 do not make 72.", "12 * 6 = 72"), "");
  EXPECT_EQ(fault("12 and 6 do not make 72.", "12 + 6 != 72"), "");
  EXPECT_EQ(fault(kBoxes, "12 * 6 != 72"), "`!=` has no word");
  EXPECT_NE(fault("A third of 10 is about 3.3.", "10 / 3 = 3.3"), "");
  EXPECT_EQ(fault("10 shared by 3 is about 3.3.", "10 / 3 ~= 3.3"), "");
  EXPECT_EQ(fault(kBoxes, "12 * 6 ~= 72"), "`~=` has no word");
  EXPECT_EQ(fault("12 is greater than 6.", "12 > 6"), "");
  EXPECT_EQ(fault("12 came after 6.", "12 > 6"), "no word says more or less");
}

}  // namespace
}  // namespace modus::bridge
