#include "bridge/prompted/grey_reading.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "bridge/prompted/scripted_model.h"
#include "bridge/text_guide/claim_grammar.h"

namespace modus::bridge {
namespace {

using symbolic::Verdict;

struct Read {
  symbolic::AnswerCheck check;
  GreyReading grey;
};

Read read(TextModel& model, const std::string& answer, const std::string& problem,
          std::size_t max_tokens = 4096) {
  Read read;
  read.check = symbolic::check_answer(answer, problem, {});
  read.grey = read_grey(model, read.check, answer, problem,
                        {.check = {}, .max_tokens = max_tokens, .stop = nullptr});
  return read;
}

// Writes `claims` whatever it is asked.
ScriptedModel writing(std::string claims) {
  return ScriptedModel([claims](const TextRequest&) { return claims; });
}

constexpr const char* kProblem = "A box holds six eggs. Ann has a dozen boxes.";
constexpr const char* kAnswer = "So 1 + 1 = 2. A dozen boxes of six make 72 eggs.";

TEST(GreyReading, AsksOnlyAboutWhatWasNotRead) {
  ScriptedModel model = writing("12 * 6 = 72");
  const Read got = read(model, kAnswer, kProblem);
  ASSERT_EQ(model.requests().size(), 1u);
  EXPECT_TRUE(model.requests()[0].messages.back().text.ends_with(
      "Sentence: A dozen boxes of six make 72 eggs."));
  ASSERT_EQ(got.grey.claims.size(), 1u);
  EXPECT_EQ(got.grey.claims[0].claim, "12 * 6 = 72");
  EXPECT_EQ(got.grey.claims[0].verdict, Verdict::kProved);
  EXPECT_EQ(got.grey.claims[0].sentence, 2u);
  EXPECT_EQ(got.grey.read, 1u);
}

TEST(GreyReading, TheMaskLetsItCalculate) {
  bool calculates = false;
  ScriptedModel model([&](const TextRequest& request) -> std::string {
    const TextLexicon& lexicon = *request.lexicon;
    calculates = lexicon.arithmetic && lexicon.comparison;
    for (const char* number : {"12", "6", "72"})
      calculates =
          calculates && std::ranges::find(lexicon.numbers, number) != lexicon.numbers.end();
    return "12 * 6 = 72";
  });
  read(model, kAnswer, kProblem);
  EXPECT_TRUE(calculates);
}

TEST(GreyReading, AFalseClaimIsKeptAsItIs) {
  ScriptedModel model = writing("12 + 6 = 72");
  const Read got = read(model, kAnswer, kProblem);
  EXPECT_EQ(model.requests().size(), 1u) << "it must not be asked until it says something true";
  ASSERT_EQ(got.grey.claims.size(), 1u);
  EXPECT_EQ(got.grey.claims[0].verdict, Verdict::kRefuted);
  EXPECT_EQ(got.grey.claims[0].detail, "12 + 6 = 18");
}

TEST(GreyReading, ARefusalGoesBackOnce) {
  ScriptedModel model([](const TextRequest& request) -> std::string {
    const std::string& last = request.messages.back().text;
    return last.find("refused: 70 is written nowhere") != std::string::npos ? "12 * 6 = 72"
                                                                            : "12 * 6 = 70";
  });
  const Read got = read(model, kAnswer, kProblem);
  EXPECT_EQ(model.requests().size(), 2u);
  ASSERT_EQ(got.grey.claims.size(), 1u);
  EXPECT_EQ(got.grey.claims[0].claim, "12 * 6 = 72");
}

TEST(GreyReading, WhatIsNoClaimStaysGrey) {
  ScriptedModel model = writing("It is seventy-two eggs in all!");
  const Read got = read(model, kAnswer, kProblem);
  EXPECT_EQ(model.requests().size(), 2u);
  EXPECT_TRUE(got.grey.claims.empty());
  EXPECT_EQ(got.grey.asked, 1u);
  EXPECT_EQ(got.grey.read, 0u);
}

TEST(GreyReading, NamesCarryTheirValuesOn) {
  ScriptedModel model([](const TextRequest& request) -> std::string {
    const std::string& last = request.messages.back().text;
    return last.ends_with("Sentence: Ann gathers fifteen eggs.") ? "ann_eggs = 15"
                                                                 : "2 * ann_eggs = 30";
  });
  const Read got = read(model, "Ann gathers fifteen eggs. Twice her eggs make thirty.", "");
  ASSERT_EQ(got.grey.claims.size(), 2u);
  EXPECT_EQ(got.grey.claims[0].claim, "ann_eggs := 15");
  EXPECT_EQ(got.grey.claims[1].verdict, Verdict::kProved);
  EXPECT_NE(model.requests().back().messages.back().text.find("Names: ann_eggs"),
            std::string::npos);
}

TEST(GreyReading, NothingOfTheAnswersOwnVerdictChanges) {
  ScriptedModel model = writing("12 * 6 = 72");
  const Read got = read(model, kAnswer, kProblem);
  EXPECT_EQ(got.check.verdict, symbolic::ChainVerdict::kUndecided);
  EXPECT_EQ(got.check.understood, 1u);
}

TEST(GreyReading, EndsWhereTheTokensAreUsedUp) {
  std::string answer;
  for (int i = 0; i < 20; ++i) answer += "A dozen boxes of six make 72 eggs. ";
  ScriptedModel model = writing("12 * 6 = 72");
  EXPECT_LT(read(model, answer, kProblem, 10).grey.asked, 10u);
  ScriptedModel idle = writing("12 * 6 = 72");
  EXPECT_EQ(read(idle, "A dozen make " + std::string(2000, '1') + " eggs.", "").grey.asked, 0u);
}

}  // namespace
}  // namespace modus::bridge
