#include "symbolic/answer.h"

#include <gtest/gtest.h>

namespace modus::symbolic {
namespace {

TEST(Answer, TheFirstWrongSentenceAndWhatRestsOnIt) {
  const AnswerCheck check = check_answer(
      "In all 18 + 36 = 44 rolls. Each shelf gets 44 / 2 = 22. The answer is 22.",
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
