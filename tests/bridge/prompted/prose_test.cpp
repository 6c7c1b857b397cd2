#include "bridge/prompted/prose.h"

#include <gtest/gtest.h>

#include "bridge/prompted/deriving.h"
#include "bridge/prompted/scripted_model.h"

namespace modus::bridge {
namespace {

std::string number_in(const std::string& text) { return answer_in(text, AnswerForm::kNumber); }
std::string truth_in(const std::string& text) {
  return answer_in(text, AnswerForm::kTrueFalseUnknown);
}

TEST(AnswerIn, FindsTheNumberBehindTheLastMark) {
  EXPECT_EQ(number_in("She has 3 + 4 cats. Answer: 7"), "7");
  EXPECT_EQ(number_in("Answer: 5. No, wait. Answer: $1,234.50."), "1234.50");
  EXPECT_EQ(number_in("#### -3"), "-3");
  EXPECT_EQ(number_in("**Answer:** 18 apples in 2 boxes"), "18");
  EXPECT_EQ(number_in("Answer: 3 + 4 = 7"), "7");
  EXPECT_EQ(number_in("So 3/4 of it is left."), "3/4");
  EXPECT_EQ(number_in("10-3"), "3");
  EXPECT_EQ(number_in("Answer: none"), "");
  EXPECT_EQ(number_in(""), "");
}

TEST(AnswerIn, FindsTheTruthBehindTheLastMark) {
  EXPECT_EQ(truth_in("It is not true that... Answer: False"), "false");
  EXPECT_EQ(truth_in("Answer: unknown, it could be true"), "open");
  EXPECT_EQ(truth_in("The final answer is **True**."), "true");
  EXPECT_EQ(truth_in("So the statement is false."), "false");
  EXPECT_EQ(truth_in("Nobody can be untrue."), "");
}

TEST(Think, PutsTheProblemAndReadsTheAnswer) {
  ScriptedModel model([](const TextRequest&) { return "Ann is kind. Answer: true"; });
  MeteredModel metered(model, 100, nullptr);
  const Prose prose =
      think(metered, {{"Ann is kind."}, "Ann is kind."}, AnswerForm::kTrueFalse, 64);
  EXPECT_EQ(prose.answer, "true");
  EXPECT_EQ(model.requests().front().max_tokens, 64u);
  EXPECT_TRUE(model.requests().front().messages.back().text.ends_with("Statement: Ann is kind."));
}

TEST(ChoiceIn, IsANumberOfTheOptions) {
  EXPECT_EQ(choice_in("2", 3), 2u);
  EXPECT_EQ(choice_in(" **3.** because", 3), 3u);
  EXPECT_EQ(choice_in("4", 3), 0u);
  EXPECT_EQ(choice_in("0", 3), 0u);
  EXPECT_EQ(choice_in("first", 3), 0u);
  EXPECT_EQ(choice_in("99999999999999999999999999", 3), 0u);
}

}  // namespace
}  // namespace modus::bridge
