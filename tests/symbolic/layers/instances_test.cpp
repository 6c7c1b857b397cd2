#include "symbolic/layers/instances.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "claims/evaluate.h"
#include "claims/print.h"
#include "symbolic/encode/fragment.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

std::optional<Decision> by_instances(const Asked& asked, Wanted wanted) {
  return decide_by_instances(asked.theory, solver_query(asked.query, SolverMode::kLive, wanted));
}

std::string said(const std::vector<std::string>& premises, std::string_view goal) {
  const auto decision = by_instances(asked("", premises, goal), Wanted::kEvidence);
  return decision ? told(*decision) : "left";
}

TEST(Instances, DecidesSmallLogic) {
  EXPECT_EQ(
      said({"painter(tom) or singer(tom)", "painter(X) -> artist(X)", "singer(X) -> artist(X)"},
           "artist(tom)"),
      "entailed 0 1 2");
  EXPECT_EQ(said({"tall(bob)", "kind(X) -> nice(X)", "kind(ann)"}, "nice(ann)"), "entailed 1 2");
  EXPECT_EQ(said({"kind(X) -> not loud(X)", "kind(ann)"}, "loud(ann)"), "refuted 0 1");
  EXPECT_EQ(said({"kind(ann)", "not kind(ann)"}, "tall(bob)"), "contradictory 0 1");
  EXPECT_EQ(said({"raining xor sunny", "not sunny"}, "raining"), "entailed 0 1");
  EXPECT_EQ(said({"exists X: kind(X)", "kind(X) -> nice(X)"}, "exists Y: nice(Y)"), "entailed 0 1");
  EXPECT_EQ(said({"forall X: kind(X) <-> nice(X)"}, "forall Y: nice(Y) -> kind(Y)"), "entailed 0");
}

TEST(Instances, NamesItsCounterModel) {
  const auto decision =
      by_instances(asked("", {"painter(tom) or singer(tom)"}, "singer(tom)"), Wanted::kEvidence);
  ASSERT_TRUE(decision && decision->counter_model);
  EXPECT_EQ(claims::describe(*decision->counter_model, 9), "painter(tom), not singer(tom)");
}

TEST(Instances, LeavesWhatItCannotTell) {
  EXPECT_EQ(said({"kind(ann)", "ann = bob"}, "kind(bob)"), "left");  // two names may be one
  EXPECT_EQ(said({"forall X: exists Y: likes(X, Y)"}, "exists Y: likes(ann, Y)"), "left");
  EXPECT_EQ(said({"kind(mother(ann))"}, "kind(ann)"), "left");
  EXPECT_EQ(said({"x = 1"}, "x = 2"), "left");
}

// Each `<->` doubles what is below it.
TEST(Instances, LeavesWhatGrowsTooLarge) {
  std::string nested = "rain";
  for (int i = 0; i < 30; ++i) nested = fmt::format("(p{} <-> {})", i, nested);
  EXPECT_EQ(said({nested}, "rain"), "left");
}

TEST(Instances, NamesThatAreToldApart) {
  Asked query = asked("", {"forall X: kind(X) -> X = ann", "kind(ann)"}, "kind(bob)");
  query.theory.axioms = {
      claims::binary(claims::Op::kNotEqual, claims::name("ann"), claims::name("bob"))};
  EXPECT_EQ(told(*by_instances(query, Wanted::kEvidence)), "refuted 0");
  query.theory.axioms.clear();
  EXPECT_FALSE(by_instances(query, Wanted::kEvidence).has_value());
}

constexpr const char* kHeader =
    "sort p(entity): truth\nsort q(entity): truth\nsort likes(entity, entity): truth\n"
    "sort rain: truth\nsort ann: entity\nsort bob: entity\nsort cat: entity";

// Random formulas, quantifiers anywhere.
std::string any_formula(int depth, std::vector<std::string> terms) {
  const auto term = [&] { return terms[*rc::gen::inRange<std::size_t>(0, terms.size())]; };
  if (depth == 0) {
    switch (*rc::gen::inRange(0, 8)) {
      case 0:
        return "rain";
      case 1:
      case 2:
        return fmt::format("p({})", term());
      case 3:
      case 4:
        return fmt::format("q({})", term());
      case 5:
        return fmt::format("{} = {}", term(), term());
      default:
        return fmt::format("likes({}, {})", term(), term());
    }
  }
  const auto part = [&] { return any_formula(depth - 1, terms); };
  switch (*rc::gen::inRange(0, 8)) {
    case 0:
      return fmt::format("not ({})", part());
    case 1:
      return fmt::format("({}) and ({})", part(), part());
    case 2:
      return fmt::format("({}) or ({})", part(), part());
    case 3:
      return fmt::format("({}) -> ({})", part(), part());
    case 4:
      return fmt::format("({}) <-> ({})", part(), part());
    case 5:
      return fmt::format("({}) xor ({})", part(), part());
    default: {
      const std::string variable(1, "XYZ"[terms.size() % 3]);
      terms.push_back(variable);
      return fmt::format("({} {}: {})", *rc::gen::arbitrary<bool>() ? "forall" : "exists", variable,
                         any_formula(depth - 1, terms));
    }
  }
}

bool is_small(const Asked& asked) {
  encode::Fragment fragment;
  for (const Premise& premise : asked.query.premises)
    fragment.add(premise.claim, encode::Side::kAsserted, asked.theory.signature);
  fragment.add(asked.query.goal, encode::Side::kDenied, asked.theory.signature);
  fragment.add(asked.query.goal, encode::Side::kAsserted, asked.theory.signature);
  return fragment.is_small_epr();
}

// What it decides, the solver of record decides alike; what it used is enough; what it names as a
// counter-model is one.
RC_GTEST_PROP(InstancesProperty, TheSolverAgrees, ()) {
  const std::vector<std::string> constants = {"ann", "bob", "cat"};
  std::vector<std::string> premises(*rc::gen::inRange<std::size_t>(0, 4));
  for (std::string& premise : premises) premise = any_formula(*rc::gen::inRange(0, 4), constants);
  Asked query = asked(kHeader, premises, any_formula(*rc::gen::inRange(0, 3), constants));
  if (*rc::gen::arbitrary<bool>())
    for (const auto& [a, b] : {std::pair{"ann", "bob"}, {"ann", "cat"}, {"bob", "cat"}})
      query.theory.axioms.push_back(
          claims::binary(claims::Op::kNotEqual, claims::name(a), claims::name(b)));
  RC_PRE(is_small(query));
  const auto decision = by_instances(query, Wanted::kEvidence);
  if (!decision) return;
  const Decision record = decided_fresh(query, Wanted::kVerdict);
  RC_CLASSIFY(decision->outcome == Outcome::kOpen, "open");
  RC_ASSERT(name_of(decision->outcome) == name_of(record.outcome));
  if (decision->outcome == Outcome::kOpen) {
    RC_ASSERT(decision->counter_model.has_value());
    return;
  }
  Asked less = query;
  less.query.premises.clear();
  for (const std::size_t i : decision->used) less.query.premises.push_back(query.query.premises[i]);
  RC_ASSERT(name_of(decided_fresh(less, Wanted::kVerdict).outcome) == name_of(record.outcome));
  RC_ASSERT(name_of(by_instances(query, Wanted::kVerdict)->outcome) == name_of(record.outcome));
}

}  // namespace
}  // namespace modus::symbolic
