#include "symbolic/layers/fresh.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "claims/evaluate.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

std::string evidence(std::string_view header, const std::vector<std::string>& premises,
                     std::string_view goal) {
  return told(decided_fresh(asked(header, premises, goal), Wanted::kEvidence));
}

TEST(Fresh, NamesThePremisesReallyUsed) {
  EXPECT_EQ(
      evidence("", {"tall(bob)", "kind(X) -> nice(X)", "kind(ann)", "kind(bob)"}, "nice(ann)"),
      "entailed 1 2");
  EXPECT_EQ(evidence("", {"x = 18", "z = 1", "y = 2 * x"}, "y = 35"), "refuted 0 2");
  EXPECT_EQ(evidence("", {"rain"}, "snow or not snow"), "entailed");
}

TEST(Fresh, ContradictoryPremisesProveNothing) {
  EXPECT_EQ(evidence("", {"kind(ann)", "tall(ann)", "not kind(ann)"}, "tall(ann)"),
            "contradictory 0 2");
  EXPECT_EQ(evidence("", {"kind(ann)", "not kind(ann)"}, "false"), "contradictory 0 1");
}

// Two names for the goal's truth: the clash is among the premises, whatever the goal adds.
TEST(Fresh, TheCoreOfAContradictionDoesNotLeanOnTheGoal) {
  EXPECT_EQ(evidence("", {"x = 1", "x + y = 3", "y = 5"}, "x = 2"), "contradictory 0 1 2");
}

// It has a model of one thing, and Z3 says that it has none.
TEST(Fresh, SetsOfBoundVariablesAreNotAsked) {
  EXPECT_THAT(
      evidence("sort box: set[entity]",
               {"exists X: forall Y: subset(difference({ann, X}, {X, Y}), box) -> box = {Y, X}",
                "forall X: X = ann"},
               "false"),
      testing::HasSubstr("undecided"));
}

TEST(Fresh, SatisfiableWithAModel) {
  const Asked query = asked("", {"kind(ann)", "not kind(bob)", "x > 5"}, "true");
  const auto layers = make_fresh_only(query.theory, {});
  const Decision decision = layers->satisfiable(query.query.premises, Wanted::kEvidence);
  ASSERT_EQ(told(decision), "open");
  ASSERT_TRUE(decision.counter_model.has_value());
  for (const Premise& premise : query.query.premises)
    EXPECT_EQ(claims::evaluate(premise.claim, *decision.counter_model, 1000), claims::Value(true));
  const Asked clash = asked("", {"x > 5", "x < 4", "y = 1"}, "true");
  EXPECT_EQ(
      told(make_fresh_only(clash.theory, {})->satisfiable(clash.query.premises, Wanted::kEvidence)),
      "contradictory 0 1");
}

struct Open {
  const char* header;
  std::vector<std::string> premises;
  const char* goal;
};

// Every counter-model makes the premises true and the goal false, by our own evaluator.
TEST(Fresh, CounterModelsAreSubstitutedBack) {
  const std::vector<Open> cases = {
      {"", {"kind(ann)", "kind(X) -> nice(X)"}, "tall(ann)"},
      {"", {"likes(ann, bob)", "ann != bob"}, "likes(bob, ann)"},
      {"", {"forall X: exists Y: likes(X, Y)"}, "exists Y: forall X: likes(X, Y)"},
      {"sort age(entity): int", {"age(ann) > 30", "age(bob) = age(ann) + 2"}, "age(bob) > 33"},
      {"sort mother(entity): entity", {"kind(mother(ann))"}, "kind(ann)"},
      {"sort box: set[entity]", {"ann in box"}, "bob in box"},
      {"", {"x + y = 10", "x > y"}, "x = 7"},
      {"", {"rain or snow"}, "rain"},
  };
  for (const Open& open : cases) {
    const Asked query = asked(open.header, open.premises, open.goal);
    const Decision decision = decided_fresh(query, Wanted::kEvidence);
    ASSERT_EQ(told(decision), "open") << open.goal;
    ASSERT_TRUE(decision.counter_model.has_value()) << open.goal;
    for (const Premise& premise : query.query.premises)
      EXPECT_EQ(claims::evaluate(premise.claim, *decision.counter_model, 10'000),
                claims::Value(true))
          << open.goal;
    EXPECT_EQ(claims::evaluate(query.query.goal, *decision.counter_model, 10'000),
              claims::Value(false))
        << open.goal;
  }
}

TEST(Fresh, IrrationalNumbersGiveNoModel) {
  const Decision decision =
      decided_fresh(asked("", {"x * x = 2", "x > 0"}, "x > 100"), Wanted::kEvidence);
  EXPECT_EQ(told(decision), "refuted 0");
  const Decision open =
      decided_fresh(asked("", {"x * x = 2", "rain or snow"}, "rain"), Wanted::kEvidence);
  EXPECT_EQ(told(open), "open");
  EXPECT_FALSE(open.counter_model.has_value());
}

TEST(Fresh, TheResourceLimitIsAReason) {
  Asked query = asked("sort x: int\nsort y: int\nsort z: int", {"x > 0", "y > 0", "z > 0"},
                      "x ^ 3 + y ^ 3 != z ^ 3");
  Limits limits;
  limits.fresh_rlimit = 1000;
  const Decision decision =
      make_fresh_only(query.theory, limits)->decide({&query.query, 1}, Wanted::kVerdict).front();
  EXPECT_EQ(told(decision), "undecided: resource limit; raise --effort");
  EXPECT_TRUE(decision.reproducible);
}

TEST(Fresh, TheSameVerdictWhateverThePremisesAreCalledAndHoweverTheyAreOrdered) {
  const std::vector<std::string> premises = {"p(a) or q(b)", "p(X) -> r(X)", "q(X) -> r(X)",
                                             "a != b"};
  const std::vector<std::string> renamed = {"u(Z) -> w(Z)", "k != m", "v(Z) -> w(Z)",
                                            "u(k) or v(m)"};
  EXPECT_EQ(fresh("", premises, "exists X: r(X)"), "entailed");
  EXPECT_EQ(fresh("", renamed, "exists Y: w(Y)"), "entailed");
}

}  // namespace
}  // namespace modus::symbolic
