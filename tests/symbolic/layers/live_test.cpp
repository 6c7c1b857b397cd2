#include "symbolic/layers/live.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "claims/evaluate.h"
#include "symbolic/layers/fresh.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

// A small language of linear and propositional claims over a fixed signature.
std::string any_claim() {
  const auto name = [] { return *rc::gen::element<std::string>("x", "y", "z"); };
  const auto person = [] { return *rc::gen::element<std::string>("ann", "bob"); };
  const int k = *rc::gen::inRange(-3, 4);
  const std::string op = *rc::gen::element<std::string>("=", "<", "<=", "!=");
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      return fmt::format("{} {} {}", name(), op, k);
    case 1:
      return fmt::format("{} + {} {} {}", name(), name(), op, k);
    case 2:
      return fmt::format("2 * {} - {} {} n", name(), name(), op);
    case 3:
      return fmt::format("kind({}) -> {} {} {}", person(), name(), op, k);
    case 4:
      return fmt::format("kind({}) or not kind({})", person(), person());
    default:
      return fmt::format("n {} {} or {} = {}", op, k, person(), person());
  }
}

constexpr const char* kHeader =
    "sort x: real\nsort y: real\nsort z: real\nsort n: int\nsort kind(entity): truth\n"
    "sort ann: entity\nsort bob: entity";

RC_GTEST_PROP(LiveProperty, SameVerdictAsFresh, ()) {
  Theory theory = asked(kHeader, {}, "true").theory;
  SolverSession session(theory);
  std::vector<std::string> premises;
  for (int step = 0; step < 3; ++step) {
    premises.push_back(any_claim());
    Query query = asked(kHeader, premises, any_claim()).query;
    // A step cites some of what came before.
    if (premises.size() > 1 && *rc::gen::arbitrary<bool>())
      query.premises.erase(query.premises.begin());
    const Decision live = session.decide(solver_query(query, SolverMode::kLive, Wanted::kEvidence));
    const Decision record =
        session.decide(solver_query(query, SolverMode::kFresh, Wanted::kVerdict));
    RC_ASSERT(name_of(live.outcome) == name_of(record.outcome));
    RC_ASSERT(live.outcome != Outcome::kUndecided);
    if (live.outcome == Outcome::kOpen) {
      RC_ASSERT(live.counter_model.has_value());
      RC_ASSERT(claims::evaluate(query.goal, *live.counter_model, 10'000) == claims::Value(false));
    }
  }
}

// The premises used entail the goal by themselves.
RC_GTEST_PROP(LiveProperty, UsedPremisesAreEnough, ()) {
  std::vector<std::string> premises;
  for (int i = 0; i < 5; ++i) premises.push_back(any_claim());
  Query query = asked(kHeader, premises, any_claim()).query;
  SolverSession session(asked(kHeader, {}, "true").theory);
  const Decision live = session.decide(solver_query(query, SolverMode::kLive, Wanted::kEvidence));
  Query less;
  less.goal = query.goal;
  for (const std::size_t i : live.used) less.premises.push_back(query.premises[i]);
  if (live.outcome == Outcome::kOpen) return;
  const Decision again = session.decide(solver_query(less, SolverMode::kFresh, Wanted::kVerdict));
  RC_ASSERT(name_of(again.outcome) == name_of(live.outcome));
}

TEST(Live, NamesThePremisesReallyUsed) {
  const Asked query = asked("", {"tall(bob)", "kind(X) -> nice(X)", "kind(ann)"}, "nice(ann)");
  LiveSolver live(query.theory);
  const SolverQuery wanted = solver_query(query.query, SolverMode::kLive, Wanted::kEvidence);
  EXPECT_EQ(told(live.decide(wanted)), "entailed 1 2");
  EXPECT_EQ(told(live.decide(wanted)), "entailed 1 2");
  EXPECT_EQ(live.premises(), 3u);
}

TEST(Live, TheCoreOfAContradictionDoesNotLeanOnTheGoal) {
  const Asked query = asked("", {"x = 1", "x + y = 3", "y = 5"}, "x = 2");
  LiveSolver live(query.theory);
  EXPECT_EQ(told(live.decide(solver_query(query.query, SolverMode::kLive, Wanted::kEvidence))),
            "contradictory 0 1 2");
}

// A premise once asserted is not a premise of the next query.
TEST(Live, OnlyTheCitedPremisesCount) {
  Asked query = asked("", {"kind(ann)", "not kind(ann)"}, "kind(ann)");
  LiveSolver live(query.theory);
  EXPECT_EQ(told(live.decide(solver_query(query.query, SolverMode::kLive, Wanted::kVerdict))),
            "contradictory");
  query.query.premises.pop_back();
  EXPECT_EQ(told(live.decide(solver_query(query.query, SolverMode::kLive, Wanted::kVerdict))),
            "entailed");
  query.query.premises.clear();
  EXPECT_EQ(told(live.decide(solver_query(query.query, SolverMode::kLive, Wanted::kVerdict))),
            "open");
}

// Nine holes, ten pigeons: propositional and small, and yet not for the live solver.
TEST(Live, PigeonholeEndsWithinItsLimit) {
  std::vector<std::string> premises;
  for (int pigeon = 0; pigeon < 10; ++pigeon) {
    std::string some = fmt::format("in{}_0", pigeon);
    for (int hole = 1; hole < 9; ++hole) some += fmt::format(" or in{}_{}", pigeon, hole);
    premises.push_back(some);
  }
  for (int hole = 0; hole < 9; ++hole)
    for (int a = 0; a < 10; ++a)
      for (int b = a + 1; b < 10; ++b)
        premises.push_back(fmt::format("not in{}_{} or not in{}_{}", a, hole, b, hole));
  const Asked query = asked("", premises, "false");
  SolverQuery limited = solver_query(query.query, SolverMode::kLive, Wanted::kVerdict);
  limited.rlimit = 200'000;
  SolverSession session(query.theory);
  EXPECT_EQ(told(session.decide(limited)), "undecided: resource limit; raise --effort");
}

}  // namespace
}  // namespace modus::symbolic
