#include "symbolic/derivation.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "claims/parse.h"

namespace modus::symbolic {
namespace {

std::string derived(const std::string& problem, std::vector<std::string> literals) {
  claims::Chain chain = claims::parse_problem_claims(problem, "test.claims");
  const std::size_t before = chain.steps.size();
  Derivation derivation(chain);
  std::string result;
  for (const std::string& literal : literals) {
    const auto step = derivation.append(claims::parse_claim(literal, "goal"), chain);
    result += step ? "s" + std::to_string(step->value) + " " : "not derived ";
  }
  for (std::size_t i = before; i < chain.steps.size(); ++i)
    result += "\n" + claims::print_step(chain.steps[i]);
  return result;
}

const char* const kWorld =
    "logic directed\n"
    "ask calm(ann)\n"
    "given kind(ann)\n"
    "given kind(X) -> patient(X)\n"
    "given patient(X) and not rough(X) -> calm(X)\n"
    "given kind(X) -> not rough(X)\n"
    "given kind(ann) or kind(bob)\n";

TEST(Derivation, WritesAProofWithPremisesBeforeConclusions) {
  EXPECT_EQ(derived(kWorld, {"calm(ann)"}),
            "s8 \n"
            "s6  have  patient(ann)  by modus_ponens s1 s2\n"
            "s7  have  not rough(ann)  by modus_ponens s1 s4\n"
            "s8  have  calm(ann)  by modus_ponens s3 s6 s7");
}

TEST(Derivation, AGivenNeedsNoStepAndEarlierStepsAreUsedAgain) {
  EXPECT_EQ(derived(kWorld, {"kind(ann)", "patient(ann)", "patient(ann)", "calm(bob)"}),
            "s1 s6 s6 not derived \n"
            "s6  have  patient(ann)  by modus_ponens s1 s2");
}

TEST(Derivation, AProofThroughAConflictIsOneStep) {
  EXPECT_EQ(derived("logic directed\nask q(a)\ngiven not p(a)\ngiven not p(X) -> p(X)\n"
                    "given p(X) -> q(X)\n",
                    {"q(a)"}),
            "s4 \ns4  have  q(a)  by closure s1 s2 s3");
}

TEST(Derivation, OnlyGroundLiterals) {
  EXPECT_EQ(derived(kWorld, {"kind(X) -> patient(X)", "kind(ann) or kind(bob)"}),
            "not derived not derived ");
}

}  // namespace
}  // namespace modus::symbolic
