#include "bridge/prompted/gold_prose.h"

#include <set>

#include <gtest/gtest.h>

#include "base/random.h"
#include "bridge/prompted/prose.h"
#include "bridge/prompted/worked.h"
#include "claims/evaluate.h"
#include "claims/print.h"

namespace modus::bridge {
namespace {

tasks::GeneratedProblem drawn(std::uint64_t seed) {
  RandomStream random(seed);
  return tasks::generate(tasks::whole_range(tasks::Family::kArithmetic, tasks::Split::kTrain),
                         random);
}

// What prose.h reads of it is the gold answer, and what worked.h reads comes to it.
TEST(GoldProse, WorksOutTheAnswer) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const tasks::GeneratedProblem problem = drawn(seed);
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

TEST(GoldProse, IsAskedForAsAnyProse) {
  const tasks::GeneratedProblem problem = drawn(3);
  const GoldReading gold = gold_prose(problem);
  ASSERT_EQ(gold.messages.size(), 4u) << "the instruction, an example, the problem";
  EXPECT_TRUE(gold.messages.back().text.ends_with("Question: " + problem.question));
  EXPECT_NE(gold.messages.back().text.find(problem.chain.text.front()), std::string::npos);
}

TEST(GoldProse, TheSolutionThatCameWithTheProblem) {
  tasks::GeneratedProblem problem;
  problem.family = tasks::Family::kArithmetic;
  problem.chain.text = {"Ida has 3 plums."};
  problem.question = "How many plums has Ida?";
  problem.solution = "She has 3.\nAnswer: 3";
  EXPECT_EQ(gold_prose(problem).reply, problem.solution);
}

}  // namespace
}  // namespace modus::bridge
