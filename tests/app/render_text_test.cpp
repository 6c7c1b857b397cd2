#include "app/render_text.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"

namespace modus::app {
namespace {

using symbolic::Verdict;

symbolic::AnswerCheck slip() {
  symbolic::AnswerCheck check;
  check.verdict = symbolic::ChainVerdict::kRefuted;
  check.sentences = 7;
  check.understood = 6;
  check.first_mistake = 4;
  symbolic::SentenceVerdict right, wrong, later;
  right.sentence = 3;
  right.quoted = "18 * 2 = 36";
  right.verdict = Verdict::kProved;
  wrong.sentence = 4;
  wrong.quoted = "so 18 + 36 = 44";
  wrong.verdict = Verdict::kRefuted;
  wrong.detail = "18 + 36 = 54";
  later.sentence = 5;
  later.quoted = "44 / 2 = 22";
  later.verdict = Verdict::kUnproved;
  later.rests_on = {4};
  check.claims = {right, wrong, later};
  return check;
}

TEST(RenderText, AnswerShowsWhatIsWrongAndTheFirstMistake) {
  EXPECT_EQ(render_answer(slip(), {.ink = Ink::kPlain, .elapsed_s = 0.04}),
            "  sentence 4  \"so 18 + 36 = 44\"   refuted  18 + 36 = 54\n"
            "  sentence 5  \"44 / 2 = 22\"       rests on sentence 4\n"
            "  first mistake: sentence 4.  6 of 7 sentences understood.  0.04 s\n");
}

TEST(RenderText, WhatAModelReadStandsApart) {
  symbolic::AnswerCheck check = slip();
  check.proposed.resize(3);
  check.proposed[0].sentence = 2;
  check.proposed[0].claim = "rolls := 18";
  check.proposed[1].sentence = 6;
  check.proposed[1].claim = "2 * rolls = 36";
  check.proposed[1].verdict = Verdict::kProved;
  check.proposed[2].sentence = 7;
  check.proposed[2].claim = "36 / 2 = 17";
  check.proposed[2].verdict = Verdict::kRefuted;
  check.proposed[2].detail = "36 / 2 = 18";
  const std::string text = render_answer(check, {.ink = Ink::kPlain});
  EXPECT_NE(text.find("  sentence 2  read by model  rolls := 18\n"
                      "  sentence 6  read by model  2 * rolls = 36   proved\n"
                      "  sentence 7  read by model  36 / 2 = 17   possibly misread  36 / 2 = 18\n"
                      "  first mistake: sentence 4.  6 of 7 sentences understood."
                      "  3 claims read by model, not counted."),
            std::string::npos)
      << text;
  const std::string colour = render_answer(check, {.ink = Ink::kColour});
  EXPECT_NE(colour.find("\x1b[33mpossibly misread"), std::string::npos) << colour;
}

TEST(RenderText, ColoursOnlyWhenAsked) {
  EXPECT_NE(render_answer(slip(), {.ink = Ink::kColour}).find("\x1b[31m"), std::string::npos);
  EXPECT_EQ(render_answer(slip(), {.ink = Ink::kPlain}).find('\x1b'), std::string::npos);
}

TEST(RenderText, ChainShowsEveryStepWithItsVerdict) {
  const claims::Chain chain =
      claims::parse_chain("s1  given kind(ann)\ns2  have tall(ann)  by s1\n", "c");
  symbolic::ChainResult result;
  result.verdict = symbolic::ChainVerdict::kUnproved;
  result.first_mistake = 1;
  result.steps.resize(2);
  for (std::size_t i = 0; i < 2; ++i) {
    result.steps[i].index = i;
    result.steps[i].id = chain.steps[i].id;
    result.steps[i].kind = chain.steps[i].kind;
    result.steps[i].verdict = i == 0 ? Verdict::kGrounded : Verdict::kUnproved;
  }
  result.steps[1].evidence.also_cite = {claims::StepId{3}, claims::StepId{7}};
  const std::string text = render_chain(chain, result, {});
  EXPECT_NE(text.find("unproved\n        also cite s3 s7\n"), std::string::npos) << text;
  EXPECT_NE(text.find("first mistake: s2."), std::string::npos) << text;
  EXPECT_NE(text.find("1 given grounded, 0 of 1 step proved."), std::string::npos) << text;
}

}  // namespace
}  // namespace modus::app
