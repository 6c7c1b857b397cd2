#include "symbolic/layers/structure.h"

#include <gtest/gtest.h>

#include "tests/symbolic/chain_checks.h"

namespace modus::symbolic {
namespace {

struct Malformed {
  const char* what;
  const char* chain;
  const char* step;
  const char* reason;
};

class StructureMalformed : public testing::TestWithParam<Malformed> {};

TEST_P(StructureMalformed, IsSaidWithTheReason) {
  const ChainResult result = check_text(GetParam().chain);
  EXPECT_EQ(result.verdict, ChainVerdict::kMalformed);
  EXPECT_EQ(step_told(result, GetParam().step), fmt::format("malformed ({})", GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(
    Table, StructureMalformed,
    testing::Values(
        Malformed{"UnknownStep", "s1 given p\ns2 have p by s9\n", "s2",
                  "cites s9, which does not exist"},
        Malformed{"LaterStep", "s1 given p\ns2 have p by s3\ns3 have p by s1\n", "s2",
                  "cites the later step s3"},
        Malformed{"Itself", "s1 given p\ns2 have p by s2\n", "s2", "cites itself"},
        Malformed{"DischargedAssumption",
                  "s1 assume p\ns2 discharge s1: p -> p by s1\ns3 have p by s1\n", "s3",
                  "cites s1, which is discharged already"},
        Malformed{"StepUnderDischarged",
                  "s1 assume p\ns2 have p or q by s1\ns3 discharge s1: p -> p or q by s2\n"
                  "s4 have p or q by s2\n",
                  "s4", "cites s2, which rests on the discharged s1"},
        Malformed{"WrongConditional",
                  "s1 assume p\ns2 have p or q by s1\ns3 discharge s1: p or q -> p by s2\n", "s3",
                  "discharging s1 by s2 gives p -> p or q"},
        Malformed{"ReductioOfTheWrongClaim",
                  "s1 assume p\ns2 have false by s1\ns3 discharge s1: not q by s2\n", "s3",
                  "discharging s1 by s2 gives not p"},
        Malformed{"NotFresh",
                  "s1 given exists X: p(X)\ns2 given p(ann)\ns3 obtain ann: p(ann) by s1\n", "s2",
                  "ann is used before s3 binds it"},
        Malformed{"WitnessInTheQuestion",
                  "ask p(bob)\ns1 given exists X: p(X)\ns2 obtain bob: p(bob) by s1\n", "s2",
                  "bob is not fresh: it occurs earlier"},
        Malformed{"DefinedTwice", "s1 let n := 5\ns2 let n := 6\n", "s2",
                  "n is defined twice: s1 binds it already"},
        Malformed{"Recursive", "s1 let n := n + 1\n", "s1", "n is used before s1 binds it"},
        Malformed{"WrongWitness", "s1 given exists X: p(X) and q(X)\ns2 obtain c: p(c) by s1\n",
                  "s2", "s1 with c for X reads p(c) and q(c)"},
        Malformed{"EigenvariableInAssumption",
                  "s1 fix a\ns2 assume p(a)\ns3 discharge s1: forall X: p(X) by s2\n", "s3",
                  "the open assumption s2 speaks of a"},
        Malformed{"WitnessEscapes",
                  "s1 given forall X: exists Y: r(X, Y)\ns2 fix a\n"
                  "s3 have exists Y: r(a, Y) by s1\ns4 obtain b: r(a, b) by s3\n"
                  "s5 discharge s2: forall X: r(X, b) by s4\n",
                  "s5", "the result names something obtained or defined from a"},
        Malformed{"CasesNotExhaustive",
                  "s1 given p or q or r\ns2 given p -> t\ns3 given q -> t\ns4 case p of s1\n"
                  "s5 have t by s2 s4\ns6 case q of s1\ns7 have t by s3 s6\n"
                  "s8 discharge s4 s6: t by s1 s5 s7\n",
                  "s8", "not exhaustive: no case for r"},
        Malformed{"NoSuchCase", "s1 given p or q\ns2 case r of s1\n", "s2",
                  "s1 is no disjunction with this case in it"},
        Malformed{"CaseUnproved",
                  "s1 given p or q\ns2 given p -> t\ns3 case p of s1\ns4 have t by s2 s3\n"
                  "s5 case q of s1\ns6 discharge s3 s5: t by s1 s4\n",
                  "s6", "no cited step proves the case s5"},
        Malformed{"AnswerUnderAssumption", "ask p\ns1 assume p\nanswer true by s1\n", "answer",
                  "the answer rests on s1, which is still open"},
        Malformed{"FixedAnswer", "ask X: p(X)\ns1 fix a\nanswer a by s1\n", "answer",
                  "the answer rests on s1, which is still open"},
        Malformed{"AssumeWhenDirected", "logic directed\ns1 assume p\n", "s1",
                  "`assume` is outside `logic directed`: use `logic classical`"}),
    [](const auto& tested) { return std::string(tested.param.what); });

TEST(Structure, SortsOfWitnessAndVariableMustAgree) {
  const ChainResult result = check_text(
      "s1 given exists X: X > 1 / 4 and X < 3 / 4\n"
      "s2 let n: int\n"
      "s3 fix k\n"
      "s4 have k + n = n + k\n"
      "s5 discharge s3: forall X: X + n = n + X by s4\n");
  EXPECT_EQ(step_told(result, "s5"), "proved");
}

TEST(Structure, IntegerFixedCannotBecomeARealUniversal) {
  const ChainResult result = check_text(
      "sort k: int\n"
      "s1 fix k\n"
      "s2 have k <= 0 or k >= 1\n"
      "s3 discharge s1: forall X: X <= 0 or X >= 1 by s2\n");
  EXPECT_EQ(step_told(result, "s2"), "proved");
  EXPECT_EQ(step_told(result, "s3"), "malformed (k is int, but X ranges over real)");
}

}  // namespace
}  // namespace modus::symbolic
