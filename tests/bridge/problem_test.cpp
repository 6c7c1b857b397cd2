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

TEST(Problem, NothingToAskIsAnError) { EXPECT_THROW(problem_of_text(" \n"), Error); }

}  // namespace
}  // namespace modus::bridge
