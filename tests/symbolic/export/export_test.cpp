#include "symbolic/export/export.h"

#include <gtest/gtest.h>
#include <z3++.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "symbolic/checker.h"
#include "symbolic/theory.h"
#include "tests/symbolic/queries.h"
#include "tests/temp_folder.h"

namespace modus::symbolic {
namespace {

struct Case {
  const char* header;
  std::vector<std::string> premises;
  const char* goal;
  bool follows;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> kTable = {
      {"", {"kind(X) -> nice(X)", "kind(ann)"}, "nice(ann)", true},
      {"", {"kind(X) -> nice(X)", "nice(ann)"}, "kind(ann)", false},
      {"", {"forall X: exists Y: sees(X, Y)"}, "exists Y: sees(ann, Y)", true},
      {"", {"p xor q", "p <-> r"}, "q or r", true},
      {"", {"x = 2 * y", "y = 7 / 2"}, "x = 7", true},
      {"sort n: int", {"n > 2", "n < 4"}, "n = 3", true},
      {"", {"x > 2", "x < 4"}, "x = 3", false},
      {"", {"age(ann) = 7", "ann = bob"}, "age(bob) + 0.5 = 7.5", true},
      {"", {"d = 60 km"}, "d = 60000 m", true},
      {"", {"x = 7 / 3"}, "x ~= 2.33", true},
      {"", {"a in {ann, bob}", "a != ann", "p(a)"}, "p(bob)", true},
      {"", {"forall X: X > 2 -> X > y", "y = 1"}, "y < 2", true}};
  return kTable;
}

bool z3_finds_unsat(const std::string& text) {
  z3::context context;
  z3::solver solver(context);
  solver.from_string(text.c_str());
  return solver.check() == z3::unsat;
}

// A prover as a program of its own; its whole output.
std::string cvc5_says(const std::string& text, const std::string& language) {
  const auto file = temp_folder() / ("query." + language);
  const auto output = temp_folder() / "output";
  std::ofstream(file) << text;
  const std::string command =
      fmt::format("cvc5 --lang {} {} > {} 2>&1", language, file.string(), output.string());
  if (std::system(command.c_str()) != 0)
    return "failed: " + (std::ostringstream() << std::ifstream(output).rdbuf()).str();
  return (std::ostringstream() << std::ifstream(output).rdbuf()).str();
}
bool has_cvc5() { return std::system("cvc5 --version > /dev/null 2>&1") == 0; }

TEST(Export, SmtLibIsUnsatWhereTheGoalFollows) {
  for (const Case& c : cases()) {
    const Asked question = asked(c.header, c.premises, c.goal);
    EXPECT_EQ(z3_finds_unsat(to_smtlib(question.theory, question.query)), c.follows) << c.goal;
  }
}

TEST(Export, SmtLibOfFunctionsAndRounding) {
  const Case kTable[] = {
      {"", {"x = 16"}, "sqrt(x) = 4", true},
      {"", {"x = -7.5"}, "x mod 2 = 0.5 and x div 2 = -4", true},
      {"sort n: int", {"n = -7"}, "n mod 2 = 1 and n div 2 = -4", true},
      {"", {"x = -2.5"}, "abs(x) = 2.5 and floor(x) = -3 and ceil(x) = -2", true},
      {"", {"x = 1", "y = 2"}, "max(x, y) - min(x, y) = 1", true},
      {"sort n: int", {"divides(6, n)"}, "divides(3, n)", true},
      {"", {"x = 3"}, "x ^ 2 = 9 and x ^ -1 = 1 / 3", true},
      {"sort box: set[entity]", {"box = {ann, bob}"}, "ann in box", true}};
  for (const Case& c : kTable) {
    const Asked question = asked(c.header, c.premises, c.goal);
    EXPECT_EQ(z3_finds_unsat(to_smtlib(question.theory, question.query)), c.follows) << c.goal;
  }
}

TEST(Export, OtherProversTakeBothLanguages) {
  if (!has_cvc5()) GTEST_SKIP() << "no cvc5 program";
  std::size_t proved = 0, expected = 0;
  for (const Case& c : cases()) {
    const Asked question = asked(c.header, c.premises, c.goal);
    const std::string smt = cvc5_says(to_smtlib(question.theory, question.query), "smt2");
    const std::string tptp = cvc5_says(to_tptp(question.theory, question.query), "tptp");
    // It may give up; what it says must be what we say.
    const std::string text = std::string(c.goal) + ": " + smt + tptp;
    EXPECT_TRUE(smt == "unknown\n" || smt == (c.follows ? "unsat\n" : "sat\n")) << text;
    const bool theorem = tptp.find("Theorem") != std::string::npos ||
                         tptp.find("SZS status Unsatisfiable") != std::string::npos;
    EXPECT_TRUE(tptp.find("SZS status") != std::string::npos) << text;
    EXPECT_FALSE(theorem && !c.follows) << text;
    expected += c.follows ? 2 : 0;
    proved += (smt == "unsat\n") + theorem;
  }
  EXPECT_GE(proved + 2, expected);
}

TEST(Export, NamesThatSolversKnowAreSpelledOtherwise) {
  const Asked question = asked("", {"store(select) -> store(ite)", "store(select)"}, "store(ite)");
  const std::string text = to_smtlib(question.theory, question.query);
  EXPECT_TRUE(z3_finds_unsat(text)) << text;
}

TEST(Export, WhatHasNoFormIsNamed) {
  const Asked question = asked("", {}, "log(8, 2) = 3");
  EXPECT_THROW(to_smtlib(question.theory, question.query), Error);
  EXPECT_THROW(to_tptp(question.theory, question.query), Error);
}

TEST(Export, TheQueryOfAStepIsTheKernels) {
  const claims::Chain chain = claims::parse_chain(
      "s1 given kind(X) -> nice(X)\ns2 given kind(ann)\ns3 let x := 1 / y\n"
      "s4 have nice(ann) by s1 s2\ns5 have x = x\n",
      "test");
  const Theory theory = theory_of(chain);
  const Query query = query_of_step(chain, theory, claims::StepId{4});
  EXPECT_EQ(query.premises.size(), 2u);
  EXPECT_EQ(query_of_step(chain, theory, claims::StepId{5}).premises.size(), 1u)
      << "the definition that the goal names";
  EXPECT_THROW(query_of_step(chain, theory, claims::StepId{1}), Error);
  EXPECT_THROW(query_of_step(chain, theory, claims::StepId{9}), Error);
}

const char* kLongChain =
    "sort n: int\nask happy(ann)\n"
    "s1 given kind(X) -> nice(X)\ns2 given kind(ann)\ns3 have nice(ann) by s1 s2\n"
    "s4 given n > 2 and n < 4\ns5 have n = 3 by s4\ns6 let k := n + 1\n"
    "s7 have k = 4 by s5\ns8 have k = 5 by s5\n"
    "s9 assume sad(ann)\ns10 given sad(X) -> not nice(X)\n"
    "s11 have false by s3 s9 s10\ns12 discharge s9: not sad(ann) by s11\n"
    "s13 given forall X: happy(X) or sad(X)\ns14 have happy(ann) by s12 s13\n"
    "answer true by s14\n";

TEST(Export, WhatWasProvedIsUnsatForZ3AndWhatWasNotIsNot) {
  const claims::Chain chain = claims::parse_chain(kLongChain, "test");
  const Theory theory = theory_of(chain);
  const ChainResult checked = check_chain(chain, {});
  std::size_t proved = 0;
  for (const StepQuery& asked : step_queries(chain, theory)) {
    ASSERT_TRUE(asked.query) << asked.index << ": " << asked.reason;
    const bool is_proved = checked.steps[asked.index].verdict == Verdict::kProved;
    const std::string text = to_smtlib(theory, *asked.query);
    EXPECT_EQ(z3_finds_unsat(text), is_proved) << text;
    proved += is_proved;
  }
  EXPECT_EQ(proved, 6u) << "s3 s5 s7 s11 s14 and the answer";
}

TEST(Export, AStepThatAsksNothingSaysWhy) {
  const claims::Chain chain = claims::parse_chain(
      "ask p\ns1 given p or q\ns2 have q by s9\ns3 have likely p by s1\nanswer open\n", "test");
  const auto asked = step_queries(chain, theory_of(chain));
  ASSERT_EQ(asked.size(), 3u);
  for (const StepQuery& one : asked) EXPECT_FALSE(one.query) << one.index;
  EXPECT_EQ(asked[0].reason.substr(0, 16), "s2 is malformed:");
  EXPECT_THROW(query_of_step(chain, theory_of(chain), claims::StepId{2}), Error);
  const claims::Chain directed = claims::parse_chain("logic directed\ns1 given p\n", "test");
  EXPECT_THROW(step_queries(directed, theory_of(directed)), Error);
}

TEST(Export, QueriesOfALongChainCostNoSolver) {
  std::string text = "s1 given p(a0)\n";
  for (int i = 2; i < 4000; ++i)
    text += fmt::format("s{} have x{} * x{} > 2 or p(a{}) by s{}\n", i, i, i, i, i - 1);
  const claims::Chain chain = claims::parse_chain(text, "test");
  EXPECT_EQ(step_queries(chain, theory_of(chain)).size(), 3998u);
}

class Alethe : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_double_check()) GTEST_SKIP() << "this build has no cvc5";
  }
};

TEST_F(Alethe, AProofOfTheVeryTextOrTheReason) {
  std::size_t proofs = 0, expected = 0;
  for (const Case& c : cases()) {
    const Asked question = asked(c.header, c.premises, c.goal);
    const AletheProof proof = to_alethe(to_smtlib(question.theory, question.query), {});
    EXPECT_EQ(proof.text.empty(), !proof.reason.empty()) << c.goal;
    expected += c.follows;
    if (proof.text.empty()) continue;
    ++proofs;
    EXPECT_TRUE(c.follows) << c.goal;
    EXPECT_NE(proof.text.find("(assume a0 "), std::string::npos) << proof.text;
    EXPECT_NE(proof.text.find("(cl)"), std::string::npos) << proof.text;
    EXPECT_EQ(proof.text.find("undefined"), std::string::npos) << proof.text;
  }
  EXPECT_GE(2 * proofs, expected) << proofs << " of " << expected;
}

TEST_F(Alethe, WhatDoesNotFollowHasNone) {
  const Asked question = asked("", {"rain or snow"}, "rain");
  const AletheProof proof = to_alethe(to_smtlib(question.theory, question.query), {});
  EXPECT_EQ(proof.reason, "it does not follow: cvc5 has a counter-model");
}

TEST_F(Alethe, ATextThatIsNoneOfOursIsRefused) {
  for (const char* text : {"(push 1)", "(assert (bvadd x y))", "(assert", "(assert true))", ")",
                           "(declare-fun f (Strange) Bool)", "(assert (forall))", "(assert ())"}) {
    const AletheProof proof = to_alethe(text, {});
    EXPECT_EQ(proof.text, "") << text;
    EXPECT_FALSE(proof.reason.empty()) << text;
  }
}

}  // namespace
}  // namespace modus::symbolic
