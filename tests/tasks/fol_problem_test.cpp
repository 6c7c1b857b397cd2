#include "tasks/fol_problem.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "claims/parse.h"
#include "claims/print.h"
#include "tasks/gold_steps.h"

namespace modus::tasks {
namespace {

FolDecision decided(std::vector<std::string> premises, std::string conclusion) {
  return decide_fol(read_fol_problem({std::move(premises), std::move(conclusion)}), {});
}

TEST(FolProblem, TheFormulasDecide) {
  const std::vector<std::string> premises = {"∀x (Cat(x) → Furry(x))", "Cat(Tom) ⊕ Dog(Tom)",
                                             "¬Dog(Tom)"};
  EXPECT_EQ(decided(premises, "Furry(Tom)").answer, "true");
  EXPECT_EQ(decided(premises, "¬Furry(Tom)").answer, "false");
  EXPECT_EQ(decided(premises, "Furry(Ann)").answer, "open");
}

TEST(FolProblem, EvidenceIsACoreOrACounterModel) {
  const std::vector<std::string> premises = {"∀x (Cat(x) → Furry(x))", "Cat(Tom)", "Red(Ann)"};
  EXPECT_EQ(decided(premises, "Furry(Tom)").evidence,
            "from forall X: cat(X) -> furry(X); cat(tom)");
  EXPECT_NE(decided(premises, "Furry(Ann)").evidence.find("not furry(ann)"), std::string::npos)
      << decided(premises, "Furry(Ann)").evidence;
}

TEST(FolProblem, ContradictoryPremisesProveNothing) {
  const FolDecision decision = decided({"A(k)", "¬A(k)", "B(k)"}, "B(k)");
  EXPECT_EQ(decision.answer, "");
  EXPECT_TRUE(decision.inconsistent);
  EXPECT_NE(decision.trouble.find("a(k); not a(k)"), std::string::npos) << decision.trouble;
}

TEST(FolProblem, MisspelledNamesAreListedAndNotMerged) {
  const FolReading reading =
      read_fol_problem({{"∀x (Cupcake(x) → Sweet(x))", "Cupcakes(one)"}, "Sweet(one)"});
  EXPECT_EQ(decide_fol(reading, {}).answer, "open");
  EXPECT_EQ(lone_names(reading), (std::vector<std::string>{"`cupcake` (nearest cupcakes)",
                                                           "`cupcakes` (nearest cupcake)"}));
}

TEST(FolProblem, WhatCannotBeReadIsSaid) {
  const FolReading reading = read_fol_problem({{"A(k)", "B(y)"}, "A(k)"});
  EXPECT_NE(reading.unread.find("premise 2:1:3: no quantifier binds `y`"), std::string::npos)
      << reading.unread;
  EXPECT_EQ(decide_fol(reading, {}).answer, "");
}

TEST(GoldSteps, BlocksBecomeSteps) {
  const auto steps = gold_steps(
      "fact1: Ann is kind.\nrule: If Ann is kind, she sings.\nconclusion: Ann sings.\n\n"
      "fact1: Ann sings.\n\nTherefore, it is true. The correct option is: A.");
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_EQ(steps[0].premises,
            (std::vector<std::string>{"Ann is kind.", "If Ann is kind, she sings."}));
  EXPECT_EQ(steps[0].conclusion, "Ann sings.");
}

TEST(GoldSteps, ASentenceIsALiteralOfItsRule) {
  const claims::Claim rule = claims::parse_claim(
      "forall X: stimulate_host_defenses(X) or enhance_absorption(X) or never_sleep(X)", "rule");
  const std::vector<std::string> constants = {"queenie", "bo"};
  const auto read = [&](const char* sentence) {
    const auto literal = literal_in(sentence, rule, constants);
    return literal ? claims::print(*literal) : std::string("none");
  };
  EXPECT_EQ(read("Queenie enhances nutrient absorption."), "enhance_absorption(queenie)");
  EXPECT_EQ(read("Bo does not stimulate its host's defenses."), "not stimulate_host_defenses(bo)");
  EXPECT_EQ(read("Bo never sleeps."), "never_sleep(bo)");
  EXPECT_EQ(read("Bo sleeps."), "not never_sleep(bo)");
  EXPECT_EQ(read("Somebody enhances absorption."), "none");
  EXPECT_EQ(read("Bo runs."), "none");
}

}  // namespace
}  // namespace modus::tasks
