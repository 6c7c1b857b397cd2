#include "symbolic/chain_verdict.h"

#include <gtest/gtest.h>

#include "tests/symbolic/chain_checks.h"

namespace modus::symbolic {
namespace {

// s1 given, s2 have by s1, s3 have by s1 (not in the slice), answer by s2.
ChainResult concluded(std::array<Verdict, 5> verdicts, const ChainFacts& facts, bool with_text) {
  claims::Chain chain = claims::parse_chain(
      "ask p\ns1 given p\ns2 have p or q by s1\ns3 have r by s1\nanswer true by s2\n", "test");
  if (with_text) chain.text = {"P holds."};
  std::vector<StepResult> steps(5);
  for (std::size_t i = 0; i < 5; ++i) {
    steps[i].id = chain.steps[i].id;
    steps[i].index = i;
    steps[i].kind = chain.steps[i].kind;
    steps[i].verdict = verdicts[i];
  }
  return conclude(chain, steps, facts);
}

constexpr Verdict kN = Verdict::kNone, kG = Verdict::kGrounded, kP = Verdict::kProved;

TEST(ChainVerdict, TheFirstThatApplies) {
  const ChainFacts none;
  EXPECT_EQ(concluded({kN, kG, kP, kP, kP}, none, true).verdict, ChainVerdict::kVerified);
  EXPECT_EQ(concluded({kN, kN, kP, kP, kP}, none, false).verdict, ChainVerdict::kValid);
  EXPECT_EQ(concluded({kN, Verdict::kUngrounded, kP, kP, kP}, none, true).verdict,
            ChainVerdict::kUngrounded);
  EXPECT_EQ(concluded({kN, kG, Verdict::kUndecided, kP, kP}, none, true).verdict,
            ChainVerdict::kUndecided);
  EXPECT_EQ(concluded({kN, kG, Verdict::kUnproved, Verdict::kUndecided, kP}, none, true).verdict,
            ChainVerdict::kUnproved);
  EXPECT_EQ(concluded({kN, kG, Verdict::kUnproved, Verdict::kMalformed, kP}, none, true).verdict,
            ChainVerdict::kMalformed);
}

TEST(ChainVerdict, UnprovedOutsideTheSliceIsForgivenRefutedIsNot) {
  const ChainFacts none;
  EXPECT_EQ(concluded({kN, kG, kP, Verdict::kUnproved, kP}, none, true).verdict,
            ChainVerdict::kVerified);
  const ChainResult refuted = concluded({kN, kG, kP, Verdict::kRefuted, kP}, none, true);
  EXPECT_EQ(refuted.verdict, ChainVerdict::kRefuted);
  EXPECT_EQ(refuted.first_mistake, 3u);
}

TEST(ChainVerdict, InconsistentGivensComeBeforeEverythingButMalformed) {
  ChainFacts facts;
  facts.inconsistent = true;
  facts.inconsistent_core = {claims::StepId{1}};
  const ChainResult result = concluded({kN, kG, Verdict::kRefuted, kP, kP}, facts, true);
  EXPECT_EQ(result.verdict, ChainVerdict::kInconsistent);
  EXPECT_EQ(result.reason, "the givens s1 have no model");
}

TEST(ChainVerdict, AnswersThatMissNothingNeedEverySentence) {
  ChainFacts facts;
  facts.unread = {2, 4};
  EXPECT_EQ(concluded({kN, kG, kP, kP, kP}, facts, true).verdict, ChainVerdict::kVerified);
  facts.nothing_missed = true;
  EXPECT_EQ(concluded({kN, kG, kP, kP, kP}, facts, true).verdict, ChainVerdict::kUngrounded);
  EXPECT_EQ(concluded({kN, kG, kP, kP, kP}, facts, false).verdict, ChainVerdict::kValid);
}

TEST(ChainVerdict, AStepThatRestsOnAFailedOneIsNeverTheFirstMistake) {
  const ChainResult result =
      check_text("ask q\ns1 given p\ns2 have q by s1\ns3 have q or r by s2\nanswer true by s2\n");
  EXPECT_EQ(result.verdict, ChainVerdict::kUnproved);
  EXPECT_EQ(result.first_mistake, 2u);
}

TEST(ChainVerdict, ExitCodes) {
  EXPECT_EQ(exit_code(ChainVerdict::kVerified), 0);
  EXPECT_EQ(exit_code(ChainVerdict::kValid), 0);
  EXPECT_EQ(exit_code(ChainVerdict::kRefuted), 1);
  EXPECT_EQ(exit_code(ChainVerdict::kUnproved), 1);
  EXPECT_EQ(exit_code(ChainVerdict::kInconsistent), 1);
  EXPECT_EQ(exit_code(ChainVerdict::kMalformed), 2);
  EXPECT_EQ(exit_code(ChainVerdict::kUndecided), 3);
  EXPECT_EQ(exit_code(ChainVerdict::kUngrounded), 3);
}

}  // namespace
}  // namespace modus::symbolic
