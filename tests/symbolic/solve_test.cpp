#include "symbolic/solve.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/error.h"
#include "claims/chain_text.h"
#include "claims/evaluate.h"
#include "claims/parse.h"
#include "symbolic/derivation.h"
#include "symbolic/layers/directed.h"

namespace modus::symbolic {
namespace {

// What was added to the problem, and the verdict: "s3  have ...\nanswer true  by s3\nvalid".
std::string solved(const std::string& problem) {
  const claims::Chain given = claims::parse_problem_claims(problem, "test.claims");
  const Solution solution = solve_claims(given, {});
  std::string result;
  for (std::size_t i = given.steps.size(); i < solution.chain.steps.size(); ++i)
    result += claims::print_step(solution.chain.steps[i]) + "\n";
  return result + std::string(to_string(solution.result.verdict));
}

TEST(Solve, DirectedAnswersComeWithTheirDerivation) {
  const std::string world =
      "given kind(ann)\ngiven kind(X) -> patient(X)\ngiven patient(X) -> not rude(X)\n";
  EXPECT_EQ(solved("logic directed\nask patient(ann)\n" + world),
            "s4  have  patient(ann)  by modus_ponens s1 s2\nanswer true  by s4\nvalid");
  EXPECT_EQ(solved("logic directed\nask rude(ann)\n" + world),
            "s4  have  patient(ann)  by modus_ponens s1 s2\n"
            "s5  have  not rude(ann)  by modus_ponens s3 s4\nanswer false  by s5\nvalid");
  EXPECT_EQ(solved("logic directed\nask kind(ann)\n" + world), "answer true  by s1\nvalid");
  EXPECT_EQ(solved("logic directed\nask patient(bob)\n" + world), "answer open\nvalid");
  EXPECT_EQ(solved("logic directed\nask kind(X) -> not rude(X)\n" + world),
            "s4  have  forall X: kind(X) -> not rude(X)  by s2 s3\nanswer true  by s4\nvalid");
}

TEST(Solve, AConflictHasNoAnswer) {
  EXPECT_EQ(solved("logic directed\nask calm(ann)\ngiven kind(ann)\ngiven kind(X) -> calm(X)\n"
                   "given not calm(ann)\n"),
            "undecided");
}

TEST(Solve, DirectedSetsAndValuesOfClosedPredicates) {
  const std::string world =
      "given invited(ann)\ngiven invited(X) -> guest(X)\ngiven guest(bob)\ngiven host(carl)\n";
  EXPECT_EQ(solved("logic directed\nclosed guest/1\nask all X: guest(X)\n" + world),
            "s5  have  guest(ann)  by modus_ponens s1 s2\n"
            "answer {ann, bob}  by s3 s5\nvalid");
  EXPECT_EQ(solved("logic directed\nclosed host/1\nask X: host(X)\n" + world),
            "answer carl  by s4\nvalid");
  EXPECT_EQ(solved("logic directed\nask X: host(X)\n" + world), "undecided");
}

TEST(Solve, ClassicalAnswersCiteTheCore) {
  EXPECT_EQ(solved("ask kind(ann)\ngiven kind(ann) or kind(bob)\ngiven tall(bob)\n"
                   "given not kind(bob)\n"),
            "s4  have  kind(ann)  by s1 s3\nanswer true  by s4\nvalid");
  EXPECT_EQ(solved("ask kind(ann)\ngiven kind(X) -> calm(X)\ngiven not calm(ann)\n"),
            "s3  have  not kind(ann)  by s1 s2\nanswer false  by s3\nvalid");
  EXPECT_EQ(solved("ask kind(bob)\ngiven kind(ann)\n"), "answer open\nvalid");
}

TEST(Solve, ClassicalHornPartsAreDerivedStepByStep) {
  EXPECT_EQ(solved("ask calm(ann)\ngiven kind(ann)\ngiven kind(X) -> patient(X)\n"
                   "given patient(X) -> calm(X)\n"),
            "s4  have  patient(ann)  by modus_ponens s1 s2\n"
            "s5  have  calm(ann)  by modus_ponens s3 s4\nanswer true  by s5\nvalid");
}

TEST(Solve, ValuesAreCalculated) {
  EXPECT_EQ(solved("ask X: rolls_each = X\ngiven rolls_morning = 18\n"
                   "given rolls_noon = 2 * rolls_morning\n"
                   "given rolls_each = (rolls_morning + rolls_noon) / 2\n"),
            "s4  have  rolls_noon = 36  by calculate s1 s2\n"
            "s5  have  rolls_each = 27  by calculate s1 s3 s4\nanswer 27  by s5\nvalid");
  EXPECT_EQ(solved("ask rolls > 50\ngiven rolls_morning = 18\n"
                   "given rolls = 3 * rolls_morning\n"),
            "s3  have  rolls = 54  by calculate s1 s2\n"
            "s4  have  rolls > 50  by calculate s3\nanswer true  by s4\nvalid");
}

TEST(Solve, ValuesThatNeedTwoEquationsAtOnceComeFromAModel) {
  EXPECT_EQ(solved("ask X: a = X\ngiven 3 * a + 2 * b = 12\ngiven a - b = 0 - 1\n"),
            "s3  have  a = 2  by s1 s2\nanswer 2  by s3\nvalid");
  EXPECT_EQ(solved("ask X: a = X\ngiven a + b = 3\n"), "undecided");
}

TEST(Solve, OneValueAmongTheProblemsNames) {
  EXPECT_EQ(solved("names unique\ndomain {ann, bob, rex}\nask X: owner(X)\n"
                   "given owner(ann) or owner(bob)\ngiven not owner(bob)\ngiven not owner(rex)\n"),
            "s4  have  owner(ann)  by s1 s2\n"
            "s5  have  forall X: owner(X) -> X = ann  by s2 s3\nanswer ann  by s4 s5\nvalid");
}

TEST(Solve, ChoicesProveOneAndRefuteNone) {
  EXPECT_EQ(solved("ask A: tall(ann); B: tall(bob); C: tall(carl)\ngiven tall(ann) or tall(bob)\n"
                   "given not tall(ann)\n"),
            "s3  have  tall(bob)  by s1 s2\nanswer B  by s3\nvalid");
}

TEST(Solve, ContradictoryGivensAreShownToBe) {
  EXPECT_EQ(solved("ask tall(bob)\ngiven kind(ann)\ngiven tall(carl)\ngiven not kind(ann)\n"),
            "s4  have  false  by contradiction s1 s3\ninconsistent");
}

TEST(Solve, AnAnswerThatCheckingRefusesIsNone) {
  EXPECT_EQ(solved("ask 1 / 0 = 1 / 0\ngiven kind(ann)\n"), "undecided");
  EXPECT_EQ(solved("ask X: a = X\ngiven a * a = 9\n"), "undecided");
}

TEST(Solve, OnlyProblemsAreSolved) {
  const auto chain = claims::parse_chain("ask p\ns1 given p\ns2 have p by s1\n", "test.chain");
  EXPECT_THROW(solve_claims(chain, {}), ParseError);
  EXPECT_THROW(solve_claims(claims::parse_chain("s1 given p\n", "test.chain"), {}), ParseError);
}

TEST(Solve, AMalformedProblemSaysSo) {
  EXPECT_EQ(solved("closed p/1\nask p(a)\ngiven p(b)\n"), "malformed");
}

TEST(Solve, DefinitionsUnitsAndClosedPredicates) {
  EXPECT_EQ(solved("ask X: way = X\ngiven speed = 60 km/h\nlet hours := 2 h\n"
                   "given way = speed * hours\n"),
            "s4  have  hours = 2 h  by calculate\n"
            "s5  have  way = 120 km  by calculate s1 s3 s4\nanswer 120 km  by s5\nvalid");
  EXPECT_EQ(solved("closed late/1\nnames unique\nask late(bob)\ngiven late(ann)\n"),
            "s2  have  not late(bob)\nanswer false  by s2\nvalid");
  EXPECT_EQ(solved("closed late/1\nnames unique\nask all X: late(X)\ngiven late(ann)\n"
                   "given tall(bob)\n"),
            "answer {ann}  by s1\nvalid");
}

// Random rule worlds: the answer is what the layer says of all givens, and the chain is valid.
TEST(Solve, DirectedAnswersAreValidChains) {
  EXPECT_TRUE(rc::check("answer and verdict", [] {
    const auto pick = [](int end) { return *rc::gen::resize(100, rc::gen::inRange(0, end)); };
    const auto literal = [&](std::string_view thing) {
      return std::string(pick(4) == 0 ? "not " : "") + static_cast<char>('p' + pick(6)) + "(" +
             std::string(thing) + ")";
    };
    std::string text = "logic directed\nask " + literal("a") + "\n";
    for (int i = pick(5); i >= 0; --i) text += "given " + literal(pick(2) == 0 ? "a" : "b") + "\n";
    for (int i = pick(8); i > 0; --i)
      text += "given " + literal("X") + (pick(2) == 0 ? " and " + literal("X") : "") + " -> " +
              literal("X") + "\n";
    const claims::Chain problem = claims::parse_problem_claims(text, "random.claims");
    Query query;
    for (const claims::Step& step : problem.steps)
      if (step.kind == claims::StepKind::kGiven) query.premises.push_back({step.id, step.claim});
    query.goal = problem.question()->claim;
    Theory theory;
    theory.logic = claims::Logic::kDirected;
    const Outcome outcome = decide_directed(theory, query, Wanted::kVerdict).outcome;
    const Solution solution = solve_claims(problem, {});
    if (outcome == Outcome::kUndecided) {
      RC_ASSERT(solution.result.verdict == ChainVerdict::kUndecided);
      return;
    }
    RC_ASSERT(solution.result.verdict == ChainVerdict::kValid);
    RC_ASSERT(solution.result.answer == (outcome == Outcome::kEntailed  ? "true"
                                         : outcome == Outcome::kRefuted ? "false"
                                                                        : "open"));
  }));
}

// Random classical problems over two things: the answer is what all eight interpretations of three
// propositions say.
TEST(Solve, ClassicalAnswersAgreeWithTruthTables) {
  EXPECT_TRUE(rc::check("answer and verdict", [] {
    const auto pick = [](int end) { return *rc::gen::resize(100, rc::gen::inRange(0, end)); };
    const auto literal = [&] {
      return claims::parse_claim(
          std::string(pick(2) == 0 ? "not " : "") + static_cast<char>('p' + pick(3)) + "(a)", "r");
    };
    std::vector<claims::Claim> givens;
    claims::Chain problem;
    problem.steps.emplace_back();
    problem.steps[0].kind = claims::StepKind::kAsk;
    problem.steps[0].claim = literal();
    for (int i = 1 + pick(4); i > 0; --i) {
      constexpr claims::Op kOps[] = {claims::Op::kAnd, claims::Op::kOr, claims::Op::kXor,
                                     claims::Op::kImplies, claims::Op::kIff};
      claims::Step given;
      given.kind = claims::StepKind::kGiven;
      given.id = next_id(problem);
      given.claim = claims::binary(kOps[pick(5)], literal(), literal());
      givens.push_back(given.claim);
      problem.steps.push_back(std::move(given));
    }
    bool with = false, without = false;
    for (int row = 0; row < 8; ++row) {
      claims::Model model;
      model.domain = {"a"};
      for (int i = 0; i < 3; ++i)
        model.tables[std::string(1, static_cast<char>('p' + i))].otherwise = (row >> i & 1) == 1;
      const auto holds = [&](const claims::Claim& claim) {
        return std::get<bool>(claims::evaluate(claim, model, 1000));
      };
      if (!std::all_of(givens.begin(), givens.end(), holds)) continue;
      (holds(problem.steps[0].claim) ? with : without) = true;
    }
    const Solution solution = solve_claims(problem, {});
    if (!with && !without) {
      RC_ASSERT(solution.result.verdict == ChainVerdict::kInconsistent);
      return;
    }
    RC_ASSERT(solution.result.verdict == ChainVerdict::kValid);
    RC_ASSERT(solution.result.answer == (with && without ? "open" : with ? "true" : "false"));
  }));
}

}  // namespace
}  // namespace modus::symbolic
