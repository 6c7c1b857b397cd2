#include "bridge/asked.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "claims/parse.h"

namespace modus::bridge {
namespace {

std::string asked(const std::string& claim, std::string_view question) {
  claims::Step ask;
  ask.kind = claims::StepKind::kAsk;
  ask.claim = claims::parse_claim(claim, "ask");
  claims::Chain chain;
  chain.header.logic = claims::Logic::kDirected;
  return disagreement_with_question(chain, ask, question);
}

TEST(Asked, AStatementIsReadBothWays) {
  EXPECT_EQ(asked("big(rabbit)", "The rabbit is big."), "");
  EXPECT_EQ(asked("not round(cat)", "The cat is not round."), "");
  EXPECT_EQ(asked("see(cat, cow)", "The cat sees the cow."), "");
  EXPECT_NE(asked("big(rabbit_big)", "The rabbit is big."), "");
  EXPECT_NE(asked("round(cat)", "The cat is not round."), "");
  EXPECT_NE(asked("not big(rabbit)", "The rabbit is big."), "");
  EXPECT_NE(asked("see(cow, cat)", "The cat sees the cow."), "");
  EXPECT_NE(asked("big(cow)", "The rabbit is big."), "");
}

TEST(Asked, AQuestionIsReadAsItsStatement) {
  EXPECT_EQ(asked("patient(ann)", "Is Ann patient?"), "");
  EXPECT_EQ(asked("not patient(ann)", "Is Ann not patient?"), "");
  EXPECT_EQ(asked("see(cat, cow)", "Does the cat see the cow?"), "");
  EXPECT_EQ(asked("not see(cat, cow)", "Does the cat not see the cow?"), "");
  EXPECT_EQ(asked("bigger(cat, cow)", "Is the cat bigger than the cow?"), "");
  EXPECT_EQ(asked("aunt(ann, bob)", "Is Ann Bob's aunt?"), "");
  EXPECT_EQ(asked("aunt(ann, bob)", "Is Ann the aunt of Bob?"), "");
  EXPECT_NE(asked("not patient(ann)", "Is Ann patient?"), "");
  EXPECT_NE(asked("patient(ann)", "Is Ann not patient?"), "");
  EXPECT_NE(asked("see(cow, cat)", "Does the cat see the cow?"), "");
  EXPECT_NE(asked("bigger(cow, cat)", "Is the cat bigger than the cow?"), "");
  EXPECT_NE(asked("aunt(bob, ann)", "Is Ann Bob's aunt?"), "");
  EXPECT_NE(asked("patient", "Is Ann patient?"), "");
}

TEST(Asked, AValueIsAskedForByName) {
  constexpr std::string_view kQuestion = "How many stamps does Ann have left?";
  const auto value = [&](const std::string& claim) {
    claims::Step ask;
    ask.kind = claims::StepKind::kAsk;
    ask.question = claims::QuestionKind::kValue;
    ask.name = "X";
    ask.claim = claims::parse_claim(claim, "ask");
    return disagreement_with_question({}, ask, kQuestion);
  };
  EXPECT_EQ(value("stamp_ann_left = X"), "");
  EXPECT_EQ(value("stamp_tom = X"), "no word for tom");
  for (const char* claim :
       {"56 = X", "X = X", "X = stamp_ann", "stamp_ann + 1 = X", "stamp_ann = 3"})
    EXPECT_EQ(value(claim), "`" + std::string(claim) + "` asks for nothing by name");
}

TEST(Asked, OtherQuestionsAreNotJudged) {
  EXPECT_EQ(asked("patient(ann)", "Who is patient?"), "");
  EXPECT_EQ(asked("patient(ann)", "How patient is Ann?"), "");
  EXPECT_EQ(asked("patient(ann)", ""), "");
}

// One who is not named in the question is known once the givens are.
TEST(Asked, NobodyOfTheQuestionIsLeftOut) {
  claims::Chain chain = claims::parse_chain(
      "logic directed\n@1 The cat is bigger than the cow.\nask bigger(cat, cat)\n"
      "s1 given bigger(cat, cow) @1\n",
      "test");
  claims::Step ask = chain.steps.front();
  EXPECT_NE(disagreement_with_question(chain, ask, "Is the cat bigger than the cow?"), "");
  ask.claim = claims::parse_claim("bigger_cow(cat)", "ask");
  EXPECT_EQ(disagreement_with_question(chain, ask, "Is the cat bigger than the cow?"),
            "`bigger_cow` has `cow` in it, whom the chain speaks of");
  ask.claim = claims::parse_claim("bigger(cat, cow)", "ask");
  EXPECT_EQ(disagreement_with_question(chain, ask, "Is the cat bigger than the cow?"), "");
}

TEST(Asked, NamesOfTheGivensAreWordsOfTheQuestion) {
  claims::Chain chain = claims::parse_chain(
      "logic directed\n@1 The old bear is calm.\nask bear(old)\ns1 given calm(old_bear) @1\n",
      "test");
  claims::Step ask = chain.steps.front();
  ask.claim = claims::parse_claim("sleep(old_bear)", "ask");
  EXPECT_EQ(disagreement_with_question(chain, ask, "The old bear sleeps."), "");
  ask.claim = claims::parse_claim("bear(old, sleeps)", "ask");
  EXPECT_NE(disagreement_with_question(chain, ask, "The old bear sleeps."), "");
}

}  // namespace
}  // namespace modus::bridge
