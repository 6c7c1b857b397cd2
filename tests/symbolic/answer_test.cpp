#include "symbolic/answer.h"

#include <gtest/gtest.h>

namespace modus::symbolic {
namespace {

TEST(Answer, TheFirstWrongSentenceAndWhatRestsOnIt) {
  const AnswerCheck check =
      check_answer("In all 18 + 36 = 44 rolls. Each shelf gets 44 / 2 = 22. The answer is 22.",
                   "18 rolls, then 36, on 2 shelves.", {});
  EXPECT_EQ(check.verdict, ChainVerdict::kRefuted);
  EXPECT_EQ(check.first_mistake, 1u);
  ASSERT_EQ(check.claims.size(), 3u);
  EXPECT_EQ(check.claims[0].verdict, Verdict::kRefuted);
  EXPECT_EQ(check.claims[0].detail, "18 + 36 = 54");
  EXPECT_EQ(check.claims[1].detail, "rests on sentence 1");
  EXPECT_EQ(check.claims[2].detail, "rests on sentence 2");
}

TEST(Answer, ARightOneIsValid) {
  const AnswerCheck check =
      check_answer("So 18 + 36 = 54. Then 54 / 2 = 27. The answer is 27.", "", {});
  EXPECT_EQ(check.verdict, ChainVerdict::kValid);
  EXPECT_EQ(check.final_answer, "27");
  EXPECT_EQ(check.understood, 3u);
}

TEST(Answer, AnAnswerThatNothingArrivesAt) {
  const AnswerCheck check = check_answer("So 18 + 36 = 54. The answer is 45.", "", {});
  EXPECT_EQ(check.verdict, ChainVerdict::kUnproved);
  EXPECT_EQ(check.claims.back().detail, "no sentence arrives at 45");
}

TEST(Answer, AMentionRestsOnTheSentenceThatBroughtItsNumberIn) {
  const AnswerCheck check =
      check_answer("So 18 + 36 = 44. Each shelf holds 44 rolls. Each roll is one of 18.", "", {});
  EXPECT_EQ(check.first_mistake, 1u);
  ASSERT_EQ(check.claims.size(), 2u);
  EXPECT_EQ(check.claims[1].sentence, 2u);
  EXPECT_EQ(check.claims[1].claim, "44");
  EXPECT_EQ(check.claims[1].rests_on, std::vector<std::size_t>{1});
}

TEST(Answer, OperandsOfAFailedClaimAreNotItsFault) {
  const AnswerCheck check = check_answer("So 18 + 36 = 44. And 2 * 18 = 36.", "", {});
  ASSERT_EQ(check.claims.size(), 2u);
  EXPECT_EQ(check.claims[1].verdict, Verdict::kProved);
}

TEST(Answer, DatesAreValuesLikeNumbers) {
  const AnswerCheck check = check_answer(
      "Two weeks after 3 March 2024 is 18 March 2024. It ends on 18 March 2024.", "", {});
  EXPECT_EQ(check.first_mistake, 1u);
  ASSERT_EQ(check.claims.size(), 2u);
  EXPECT_EQ(check.claims[0].verdict, Verdict::kRefuted);
  EXPECT_EQ(check.claims[1].rests_on, std::vector<std::size_t>{1});
}

TEST(Answer, ADayThatIsNoneIsUndecidedWithItsPlace) {
  const AnswerCheck check = check_answer("So 1 + 1 = 2. It ends on 29 February 2023.", "", {});
  EXPECT_EQ(check.verdict, ChainVerdict::kUndecided);
  ASSERT_EQ(check.claims.size(), 2u);
  EXPECT_EQ(check.claims[1].detail, "there is no day 2023-02-29");
  EXPECT_EQ(check.claims[1].span.begin, 25u);
}

TEST(Answer, ASecondFalseEquationIsRefutedWhateverItRestsOn) {
  const AnswerCheck check = check_answer("So 18 + 36 = 44. Then 44 / 2 = 21.", "", {});
  EXPECT_EQ(check.first_mistake, 1u);
  EXPECT_EQ(check.claims.back().verdict, Verdict::kRefuted);
  EXPECT_EQ(check.claims.back().detail, "44 / 2 = 22");
}

TEST(Answer, DefinitionsCarryTheirValues) {
  const AnswerCheck wrong =
      check_answer("Where A = (5 + 2). Then A = (5 + 2) = 8. So A + 1 = 8 + 1 = 9.", "", {});
  EXPECT_EQ(wrong.first_mistake, 2u);
  EXPECT_EQ(wrong.claims.back().claim, "8 + 1 = 9");
  EXPECT_EQ(wrong.claims.back().detail, "rests on sentence 2");
  EXPECT_EQ(check_answer("Where A = (5 + 2). Then A + 1 = 8.", "", {}).verdict,
            ChainVerdict::kValid);
}

TEST(Answer, AConclusionRepeatedIsUnderstood) {
  const AnswerCheck check = check_answer("So 18 + 36 = 54. That makes 54 rolls.", "", {});
  EXPECT_EQ(check.verdict, ChainVerdict::kValid);
  EXPECT_EQ(check.understood, 2u);
}

TEST(Answer, AFinalAnswerInCentsOrBehindUnreadAlgebraIsNoMistake) {
  EXPECT_FALSE(
      check_answer("It is $0.50 - $0.25 = $0.25. The answer is 25.", "", {}).first_mistake);
  EXPECT_FALSE(check_answer("So 2 + 2 = 4. And 3x = 60. The answer is 20.", "", {}).first_mistake);
  EXPECT_FALSE(check_answer("The answer is 5. Thus \\boxed{5}.", "", {}).first_mistake);
}

TEST(Answer, AlgebraIsCheckedStepByStep) {
  const AnswerCheck check = check_answer("2x + 3 = 11, so 2x = 8, so x = 4. The answer is 4.",
                                         "If 2x + 3 = 11, what is x?", {});
  EXPECT_EQ(check.verdict, ChainVerdict::kValid) << check.reason;
  ASSERT_EQ(check.claims.size(), 3u);
  EXPECT_EQ(check.claims[0].verdict, Verdict::kProved);
  EXPECT_EQ(check.understood, 2u);
}

TEST(Answer, AlgebraThatContradictsTheStepBeforeIsRefuted) {
  const AnswerCheck check =
      check_answer("2x + 3 = 11, so 2x = 9. Dividing both sides by 2 gives x = 4.5.", "", {});
  EXPECT_EQ(check.first_mistake, 1u);
  ASSERT_EQ(check.claims.size(), 2u);
  EXPECT_EQ(check.claims[0].detail, "contradicts 2 * x + 3 = 11");
  EXPECT_EQ(check.claims[1].detail, "rests on sentence 1");
}

// A root may be lost for good reasons that stand elsewhere; what nobody states stays unread.
TEST(Answer, AlgebraThatNeitherFollowsNorContradictsIsUnread) {
  const AnswerCheck lost = check_answer("We have x^2 = 9, so x = 3.", "x^2 = 9", {});
  EXPECT_EQ(lost.verdict, ChainVerdict::kUndecided);
  EXPECT_TRUE(lost.claims.empty());
  const AnswerCheck unstated = check_answer("2x = 8, so x = 4.", "", {});
  EXPECT_EQ(unstated.verdict, ChainVerdict::kUndecided);
  EXPECT_EQ(unstated.reason, "unread: 1");
  ASSERT_EQ(unstated.claims.size(), 1u);
  EXPECT_EQ(unstated.claims[0].verdict, Verdict::kProved);
}

TEST(Answer, QuotesTheClauseWithoutAnnotations) {
  const AnswerCheck check = check_answer("In all, she has 3 x 4 = <<3*4=13>>13 pens.", "", {});
  ASSERT_FALSE(check.claims.empty());
  EXPECT_EQ(check.claims[0].quoted, "she has 3 x 4 = 13");
}

TEST(Answer, UnreadNumbersLeaveItUndecided) {
  const AnswerCheck check = check_answer("Ann has 7 cats. So 2 + 2 = 4.", "", {});
  EXPECT_EQ(check.verdict, ChainVerdict::kUndecided);
  EXPECT_EQ(check.reason, "unread: 1");
  EXPECT_EQ(check_answer("Nothing here.", "", {}).verdict, ChainVerdict::kUndecided);
}

TEST(Answer, UndefinedIsNeverProved) {
  const AnswerCheck check = check_answer("So 1 / 0 = 1 / 0.", "", {});
  EXPECT_EQ(check.verdict, ChainVerdict::kUndecided);
}

}  // namespace
}  // namespace modus::symbolic
