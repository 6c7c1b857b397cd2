#include "bridge/asked.h"

#include <gtest/gtest.h>

#include "claims/parse.h"

namespace modus::bridge {
namespace {

std::string asked(const std::string& claim, std::string_view question) {
  claims::Step ask;
  ask.kind = claims::StepKind::kAsk;
  ask.claim = claims::parse_claim(claim, "ask");
  claims::Header header;
  header.logic = claims::Logic::kDirected;
  return disagreement_with_question(header, ask, question);
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

}  // namespace
}  // namespace modus::bridge
