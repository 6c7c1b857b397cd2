#include "tasks/world_problems.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"

namespace modus::tasks {
namespace {

const char* const kContext =
    "Milo is glad. The otter sees Milo. All glad people are wise. If someone is wise then they see "
    "the otter. If something sees the crab then it is loud.";

Row row(const std::string& statement, const std::string& answer) {
  return Row("test",
             {{"context", std::string(kContext)},
              {"question", "Is the following statement true, false, or unknown? " + statement},
              {"options", std::vector<std::string>{"A) True", "B) False", "C) Unknown"}},
              {"answer", answer}});
}

TEST(ProblemOfRow, HasTheMinimalDerivation) {
  const auto problem = problem_of_row(row("Milo does not see the otter.", "B"), {});
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->question, "Milo does not see the otter.");
  EXPECT_EQ(problem->text, kContext);
  EXPECT_EQ(problem->chain, claims::parse_chain("logic directed\n"
                                                "@1 Milo is glad.\n"
                                                "@2 The otter sees Milo.\n"
                                                "@3 All glad people are wise.\n"
                                                "@4 If someone is wise then they see the otter.\n"
                                                "@5 If something sees the crab then it is loud.\n"
                                                "ask not see(milo, otter)\n"
                                                "s1 given glad(milo) @1\n"
                                                "s2 given see(otter, milo) @2\n"
                                                "s3 given glad(X) -> wise(X) @3\n"
                                                "s4 given wise(X) -> see(X, otter) @4\n"
                                                "s5 given see(X, crab) -> loud(X) @5\n"
                                                "s6 have wise(milo) by modus_ponens s1 s3\n"
                                                "s7 have see(milo, otter) by modus_ponens s4 s6\n"
                                                "answer false by s7\n",
                                                "test"));
  EXPECT_TRUE(is_verified(problem->chain));
  EXPECT_EQ(problem->words,
            (std::vector<std::string>{"crab", "glad", "loud", "milo", "otter", "see", "wise"}));
}

TEST(ProblemOfRow, OpenQuestionsListTheirBackwardCone) {
  // tall(otter) depends on nothing; loud(milo) on see(milo, crab), which nothing derives.
  const auto none = problem_of_row(row("Milo is loud.", "C"), {});
  ASSERT_TRUE(none);
  EXPECT_EQ(none->chain.steps.size(), 7u);
  const auto some = problem_of_world(
      std::string(kContext) + " If someone is wise and they are loud then they are tall.",
      "Is Milo tall?");
  ASSERT_TRUE(some);
  ASSERT_EQ(some->chain.steps.size(), 9u);
  EXPECT_EQ(claims::print_step(some->chain.steps[7]),
            "s7  have  wise(milo)  by modus_ponens s1 s3");
  EXPECT_EQ(some->chain.steps.back().answer, claims::AnswerKind::kOpen);
  EXPECT_TRUE(is_verified(some->chain));
}

TEST(ProblemOfRow, ALabelThatIsNotDerivedGivesNone) {
  EXPECT_FALSE(problem_of_row(row("Milo is wise.", "B"), {}));
  EXPECT_TRUE(problem_of_row(row("Milo is wise.", "A"), {}));
  EXPECT_FALSE(problem_of_world("Milo is glad. Milo is not glad.", "Is Milo glad?"));
  EXPECT_FALSE(problem_of_world("Milo may be glad.", "Is Milo glad?"));
}

TEST(ProblemOfRow, RenamedRowsKeepTheirAnswer) {
  const auto problem = problem_of_row(row("Milo sees the otter.", "A"), 7);
  ASSERT_TRUE(problem);
  EXPECT_TRUE(is_verified(problem->chain)) << claims::print_chain(problem->chain);
  EXPECT_EQ(problem->text.find("Milo"), std::string::npos);
  for (const std::string& word : problem->words) EXPECT_EQ(word.find("milo"), std::string::npos);
}

}  // namespace
}  // namespace modus::tasks
