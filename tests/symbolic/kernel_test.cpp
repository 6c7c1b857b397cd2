#include "symbolic/kernel.h"

#include <gtest/gtest.h>

#include "symbolic/theory.h"
#include "tests/symbolic/chain_checks.h"

namespace modus::symbolic {
namespace {

struct Case {
  const char* what;
  const char* chain;
  const char* step;
  const char* told;
};

class KernelVerdict : public testing::TestWithParam<Case> {};

TEST_P(KernelVerdict, OfTheStep) {
  EXPECT_EQ(step_told(check_text(GetParam().chain), GetParam().step), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    Table, KernelVerdict,
    testing::Values(
        Case{"ModusPonens", "s1 given p(ann)\ns2 given p(X) -> q(X)\ns3 have q(ann) by s1 s2\n",
             "s3", "proved"},
        Case{"AffirmingTheConsequent",
             "s1 given q(ann)\ns2 given p(X) -> q(X)\ns3 have p(ann) by s1 s2\n", "s3", "unproved"},
        Case{"Contraposition",
             "s1 given not q(ann)\ns2 given p(X) -> q(X)\ns3 have not p(ann) by s1 s2\n", "s3",
             "proved"},
        Case{"NoContrapositionWhenDirected",
             "logic directed\ns1 given not q(ann)\ns2 given p(X) -> q(X)\n"
             "s3 have not p(ann) by s1 s2\n",
             "s3", "unproved"},
        Case{"RefutedByItsPremises", "s1 given p(ann)\ns2 have not p(ann) by s1\n", "s2",
             "refuted"},
        Case{"RestsOn", "s1 given p\ns2 have q by s1\ns3 have q or r by s2\n", "s3",
             "unproved (rests on s2)"},
        Case{"WrongSum", "s1 have 18 + 36 = 44\n", "s1", "refuted"},
        Case{"RightSum", "s1 have 18 + 36 = 54\n", "s1", "proved"},
        Case{"DivisionByZero", "s1 have 1 / 0 = 1 / 0\n", "s1",
             "undecided (undefined at column 13)"},
        Case{"ExistsDivisionByZero", "s1 have exists Y: Y = 1 / 0\n", "s1",
             "undecided (undefined at column 27)"},
        Case{"GuardedDivision", "s1 let x\ns2 have x = 0 or x / x = 1\n", "s2", "proved"},
        Case{"CancelledZero", "s1 let a\ns2 have a / a = 1\n", "s2",
             "undecided (undefined at column 13)"},
        Case{"RealDivision", "s1 have 5 / 2 = 2\n", "s1", "refuted"},
        Case{"FloorDivision", "s1 have 7 div -2 = -4 and 7 mod -2 = -1\n", "s1", "proved"},
        Case{"QuantifierSwap",
             "s1 given forall X: exists Y: r(X, Y)\ns2 have exists Y: forall X: r(X, Y) by s1\n",
             "s2", "unproved"},
        Case{"NamesMayCoincide",
             "s1 given p(ann)\ns2 given not p(bob)\ns3 have ann != bob by s1 s2\n", "s3", "proved"},
        Case{"FreeNamesAreNotDistinct", "sort ann: entity\nsort bob: entity\ns1 have ann != bob\n",
             "s1", "unproved (cites nothing)"},
        Case{"UniqueNamesAre",
             "names unique\nsort ann: entity\nsort bob: entity\ns1 have ann != bob\n", "s1",
             "proved"},
        Case{"DomainClosure",
             "domain {ann, bob}\ns1 given p(ann)\ns2 given p(bob)\ns3 have forall X: p(X) by s1 "
             "s2\n",
             "s3", "proved"},
        Case{"OpenDomain", "s1 given p(ann)\ns2 given p(bob)\ns3 have forall X: p(X) by s1 s2\n",
             "s3", "unproved"},
        Case{"ClosedPredicate",
             "closed p/1\nnames unique\ns1 given p(ann)\ns2 given q(bob)\ns3 have not p(bob)\n",
             "s3", "proved"},
        Case{"OpenPredicate",
             "names unique\ns1 given p(ann)\ns2 given q(bob)\ns3 have not p(bob) by s1\n", "s3",
             "unproved"},
        Case{"Reductio",
             "s1 given p -> q\ns2 given not q\ns3 assume p\ns4 have false by s1 s2 s3\n"
             "s5 discharge s3: not p by s4\n",
             "s5", "proved"},
        Case{"ContradictoryPremisesProveNothing",
             "s1 given p\ns2 assume not p\ns3 have q by s1 s2\n", "s3",
             "unproved (contradictory premises)"},
        Case{"Cases",
             "s1 given p or q\ns2 given p -> t\ns3 given q -> t\ns4 case p of s1\n"
             "s5 have t by s2 s4\ns6 case q of s1\ns7 have t by s3 s6\n"
             "s8 discharge s4 s6: t by s1 s5 s7\n",
             "s8", "proved"},
        Case{"Generalise",
             "s1 given forall X: p(X) and q(X)\ns2 fix a\ns3 have q(a) by s1\n"
             "s4 discharge s2: forall X: q(X) by s3\n",
             "s4", "proved"},
        Case{"Witness",
             "s1 given exists X: p(X)\ns2 given p(X) -> q(X)\ns3 obtain c: p(c) by s1\n"
             "s4 have q(c) by s2 s3\ns5 have exists X: q(X) by s4\n",
             "s5", "proved"},
        Case{"DefinitionNeedsNoCitation", "s1 let total := 18 + 36\ns2 have total = 54\n", "s2",
             "proved"},
        Case{"DefinitionsBelongToTheGivens", "s1 let n := 3\ns2 given n = 4\ns3 have n = 4 by s2\n",
             "s3", "unproved (contradictory premises)"},
        Case{"UndefinedDefinition", "s1 let x := 1 / 0\ns2 have x = x\n", "s2",
             "undecided (undefined: x may have no value)"},
        Case{"InconsistentGivens", "s1 given p\ns2 given not p\ns3 have p by s1\n", "s3",
             "unproved (inconsistent givens)"}),
    [](const auto& tested) { return std::string(tested.param.what); });

class KernelAnswer : public testing::TestWithParam<Case> {};

TEST_P(KernelAnswer, Verdict) {
  EXPECT_EQ(step_told(check_text(GetParam().chain), "answer"), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    Table, KernelAnswer,
    testing::Values(
        Case{"True", "ask p\ns1 given p\nanswer true by s1\n", "", "proved"},
        Case{"FalseIsNotOpen", "ask p\ns1 given q\nanswer false by s1\n", "",
             "unproved (its cited steps do not prove the answer)"},
        Case{"Open", "ask p\ns1 given q\nanswer open\n", "", "proved"},
        Case{"NotOpen", "ask p\ns1 given q\ns2 given q -> p\nanswer open\n", "",
             "refuted (the givens decide the question)"},
        Case{"DirectedOpen",
             "logic directed\nask p\ns1 given q\ns2 given p -> not q\nanswer open\n", "", "proved"},
        Case{"Conflict",
             "logic directed\nask p\ns1 given p\ns2 given q\ns3 given q -> not p\nanswer true by "
             "s1\n",
             "", "undecided (conflict)"},
        Case{"Value",
             "ask X: total = X\ns1 let total := 18 + 36\ns2 have total = 54\nanswer 54 by s2\n", "",
             "proved"},
        Case{"WrongValue",
             "ask X: total = X\ns1 let total := 18 + 36\ns2 have total = 54\nanswer 44 by s2\n", "",
             "refuted"},
        Case{"ValueMustBeOne", "ask X: n * n = X * X\ns1 let n := 2\nanswer 2\n", "", "refuted"},
        Case{"NoTrivialValue", "ask X: total = X\ns1 given total = 54\nanswer total by s1\n", "",
             "malformed (total is no value: answer with a number or a name of the problem)"},
        Case{"Set",
             "closed p/1\nnames unique\nask all X: p(X)\ns1 given p(ann)\ns2 given p(bob)\n"
             "answer {ann, bob} by s1 s2\n",
             "", "proved"},
        Case{"SetWithOneMissing",
             "closed p/1\nnames unique\nask all X: p(X)\ns1 given p(ann)\ns2 given p(bob)\n"
             "answer {ann} by s1 s2\n",
             "", "refuted"},
        Case{"Choice", "ask A: p; B: q\ns1 given p\ns2 given not q\nanswer A by s1\n", "",
             "proved"},
        Case{"ChoiceWhereBothHold", "ask A: p; B: q\ns1 given p\ns2 given q\nanswer A by s1\n", "",
             "unproved (another choice is entailed too)"},
        Case{"AskMissing", "s1 given p\nanswer true by s1\n", "",
             "malformed (answers no question: the chain has no `ask`)"}),
    [](const auto& tested) { return std::string(tested.param.what); });

// A seam that answers what a test tells it to.
class ScriptedEntailment : public Entailment {
 public:
  std::vector<Decision> decide(std::span<const Query> queries, Wanted) override {
    asked += queries.size();
    return std::vector<Decision>(queries.size(), decision);
  }
  Decision satisfiable(std::span<const Premise>, Wanted) override { return satisfiability; }

  Decision decision;
  Decision satisfiability;
  std::size_t asked = 0;
};

StepResult third_step(ScriptedEntailment& layers) {
  const claims::Chain chain =
      claims::parse_chain("s1 given p\ns2 given p -> q\ns3 have q by s1 s2\n", "test");
  const Theory theory = theory_of(chain);
  Kernel kernel(chain, theory, layers);
  kernel.check(0, Wanted::kVerdict);
  kernel.check(1, Wanted::kVerdict);
  return kernel.check(2, Wanted::kVerdict);
}

TEST(Kernel, NothingIsProvedWhileTheGivensAreUndecided) {
  ScriptedEntailment layers;
  layers.decision.outcome = Outcome::kEntailed;
  layers.satisfiability.outcome = Outcome::kUndecided;
  layers.satisfiability.reason = "resource limit";
  EXPECT_EQ(told(third_step(layers)), "s3 undecided (premises: resource limit)");
}

TEST(Kernel, UndecidedIsNeverProved) {
  ScriptedEntailment layers;
  layers.satisfiability.outcome = Outcome::kOpen;
  layers.decision.outcome = Outcome::kUndecided;
  layers.decision.reason = "clock";
  layers.decision.reproducible = false;
  const StepResult result = third_step(layers);
  EXPECT_EQ(told(result), "s3 undecided (clock)");
  EXPECT_FALSE(result.reproducible);
}

TEST(Kernel, LowerNeverRaises) {
  ScriptedEntailment layers;
  layers.satisfiability.outcome = Outcome::kOpen;
  layers.decision.outcome = Outcome::kOpen;
  const claims::Chain chain = claims::parse_chain("s1 have p\n", "test");
  const Theory theory = theory_of(chain);
  Kernel kernel(chain, theory, layers);
  StepResult result = kernel.check(0, Wanted::kVerdict);
  kernel.lower(result, "rule E03");
  EXPECT_EQ(told(result), "s1 unproved (cites nothing)");
}

}  // namespace
}  // namespace modus::symbolic
