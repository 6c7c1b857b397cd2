#include "bridge/prompted/checked_prose.h"

#include <gtest/gtest.h>

#include "bridge/prompted/scripted_model.h"

namespace modus::bridge {
namespace {

const Problem kMiles = {{"Ann drives for 3 hours at 50 miles an hour."}, "How many miles is that?"};

TEST(ThinkChecked, TellsTheModelWhichCalculationIsWrong) {
  ScriptedModel model([](const TextRequest& request) -> std::string {
    return request.messages.back().text.find("3 * 50 = 150. Solve") != std::string::npos
               ? "That is 3 * 50 = 150 miles.\nAnswer: 150"
               : "That is 3 * 50 = 160 miles.\nAnswer: 160";
  });
  MeteredModel metered(model, 1000, nullptr);
  Journal journal({});
  const Prose prose =
      think_checked(metered, kMiles, {.form = AnswerForm::kNumber}, 1, journal).front();
  EXPECT_EQ(prose.answer, "150");
  ASSERT_EQ(journal.refusals().size(), 1u);
  EXPECT_EQ(journal.refusals()[0].verdict, symbolic::Verdict::kRefuted);
  EXPECT_NE(journal.refusals()[0].step.find("3 * 50 = 160"), std::string::npos);
}

TEST(ThinkChecked, GivesUpOnWhoRepeatsItself) {
  ScriptedModel model(
      [](const TextRequest&) { return "That is 3 * 50 = 160 miles.\nAnswer: 160"; });
  MeteredModel metered(model, 1000, nullptr);
  Journal journal({});
  EXPECT_EQ(
      think_checked(metered, kMiles, {.form = AnswerForm::kNumber}, 1, journal).front().answer,
      "160");
  EXPECT_EQ(model.requests().size(), 2u);
}

TEST(ThinkChecked, OfSeveralThoseThatHoldAreCounted) {
  std::size_t i = 0;
  ScriptedModel model([&](const TextRequest&) -> std::string {
    return std::vector<std::string>{"2 + 2 = 5. Answer: 5", "2 + 3 = 6. Answer: 5",
                                    "2 + 5 = 7. Answer: 7",  // together, then each corrected
                                    "2 + 2 = 5. Answer: 5", "2 + 3 = 6. Answer: 5"}
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
