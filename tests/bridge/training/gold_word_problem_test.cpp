#include "bridge/training/gold_word_problem.h"

#include <gtest/gtest.h>

#include "claims/chain_tokens.h"

namespace modus::bridge {
namespace {

using Fields = std::map<std::string, tasks::Row::Field, std::less<>>;

tasks::Row mawps_row(std::string body, std::string question, std::string numbers,
                     std::string equation, std::string answer) {
  return {"mawps.jsonl, row 1", Fields{{"Question", body + " " + question},
                                       {"Body", std::move(body)},
                                       {"Ques_Statement", std::move(question)},
                                       {"Numbers", std::move(numbers)},
                                       {"Equation", std::move(equation)},
                                       {"Answer", std::move(answer)},
                                       {"fold", 1LL}}};
}

std::string chain_of(const tasks::Row& row) {
  const auto problem = gold_word_problem(row);
  return problem ? claims::chain_to_tokens(problem->chain) : "none";
}

TEST(GoldWordProblem, HasAmountsADefinitionAndItsCalculations) {
  const tasks::Row row = mawps_row(
      "Roden bought number0 gold fish and number1 blue fish . He lost number2 fish .",
      "how many fish does Roden have ?", "15.0 7.0 4.0", "- + number0 number1 number2", "18.0");
  EXPECT_EQ(chain_of(row),
            "ask X: fish_roden = X ; s1 given @1 roden_bought_gold_fish = 15 ; "
            "s2 given @1 blue_fish = 7 ; s3 given @2 lost_fish = 4 ; "
            "s4 have calculate s1 s2 roden_bought_gold_fish + blue_fish = 22 ; "
            "s5 let fish_roden := roden_bought_gold_fish + blue_fish - lost_fish ; "
            "s6 have calculate s3 s4 fish_roden = 18 ; answer s6 18 ;");
}

TEST(GoldWordProblem, ANumberOfTheQuestionIsReadFromIt) {
  const tasks::Row row =
      mawps_row("a pencil weighs number0 grams .", "how much do number1 pencils weigh ?",
                "28.0 5.0", "* number0 number1", "140.0");
  const auto problem = gold_word_problem(row);
  ASSERT_TRUE(problem);
  ASSERT_EQ(problem->chain.text.size(), 2u);
  EXPECT_EQ(problem->chain.text.back(), problem->question);
}

TEST(GoldWordProblem, SolutionsInProseHaveFormulasToo) {
  const tasks::Row row{
      "train.jsonl, row 1",
      Fields{
          {"question",
           "Vera has 12 stamps. She buys 3 packs of 6 stamps. How many stamps has she?"},
          {"answer", "She buys 3*6=<<3*6=18>>18 stamps.\nShe has 12+18=<<12+18=30>>30.\n#### 30"}}};
  EXPECT_NE(chain_of(row).find("vera_stamp + "), std::string::npos) << chain_of(row);
}

TEST(GoldWordProblem, NoneWhereTheFormulaDoesNotFitTheText) {
  const std::string body = "Sam has number0 dimes . His dad gave him number1 more .";
  const std::string question = "how many dimes does Sam have now ?";
  EXPECT_EQ(chain_of(mawps_row(body, question, "9.0 7.0", "+ number0 number1", "17.0")), "none");
  EXPECT_EQ(chain_of(mawps_row(body, question, "9.0 7.0", "+ number0 12.0", "21.0")), "none");
  EXPECT_EQ(chain_of(mawps_row(body, question, "9.0 7.0", "+ number0", "9.0")), "none");
  EXPECT_EQ(chain_of(mawps_row(body, question, "9.0 7.0", "+ number0 number2", "9.0")), "none");
  EXPECT_EQ(chain_of(mawps_row(body, question, "9.0 9.0", "+ number0 number1", "18.0")), "none")
      << "which nine is meant?";
}

TEST(GoldWordProblem, PersonsAndGoodsMayBeRenamedAndVerbsNot) {
  const auto problem = gold_word_problem(
      mawps_row("Now Keith sold number0 apples to Fred . Keith kept number1 more apples .",
                "how many apples did Keith have ?", "9.0 7.0", "+ number0 number1", "16.0"));
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->words, (std::vector<std::string>{"apple", "fred", "keith"}));
}

TEST(GoldWordProblem, TheSameStoryWithOtherNumbersIsLeftOut) {
  const auto story = [](std::string body) {
    return mawps_row(std::move(body), "how many dimes does Sam have now ?", "9.0", "", "9.0");
  };
  const tasks::Row held_out = story("Sam had number0 dimes in his bank .");
  const auto left = without_lookalikes({story("Sam had number1 dimes in his bank ."),
                                        story("Ann put number0 stamps on every letter .")},
                                       {held_out});
  ASSERT_EQ(left.size(), 1u);
  EXPECT_TRUE(left.front().text("Body").starts_with("Ann"));
}

}  // namespace
}  // namespace modus::bridge
