#include "bridge/compared.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "claims/parse.h"

namespace modus::bridge {
namespace {

std::string judged(std::string_view story, const std::string& formula) {
  const claims::Chain chain = claims::parse_chain(story, "story");
  const WordProblem problem(chain, "How many plums do they have?");
  return wrong_base(claims::parse_claim(formula + " = 0", "formula").child(0), problem);
}

constexpr std::string_view kStory = R"(
@1 Ida has 12 plums.
@2 Tom has 3 times as many plums as Ida.
@3 Mia has 5 plums more than Tom.
@4 Each plum costs 2 coins.
s1 given ida = 12 @1
s2 given tom_times = 3 @2
s3 given mia_more = 5 @3
s4 given cost = 2 @4
)";

TEST(WrongBase, AComparisonIsWithWhatItsSentenceNames) {
  EXPECT_EQ(judged(kStory, "ida * tom_times"), "");
  EXPECT_EQ(judged(kStory, "ida * tom_times + mia_more"), "");
  EXPECT_EQ(judged(kStory, "ida + mia_more"),
            "sentence 3 compares with what sentence 2 says, `ida` is not of that");
  EXPECT_EQ(judged(kStory, "cost * (ida + (ida * tom_times + mia_more))"), "");
  EXPECT_NE(judged(kStory, "cost * (ida + (ida - mia_more))"), "");
}

TEST(WrongBase, WhatIsOnlyComparedIsNoAmount) {
  EXPECT_EQ(judged(kStory, "mia_more + tom_times"),
            "`tom_times` of sentence 2 is no amount by itself");
  EXPECT_NE(judged(kStory, "tom_times * cost"), "");
}

TEST(WrongBase, TheOtherSentenceIsTakenByWhatItSaysItself) {
  constexpr std::string_view kDays = R"(
@1 On Monday Leo prints 54 bells.
@2 Leo prints 24 bells less on Tuesday than on Monday.
@3 Leo prints 3 times as many bells on Wednesday as on Tuesday.
s1 given monday = 54 @1
s2 given less = 24 @2
s3 given times = 3 @3
)";
  EXPECT_EQ(judged(kDays, "(monday - less) * times"), "");
  EXPECT_EQ(judged(kDays, "monday + (monday - less) + monday * times"),
            "sentence 3 compares with what sentence 2 says, `monday` is not of that");
}

TEST(WrongBase, AMultipleIsOfTheBaseAlone) {
  constexpr std::string_view kDays = R"(
@1 On Friday Leo builds 48 kites.
@2 Leo builds half as many kites on Saturday as on Friday.
@3 On Sunday Leo builds 5 times as many kites as on Friday.
@4 On Monday Leo builds 3 times as many kites as on Saturday.
s1 given friday = 48 @1
s2 given half = 2 @2
s3 given times = 5 @3
s4 given more = 3 @4
)";
  EXPECT_EQ(judged(kDays, "friday + friday / half + friday * times"), "");
  EXPECT_EQ(judged(kDays, "friday + friday / half + friday / half * times"),
            "sentence 3 compares with what sentence 1 says, not with sentence 2");
  EXPECT_EQ(judged(kDays, "friday * (1 / half) * more"), "");
  EXPECT_EQ(judged(kDays, "more * (1 / half) * friday"), "");
  EXPECT_EQ(judged(kDays, "friday * (more * (1 / half))"), "");
  EXPECT_NE(judged(kDays, "friday * times * more"), "");
}

// `x / 2` may be written `x * (1 / 2)`.
TEST(WrongBase, AHalfIsOfWhatItsSentenceNames) {
  constexpr std::string_view kHalf = R"(
@1 Ida has 12 plums.
@2 Tom has 8 pears.
@3 Mia has half as many as Tom.
s1 given ida = 12 @1
s2 given tom = 8 @2
s3 given half = 2 @3
)";
  EXPECT_EQ(judged(kHalf, "tom * (1 / half) + ida"), "");
  EXPECT_NE(judged(kHalf, "ida * (1 / half) + tom"), "");
  EXPECT_NE(judged(kHalf, "ida / half"), "");
}

TEST(WrongBase, IsSilentWhereTheTextIs) {
  constexpr std::string_view kUnsaid = R"(
@1 Ida has 12 plums.
@2 She has 5 more than before, and 4 more than Tom.
@3 That is 3 more than she wanted.
s1 given ida = 12 @1
s2 given gained = 5 @2
s3 given wanted = 3 @3
)";
  EXPECT_EQ(judged(kUnsaid, "ida + gained"), "");  // two numbers
  EXPECT_EQ(judged(kUnsaid, "ida - wanted"), "");  // nobody says what she wanted
  EXPECT_EQ(judged(kUnsaid, "ida - unknown"), "");
}

}  // namespace
}  // namespace modus::bridge
