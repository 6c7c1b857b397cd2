#include "symbolic/layers/directed.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "claims/parse.h"
#include "symbolic/completion.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

// The outcome, the reason if undecided, and the premises used: "entailed 0 2".
std::string decided(std::vector<std::string> premises, std::string_view goal,
                    std::vector<claims::Claim> axioms = {}) {
  Theory theory;
  theory.logic = claims::Logic::kDirected;
  theory.axioms = std::move(axioms);
  Query query;
  for (const std::string& premise : premises)
    query.premises.push_back({claims::StepId(1), claims::parse_claim(premise, "test")});
  query.goal = claims::parse_claim(goal, "test");
  const Decision decision = decide_directed(theory, query, Wanted::kEvidence);
  constexpr const char* kNames[] = {"entailed", "refuted", "open", "contradictory", "undecided"};
  std::string result = kNames[static_cast<int>(decision.outcome)];
  if (!decision.reason.empty()) result += ": " + decision.reason;
  for (const std::size_t used : decision.used) result += " " + std::to_string(used);
  return result;
}

TEST(Directed, LiteralsAndTheirOpposites) {
  const std::vector<std::string> premises = {"kind(ann)", "tall(bob)", "kind(X) -> not rough(X)"};
  EXPECT_EQ(decided(premises, "not rough(ann)"), "entailed 0 2");
  EXPECT_EQ(decided(premises, "rough(ann)"), "refuted 0 2");
  EXPECT_EQ(decided(premises, "rough(bob)"), "open");
  EXPECT_EQ(decided(premises, "kind(ann) and not rough(ann)"), "entailed 0 2");
  EXPECT_EQ(decided(premises, "tall(bob) and rough(bob)"), "open");
  EXPECT_EQ(decided(premises, "rough(bob) and rough(ann)"), "refuted 0 2");
}

TEST(Directed, RulesFireForwardOnly) {
  EXPECT_EQ(decided({"kind(X) -> calm(X)", "not calm(ann)"}, "not kind(ann)"), "open");
  EXPECT_EQ(decided({"kind(ann) -> calm(ann)", "not kind(ann) -> calm(ann)"}, "calm(ann)"), "open");
}

TEST(Directed, AConflictIsUndecidedAndNothingElseFollows) {
  EXPECT_EQ(decided({"calm(ann)", "not calm(ann)"}, "calm(ann)"), "undecided: conflict");
  EXPECT_EQ(decided({"calm(ann)", "not calm(ann)"}, "tall(ann)"), "open");
}

TEST(Directed, RuleGoalsAreFrozenAndNeverRefuted) {
  EXPECT_EQ(decided({"a(X) -> b(X)", "b(X) -> c(X)"}, "a(X) -> c(X)"), "entailed 0 1");
  EXPECT_EQ(decided({"a(X) -> b(X)", "b(X) -> c(X)"}, "forall Y: a(Y) -> c(Y)"), "entailed 0 1");
  EXPECT_EQ(decided({"a(X) -> b(X)"}, "b(X) -> a(X)"), "open");
  EXPECT_EQ(decided({"a(X) -> not b(X)"}, "a(X) -> b(X)"), "open");
  EXPECT_EQ(decided({"c(ann)", "c(bob)"}, "a(X) -> c(X)"), "open");
  EXPECT_EQ(decided({"likes(X, Y) -> likes(Y, X)"}, "likes(X, ann) -> likes(ann, X)"),
            "entailed 0");
}

// An instance may identify two variables, or one with a name: freezing must not say they differ.
TEST(Directed, FreezingSaysNothingAboutDifference) {
  const char* reason =
      "undecided: outside the directed fragment: a rule from rules with `!=` or `absent`";
  EXPECT_EQ(decided({"p(X) and p(Y) and X != Y -> q(X, Y)"}, "p(X) and p(Y) -> q(X, Y)"), reason);
  EXPECT_EQ(decided({"p(X) and X != ann -> q(X)"}, "p(X) -> q(X)"), reason);
  EXPECT_EQ(decided({"p(X) and X != ann -> q(X)", "p(bob)"}, "q(bob)"), "entailed 0 1");
  EXPECT_EQ(decided({"p(X) and X != ann -> q(X)", "p(ann)"}, "q(ann)"), "open");
}

TEST(Directed, SaysWhatIsOutside) {
  EXPECT_EQ(decided({"p(ann) or p(bob)"}, "p(ann)"),
            "undecided: outside the directed fragment: `or` in a fact");
  EXPECT_EQ(decided({}, "p(ann) or q(ann)"),
            "undecided: outside the directed fragment: the goal is no literal or rule");
  EXPECT_EQ(decided({"p(X) and absent q(X) -> r(X)", "p(ann)"}, "r(ann)"),
            "undecided: outside the directed fragment: `absent` of a predicate that is not closed");
}

TEST(Directed, AbsentLooksAtTheCompletionNotAtTheCitedSteps) {
  const std::vector<claims::Claim> axioms = {completion_of({"penguin", 1, {{"tux"}}})};
  const std::vector<std::string> cited = {"bird(X) and absent penguin(X) -> flies(X)", "bird(tux)",
                                          "bird(ann)"};
  EXPECT_EQ(decided(cited, "flies(ann)", axioms), "entailed 0 2");
  EXPECT_EQ(decided(cited, "flies(tux)", axioms), "open");
  EXPECT_EQ(decided(cited, "penguin(ann)", axioms), "refuted");
  EXPECT_EQ(decided(cited, "not penguin(ann)", axioms), "entailed");
  EXPECT_EQ(decided(cited, "penguin(tux)", axioms), "open");  // the given that says so is not cited
}

TEST(Directed, AbsentGoalsAreDecidedByTheCompletionAlone) {
  const std::vector<claims::Claim> axioms = {completion_of({"penguin", 1, {{"tux"}}})};
  EXPECT_EQ(decided({}, "absent penguin(ann)", axioms), "entailed");
  EXPECT_EQ(decided({"penguin(tux)"}, "absent penguin(tux)", axioms), "refuted 0");
  EXPECT_EQ(decided({"not penguin(tux)"}, "absent penguin(tux)", axioms), "open");
  EXPECT_EQ(decided({"not bird(tux)"}, "absent bird(tux)", axioms),
            "undecided: outside the directed fragment: `absent` of a predicate that is not closed");
}

TEST(Directed, ACompletionBoundsWhatIsPossible) {
  const std::vector<claims::Claim> axioms = {
      completion_of({"likes", 2, {{"ann", "bob"}, {"carl", "bob"}, {"bob", "ann"}}})};
  EXPECT_EQ(decided({}, "forall X: likes(X, bob) -> X = ann or X = carl", axioms), "entailed");
  EXPECT_EQ(decided({}, "forall X: likes(X, bob) -> X = ann", axioms), "open");
  EXPECT_EQ(decided({}, "forall Y: likes(bob, Y) -> Y = ann", axioms), "entailed");
  EXPECT_EQ(decided({}, "forall X: not likes(X, carl)", axioms), "entailed");
  EXPECT_EQ(decided({}, "forall X: not likes(X, ann)", axioms), "open");
  EXPECT_EQ(decided({}, "forall X: not likes(X, X)", axioms), "entailed");
}

std::string chained(const std::vector<std::string>& premises, std::string_view goal,
                    bool satisfiable = true) {
  Asked query = asked("", premises, goal);
  query.query.premises_satisfiable = satisfiable;
  const auto decision = decide_by_chaining(query.query, Wanted::kEvidence);
  return decision ? told(*decision) : "not here";
}

TEST(Chaining, WhatForwardChainingReachesFollowsClassicallyToo) {
  EXPECT_EQ(chained({"kind(ann)", "tall(bob)", "kind(X) -> nice(X)"}, "nice(ann)"), "entailed 0 2");
  EXPECT_EQ(chained({"kind(ann)", "kind(X) -> not rough(X)"}, "rough(ann)"), "refuted 0 1");
  EXPECT_EQ(chained({"kind(X) -> nice(X)", "nice(X) -> calm(X)"}, "kind(X) -> calm(X)"),
            "entailed 0 1");
  EXPECT_EQ(chained({"kind(ann)", "a or b", "n > 3", "kind(X) -> nice(X)"}, "nice(ann)"),
            "entailed 0 3");
}

TEST(Chaining, WhatItDoesNotReachIsLeftOpen) {
  EXPECT_EQ(chained({"not nice(ann)", "kind(X) -> nice(X)"}, "not kind(ann)"), "not here");
  EXPECT_EQ(chained({"nice(ann)", "kind(X) -> nice(X)"}, "kind(ann)"), "not here");
  EXPECT_EQ(chained({"kind(X) -> nice(X)"}, "nice(X) -> kind(X)"), "not here");
  EXPECT_EQ(chained({"kind(ann)", "kind(X) -> nice(X)"}, "nice(ann)", false), "not here");
}

TEST(Chaining, NamesAreNotKnownToDiffer) {
  EXPECT_EQ(chained({"p(ann)", "p(bob)", "p(X) and p(Y) and X != Y -> q(X, Y)"}, "q(ann, bob)"),
            "not here");
}

}  // namespace
}  // namespace modus::symbolic
