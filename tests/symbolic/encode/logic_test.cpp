#include "symbolic/encode/logic.h"

#include <gtest/gtest.h>

#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

TEST(Logic, QuantifiersDoNotChangePlaces) {
  EXPECT_EQ(fresh("", {"forall X: exists Y: likes(X, Y)"}, "exists Y: forall X: likes(X, Y)"),
            "open");
  EXPECT_EQ(fresh("", {"exists Y: forall X: likes(X, Y)"}, "forall X: exists Y: likes(X, Y)"),
            "entailed");
}

TEST(Logic, TheDomainIsNeverEmptyButPredicatesMayBe) {
  EXPECT_EQ(fresh("", {"forall X: kind(X)"}, "exists X: kind(X)"), "entailed");
  EXPECT_EQ(fresh("", {"kind(X) -> nice(X)"}, "exists X: kind(X)"), "open");
}

TEST(Logic, NamesAreFree) {
  EXPECT_EQ(fresh("", {"kind(ann)", "not kind(bob)"}, "ann != bob"), "entailed");
  EXPECT_EQ(fresh("", {"kind(ann)", "kind(bob)"}, "ann != bob"), "open");
}

TEST(Logic, Connectives) {
  EXPECT_EQ(fresh("", {"rain xor snow", "rain"}, "not snow"), "entailed");
  EXPECT_EQ(fresh("", {"rain <-> wet", "not wet"}, "not rain"), "entailed");
  EXPECT_EQ(fresh("", {"rain -> wet", "wet"}, "rain"), "open");
  EXPECT_EQ(fresh("", {"rain or snow", "not rain"}, "snow"), "entailed");
}

TEST(Logic, FunctionsAndOrder) {
  EXPECT_EQ(
      fresh("sort age(entity): int", {"age(ann) > age(bob)", "age(bob) >= 40"}, "age(ann) >= 41"),
      "entailed");
  EXPECT_EQ(
      fresh("sort age(entity): real", {"age(ann) > age(bob)", "age(bob) >= 40"}, "age(ann) >= 41"),
      "open");
  EXPECT_EQ(fresh("sort age(entity): int", {"ann = bob"}, "age(ann) = age(bob)"), "entailed");
}

TEST(Logic, Sets) {
  EXPECT_EQ(fresh("", {"x in {1, 2.5}", "x > 1"}, "x = 5 / 2"), "entailed");
  EXPECT_EQ(
      fresh("sort box: set[entity]", {"box = {ann, bob}", "cat in box"}, "cat = ann or cat = bob"),
      "entailed");
  EXPECT_EQ(fresh("sort box: set[entity]\nsort bag: set[entity]",
                  {"box = {ann, bob}", "bag = {bob, ann}"}, "box = bag"),
            "entailed");
  EXPECT_EQ(fresh("sort box: set[entity]", {"ann in box"}, "bob in box"), "open");
}

TEST(Logic, BoundNumbersHaveTheSortOfTheirUse) {
  EXPECT_EQ(fresh("", {}, "forall X: X * X >= 0"), "entailed");
  EXPECT_EQ(fresh("", {}, "exists X: 2 * X = 1"), "entailed");
}

TEST(Logic, DeepClaimsAreRefusedAndLongOnesAreNot) {
  Asked query = asked("", {"rain"}, "rain");
  claims::Claim deep = claims::name("rain");
  for (std::size_t i = 0; i < 2 * encode::kMaxEncodedDepth; ++i)
    deep = claims::unary(claims::Op::kNot, deep);
  query.query.goal = deep;
  EXPECT_EQ(told(decided_fresh(query, Wanted::kVerdict)),
            "undecided: outside the fragment: nested too deeply");
  claims::Claim long_goal = claims::name("rain");
  for (int i = 0; i < 4000; ++i)
    long_goal = claims::binary(claims::Op::kOr, long_goal, claims::name("rain"));
  query.query.goal = long_goal;
  EXPECT_EQ(told(decided_fresh(query, Wanted::kVerdict)), "entailed");
}

}  // namespace
}  // namespace modus::symbolic
