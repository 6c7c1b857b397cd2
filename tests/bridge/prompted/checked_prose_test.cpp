#include "bridge/prompted/checked_prose.h"

#include <gtest/gtest.h>

#include "bridge/prompted/scripted_model.h"

namespace modus::bridge {
namespace {

const Problem kMiles = {{"Ann drives for 3 hours at 50 miles an hour."}, "How many miles is that?"};

std::string first_answer(ScriptedModel& model) {
  MeteredModel metered(model, 1000, nullptr);
  Journal journal({});
  return think_checked(metered, kMiles, {.form = AnswerForm::kNumber}, 1, journal).front().answer;
}

TEST(ThinkChecked, GoesOnFromTheRightValue) {
  ScriptedModel model([](const TextRequest& request) -> std::string {
    if (request.begins_with.empty()) return "That is 3 * 50 = 160 miles, and 160 + 2 = 163.";
    if (request.begins_with == "That is 3 * 50 = 150") return " miles, and 150 + 2 = 153.";
    EXPECT_EQ(request.begins_with, "That is 3 * 50 = 150 miles, and 150 + 2 = 152");
    return " in all.\nAnswer: 152";
  });
  MeteredModel metered(model, 1000, nullptr);
  Journal journal({});
  const Prose prose =
      think_checked(metered, kMiles, {.form = AnswerForm::kNumber}, 1, journal).front();
  EXPECT_EQ(prose.text, "That is 3 * 50 = 150 miles, and 150 + 2 = 152 in all.\nAnswer: 152");
  EXPECT_EQ(prose.answer, "152");
  ASSERT_EQ(journal.refusals().size(), 2u);
  EXPECT_EQ(journal.refusals()[0].verdict, symbolic::Verdict::kRefuted);
  EXPECT_NE(journal.refusals()[0].step.find("3 * 50 = 160"), std::string::npos);
}

// A model that writes one wrong value after the other comes to an end.
TEST(ThinkChecked, ValuesArePutRightSoOften) {
  ScriptedModel model([](const TextRequest&) { return " 1 + 1 = 3"; });
  MeteredModel metered(model, 100'000, nullptr);
  Journal journal({});
  think_checked(metered, kMiles, {.form = AnswerForm::kNumber}, 1, journal);
  EXPECT_LE(model.requests().size(), 60u);
}

// No number stands there, or none should.
TEST(ThinkChecked, TellsTheModelWhatElseIsWrong) {
  ScriptedModel model([](const TextRequest& request) -> std::string {
    return request.messages.back().text.find("10 / 3 = 10/3. Solve") != std::string::npos
               ? "That is 10 / 2 = 5 miles.\nAnswer: 5"
               : "That is 10 / 3 = 3 miles.\nAnswer: 3";
  });
  EXPECT_EQ(first_answer(model), "5");
  EXPECT_EQ(model.requests().size(), 2u);
}

TEST(ThinkChecked, GivesUpOnWhoRepeatsItself) {
  ScriptedModel model([](const TextRequest&) { return "That is 10 / 3 = 3 miles.\nAnswer: 3"; });
  EXPECT_EQ(first_answer(model), "3");
  EXPECT_EQ(model.requests().size(), 2u);
}

TEST(ThinkChecked, OfSeveralThoseThatHoldAreCounted) {
  std::size_t i = 0;
  ScriptedModel model([&](const TextRequest&) -> std::string {
    return std::vector<std::string>{"7 / 3 = 2. Answer: 5", "8 / 3 = 2. Answer: 5",
                                    "2 + 5 = 7. Answer: 7",  // together, then each corrected
                                    "7 / 3 = 2. Answer: 5", "8 / 3 = 2. Answer: 5"}
        .at(i++);
  });
  MeteredModel metered(model, 1000, nullptr);
  Journal journal({});
  EXPECT_EQ(
      most_agreed(think_checked(metered, kMiles, {.form = AnswerForm::kNumber}, 3, journal)).answer,
      "7");
}

}  // namespace
}  // namespace modus::bridge
