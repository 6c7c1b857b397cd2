#include "bridge/defined.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "tests/bridge/problems.h"

namespace modus::bridge {
namespace {

claims::Chain story() {
  return claims::parse_chain(R"(
@1 Nora has 12 stamps.
@2 Tom gave Nora 5 stamps.
@3 Then Nora lost 3 stamps.
@4 Nora fills 4 boxes with stamps.
@5 Each box holds 7 stamps.
ask X: stamp_left = X
s1 given nora_stamp = 12 @1
s2 given tom_gave_stamp = 5 @2
s3 given nora_lost_stamp = 3 @3
s4 given nora_fill_box = 4 @4
s5 given box_stamp = 7 @5
)",
                             "story");
}

std::string judged(const std::string& name, const std::string& definition,
                   std::string_view question) {
  claims::Step let;
  let.kind = claims::StepKind::kLet;
  let.name = name;
  let.definition = claims::parse_claim(definition + " = 0", "let").child(0);
  return disagreement_with_text(story(), let, question);
}

constexpr std::string_view kLeft = "How many stamps does Nora have left?";

TEST(Defined, SignsFollowTheVerbs) {
  EXPECT_EQ(judged("stamp_left", "nora_stamp + tom_gave_stamp - nora_lost_stamp", kLeft), "");
  EXPECT_EQ(judged("stamp_left", "nora_stamp + tom_gave_stamp + nora_lost_stamp", kLeft),
            "sentence 3 takes away, the definition adds `nora_lost_stamp`");
  EXPECT_EQ(judged("stamp_left", "nora_stamp - tom_gave_stamp - nora_lost_stamp", kLeft),
            "sentence 2 brings more, the definition subtracts `tom_gave_stamp`");
  EXPECT_EQ(judged("stamp_left", "nora_stamp - (tom_gave_stamp - nora_lost_stamp)", kLeft),
            "sentence 2 brings more, the definition subtracts `tom_gave_stamp`");
}

TEST(Defined, SomethingSaysWhyAQuantityIsAdded) {
  EXPECT_EQ(judged("x", "nora_stamp + nora_fill_box", kLeft),
            "nothing says that `nora_fill_box` is added");
  EXPECT_EQ(judged("x", "nora_stamp - nora_fill_box", kLeft), "");  // what is left
  EXPECT_EQ(judged("x", "nora_stamp + nora_fill_box", "How many does Nora have in total?"), "");
}

TEST(Defined, WhoeverIsAskedAboutGainsOrLoses) {
  EXPECT_EQ(judged("x", "nora_stamp - tom_gave_stamp", "How many stamps does Tom have left?"), "");
  EXPECT_NE(judged("x", "nora_stamp + tom_gave_stamp", "How many stamps does Tom have left?"), "");
}

TEST(Defined, NothingThatChangesIsLeftOut) {
  EXPECT_EQ(judged("stamp_left", "nora_stamp + tom_gave_stamp", kLeft),
            "the definition leaves out what sentence 3 says");
  EXPECT_EQ(judged("between", "nora_stamp + tom_gave_stamp", kLeft), "");  // not what is asked
}

TEST(Defined, NoNumberIsUnread) {
  claims::Chain chain = story();
  chain.text.push_back("Nora finds 9 stamps.");
  claims::Step let;
  let.kind = claims::StepKind::kLet;
  let.name = "stamp_left";
  let.definition =
      claims::parse_claim("nora_stamp + tom_gave_stamp - nora_lost_stamp = 0", "let").child(0);
  EXPECT_EQ(disagreement_with_text(chain, let, kLeft), "sentence 6 has a number and was not read");
}

TEST(Defined, NobodyHasLessThanNothing) {
  constexpr std::string_view kMore = "How many more stamps than boxes does Nora have?";
  EXPECT_EQ(judged("stamp_left", "nora_fill_box - nora_stamp", kMore),
            "it comes to less than nothing");
  EXPECT_EQ(judged("stamp_left", "nora_stamp / tom_gave_stamp", kMore),
            "it comes to no whole number");
  EXPECT_EQ(judged("other", "nora_fill_box - nora_stamp", "What is the difference?"), "");
}

TEST(Defined, NothingIsCountedTwice) {
  EXPECT_EQ(judged("x", "nora_stamp + tom_gave_stamp + tom_gave_stamp", kLeft),
            "the definition counts `tom_gave_stamp` twice");
  EXPECT_EQ(judged("x", "(nora_stamp + tom_gave_stamp) / tom_gave_stamp", kLeft),
            "the definition counts `tom_gave_stamp` twice");
}

TEST(Defined, ProductsNeedSoManyForEach) {
  EXPECT_EQ(judged("x", "nora_fill_box * box_stamp", kLeft), "");
  EXPECT_EQ(judged("x", "nora_fill_box * nora_stamp", kLeft),
            "no sentence says how many there are for each");
  EXPECT_EQ(judged("x", "nora_stamp / nora_fill_box", kLeft),
            "no sentence says that anything is shared");
  EXPECT_EQ(judged("x", "nora_stamp + box_stamp", kLeft),
            "sentence 5 says how many for each, the definition adds `box_stamp`");
}

TEST(Defined, AQuestionForTheChangeIsNotJudged) {
  EXPECT_EQ(judged("x", "nora_lost_stamp", "How many stamps did Nora lose?"), "");
}

TEST(Defined, NoGoldDefinitionIsRefused) {
  for (const GoldProblem& problem : generated_problems(tasks::Family::kArithmetic, 2000)) {
    claims::Chain before = problem.chain;
    before.text = problem.sentences;
    before.steps.clear();
    for (const claims::Step& step : problem.chain.steps) {
      if (step.kind == claims::StepKind::kLet) {
        EXPECT_EQ(disagreement_with_text(before, step, problem.question), "")
            << claims::print_chain(before) << problem.question;
      }
      before.steps.push_back(step);
    }
  }
}

}  // namespace
}  // namespace modus::bridge
