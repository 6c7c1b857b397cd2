#include "bridge/prompted/gold_prose.h"

#include <algorithm>
#include <set>
#include <string_view>

#include <gtest/gtest.h>

#include "base/random.h"
#include "bridge/prompted/prose.h"
#include "bridge/prompted/worked.h"
#include "claims/evaluate.h"
#include "claims/print.h"

namespace modus::bridge {
namespace {

tasks::GeneratedProblem drawn(std::uint64_t seed,
                              tasks::Family family = tasks::Family::kArithmetic) {
  RandomStream random(seed);
  return tasks::generate(tasks::whole_range(family, tasks::Split::kTrain), random);
}

std::string written(const std::string& text, const claims::Span& span) {
  return text.substr(span.begin, span.end - span.begin);
}

// What prose.h reads of it is the gold answer, and what worked.h reads comes to it.
class GoldProse : public testing::TestWithParam<tasks::Family> {};

TEST_P(GoldProse, WorksOutTheAnswer) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const tasks::GeneratedProblem problem = drawn(seed, GetParam());
    const GoldReading gold = gold_prose(problem);
    const std::string answer = answer_in(gold.reply, AnswerForm::kNumber);
    EXPECT_EQ(answer, claims::print(*problem.chain.answer()->value)) << gold.reply;
    std::vector<Amount> amounts;
    claims::Model values;
    std::set<std::string> taken;
    for (const std::string& sentence : problem.chain.text)
      for (Amount& amount : amounts_in(sentence, taken)) {
        taken.insert(amount.name());
        values.constants[amount.name()] = claims::Quantity{amount.values.front(), {}};
        amounts.push_back(std::move(amount));
      }
    const Worked worked = worked_out({gold.reply, answer}, amounts, problem.text);
    ASSERT_FALSE(worked.lets.empty()) << problem.text << "\n" << gold.reply << worked.lacking;
    const auto value = claims::evaluate(worked.formula, values, 1000);
    EXPECT_EQ(claims::to_string(std::get<claims::Quantity>(value).value), answer)
        << problem.text << "\n"
        << gold.reply;
  }
}

INSTANTIATE_TEST_SUITE_P(Families, GoldProse,
                         testing::Values(tasks::Family::kArithmetic, tasks::Family::kTally));

// A line has one sign of operation, and its value is one of those that the checker puts right.
TEST(GoldProseLines, OneOperationEach) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const GoldReading gold = gold_prose(drawn(seed, tasks::Family::kTally));
    const auto lines = std::ranges::count(gold.reply, '=');
    EXPECT_EQ(static_cast<std::size_t>(lines), gold.calculated.size()) << gold.reply;
    EXPECT_EQ(
        std::ranges::count_if(
            gold.reply,
            [](char c) { return std::string_view("+-*/").find(c) != std::string_view::npos; }),
        lines)
        << gold.reply;
  }
}

TEST(CalculatedValues, BehindTheSignOfACalculationInFigures) {
  const std::string prose =
      "Ida: 3 * 12 = 36. She paid $4*1,250=$5,000, so x = 5 and 36 + 5 = 41 plums.\nAnswer: 41";
  const auto spans = calculated_values(prose);
  ASSERT_EQ(spans.size(), 3u);
  EXPECT_EQ(written(prose, spans[0]), "36");
  EXPECT_EQ(written(prose, spans[1]), "5,000");
  EXPECT_EQ(written(prose, spans[2]), "41");
  EXPECT_TRUE(calculated_values("1 + 1 =").empty());
}

TEST(GoldProseLines, IsAskedForAsAnyProse) {
  const tasks::GeneratedProblem problem = drawn(3);
  const GoldReading gold = gold_prose(problem);
  ASSERT_EQ(gold.messages.size(), 4u) << "the instruction, an example, the problem";
  EXPECT_TRUE(gold.messages.back().text.ends_with("Question: " + problem.question));
  EXPECT_NE(gold.messages.back().text.find(problem.chain.text.front()), std::string::npos);
}

TEST(GoldProseLines, TheSolutionThatCameWithTheProblem) {
  tasks::GeneratedProblem problem;
  problem.family = tasks::Family::kArithmetic;
  problem.chain.text = {"Ida has 3 plums."};
  problem.question = "How many plums has Ida?";
  problem.solution = "She has 3.\nAnswer: 3";
  EXPECT_EQ(gold_prose(problem).reply, problem.solution);
}

}  // namespace
}  // namespace modus::bridge
