#include "bridge/problem.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace modus::bridge {
namespace {

using Strings = std::vector<std::string>;

TEST(Problem, TheLastSentenceAsks) {
  const Problem problem = problem_of_text("Ann is kind. All kind people are calm. Is Ann calm?");
  EXPECT_EQ(problem.sentences, (Strings{"Ann is kind.", "All kind people are calm."}));
  EXPECT_EQ(problem.question, "Is Ann calm?");
}

TEST(Problem, ARequestToJudgeAStatementIsLeftOut) {
  const Problem problem = problem_of_text(
      "Ann is kind. Is the following statement true, false, or unknown? Ann is calm.");
  EXPECT_EQ(problem.sentences, Strings{"Ann is kind."});
  EXPECT_EQ(problem.question, "Ann is calm.");
}

TEST(Problem, AQuestionForAnAmountIsReadWhereItSaysNumbers) {
  const auto sentences = [](std::string_view text) {
    return with_question_read(problem_of_text(text)).sentences;
  };
  EXPECT_EQ(sentences("A pencil weighs 28 grams. How much do 5 pencils weigh?"),
            (Strings{"A pencil weighs 28 grams.", "How much do 5 pencils weigh?"}));
  EXPECT_EQ(sentences("A pencil weighs 28 grams. How much do they weigh?").size(), 1u);
  EXPECT_EQ(sentences("Ann has 2 cats. Does Ann have 2 cats?").size(), 1u);
}

TEST(Problem, NothingToAskIsAnError) { EXPECT_THROW(problem_of_text(" \n"), Error); }

}  // namespace
}  // namespace modus::bridge
