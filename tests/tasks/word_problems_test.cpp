#include "tasks/word_problems.h"

#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/error.h"
#include "tests/source_folder.h"

namespace modus::tasks {
namespace {

Row row(const std::string& body, const std::string& question, const std::string& numbers,
        const std::string& answer) {
  return Row("test, row 1", {{"Body", body},
                             {"Ques_Statement", question},
                             {"Numbers", numbers},
                             {"Answer", answer},
                             {"fold", 3LL}});
}

TEST(WordProblems, AreWrittenAsPeopleWriteThem) {
  const WordProblem problem =
      word_problem_of(row("mia 's shop sold number0 hats for $ number1 each , and ( later ) "
                          "number0 more . it was full .",
                          "how much is that ?", "12.0 2.50", "60.0"));
  EXPECT_EQ(problem.text,
            "Mia's shop sold 12 hats for $2.5 each, and (later) 12 more. It was full.");
  EXPECT_EQ(problem.question, "How much is that?");
  EXPECT_EQ(problem.answer, 60);
  EXPECT_EQ(problem.fold, 3u);
}

TEST(WordProblems, OfGsm8kAskTheirLastQuestion) {
  const WordProblem problem = gsm8k_problem_of(
      Row("test, row 2", {{"question", "Mia has 2 cats. How old is she?  Say it. Each cat eats."},
                          {"answer", "Much.\n#### 1,200"}}));
  EXPECT_EQ(problem.text, "Mia has 2 cats. Say it. Each cat eats.");
  EXPECT_EQ(problem.question, "How old is she?");
  EXPECT_EQ(problem.answer, 1200);
  EXPECT_EQ(problem.place, "test, row 2");
  EXPECT_THROW(gsm8k_problem_of(Row("r", {{"question", "A?"}, {"answer", "42"}})), IoError);
  EXPECT_THROW(gsm8k_problem_of(Row("r", {{"question", ""}, {"answer", "#### 4"}})), IoError);
}

TEST(WordProblems, OfGsm8kWithTheirSolutions) {
  const GeneratedProblem problem = gsm8k_solved(
      Row("r", {{"question", "Mia has 2 cats. Each eats 3 fish. How many fish is that?"},
                {"answer", "They eat 2*3=<<2*3=6>>6 fish.\nThat is <<6=6>>all.\n#### 6"}}));
  EXPECT_EQ(problem.family, Family::kArithmetic);
  EXPECT_EQ(problem.chain.text, (std::vector<std::string>{"Mia has 2 cats.", "Each eats 3 fish."}));
  EXPECT_EQ(problem.question, "How many fish is that?");
  EXPECT_EQ(problem.solution, "They eat 2*3=6 fish.\nThat is all.\nAnswer: 6");
  const GeneratedProblem open =
      gsm8k_solved(Row("r", {{"question", "A?"}, {"answer", "It is <<6.\n#### 6"}}));
  EXPECT_EQ(open.solution, "It is <<6.\nAnswer: 6");
}

TEST(WordProblems, AnswersAreRightUpToTheirRounding) {
  const WordProblem third = word_problem_of(row("", "what is that ?", "", "0.3333333333333333"));
  EXPECT_TRUE(is_close(third.answer, claims::Rational(1, 3)));
  EXPECT_FALSE(is_close(third.answer, claims::Rational(333, 1000)));
  const WordProblem large = word_problem_of(row("", "what is that ?", "", "-7000000.0"));
  EXPECT_TRUE(is_close(large.answer, -7000000));
  EXPECT_FALSE(is_close(large.answer, 7000000));
  EXPECT_FALSE(is_close(large.answer, -7000010));
}

TEST(WordProblems, RowsOfAnotherShapeAreRefused) {
  EXPECT_THROW(word_problem_of(row("number1 hats .", "how many ?", "12.0", "12.0")), IoError);
  EXPECT_THROW(word_problem_of(row("number0 hats .", "how many ?", "12.0", "twelve")), IoError);
  EXPECT_THROW(word_problem_of(Row("test, row 2", {{"Body", std::string("x")}})), IoError);
}

TEST(WordProblems, ThePublishedFilesAreRead) {
  const char* folder = std::getenv("MODUS_DATA");
  const std::string data = std::string(folder ? folder : source_folder() + "/../shared/data");
  const std::string mawps = data + "/mwp/mawps_cv5.jsonl.gz";
  if (!std::filesystem::exists(mawps)) GTEST_SKIP() << mawps << " is missing";
  EXPECT_EQ(read_word_problems(mawps, {}).size(), 1920u);
  EXPECT_EQ(read_word_problems(mawps, 0).size(), 384u);
  const auto asdiv = read_word_problems(data + "/mwp/asdiv-a_cv5.jsonl.gz", 0);
  EXPECT_EQ(asdiv.size(), 238u);
  for (const WordProblem& problem : asdiv) {
    for (const char* mark : {"number0", "number1"})
      EXPECT_EQ((problem.text + problem.question).find(mark), std::string::npos) << problem.text;
    EXPECT_TRUE(problem.question.ends_with('?')) << problem.question;
  }
}

}  // namespace
}  // namespace modus::tasks
