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
  const Prose prose = think(metered, {{"Ann is kind."}, "Ann is kind."},
                            {.form = AnswerForm::kTrueFalse, .max_tokens = 64});
  EXPECT_EQ(prose.answer, "true");
  EXPECT_EQ(model.requests().front().max_tokens, 64u);
  EXPECT_TRUE(model.requests().front().messages.back().text.ends_with("Statement: Ann is kind."));
}

TEST(ThinkAgain, TakesTheAnswerThatMostHave) {
  const auto answer_of = [](std::vector<std::string> replies) {
    ScriptedModel model([&, i = std::size_t{0}](const TextRequest& request) mutable {
      EXPECT_EQ(request.temperature > 0, i > 0);
      return replies.at(i++);
    });
    MeteredModel metered(model, 1000, nullptr);
    return think_again(metered, {{"Ann has 3 cats."}, "How many?"}, {.form = AnswerForm::kNumber},
                       replies.size())
        .answer;
  };
  EXPECT_EQ(answer_of({"Answer: 5", "Answer: 7", "Answer: 7.0"}), "7");
  EXPECT_EQ(answer_of({"Answer: 5", "Answer: 7"}), "5");
  EXPECT_EQ(answer_of({"I do not know", "Answer: 7"}), "7");
  EXPECT_EQ(answer_of({"I do not know"}), "");
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
