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

TEST(Asked, OtherQuestionsAreNotJudged) {
  EXPECT_EQ(asked("patient(ann)", "Is Ann patient?"), "");
  EXPECT_EQ(asked("patient(ann)", ""), "");
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
