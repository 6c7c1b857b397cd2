#include "symbolic/encode/fragment.h"

#include <gtest/gtest.h>

#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

using encode::Fragment;
using encode::Side;

Fragment fragment_of(const Asked& asked) {
  Fragment fragment;
  for (const Premise& premise : asked.query.premises)
    fragment.add(premise.claim, Side::kAsserted, asked.theory.signature);
  fragment.add(asked.query.goal, Side::kDenied, asked.theory.signature);
  return fragment;
}

std::string told_fragment(std::string_view header, const std::vector<std::string>& premises,
                          std::string_view goal) {
  const Fragment fragment = fragment_of(asked(header, premises, goal));
  if (fragment.is_small_epr()) return "epr";
  return fragment.is_linear() ? "linear" : "neither";
}

TEST(Fragment, WhichLayerMayBeAsked) {
  EXPECT_EQ(told_fragment("", {"kind(X) -> nice(X)", "kind(ann)"}, "nice(ann)"), "epr");
  EXPECT_EQ(told_fragment("", {"rain or snow"}, "rain"), "epr");
  EXPECT_EQ(told_fragment("", {"exists Y: forall X: likes(X, Y)"}, "likes(ann, ann)"), "epr");
  EXPECT_EQ(told_fragment("", {"forall X: exists Y: likes(X, Y)"}, "likes(ann, ann)"), "neither");
  EXPECT_EQ(told_fragment("", {"x = 2 * y"}, "x > y"), "linear");
  EXPECT_EQ(told_fragment("sort age(entity): int", {"age(ann) = 3"}, "age(ann) > 2"), "linear");
  EXPECT_EQ(told_fragment("", {"x * y = 6"}, "x != 0"), "neither");
  EXPECT_EQ(told_fragment("", {"x / y = 6"}, "x != 0"), "neither");
  EXPECT_EQ(told_fragment("", {"x = 6 / 4"}, "x ^ 2 > 2"), "neither");
  EXPECT_EQ(told_fragment("", {"kind(ann)"}, "forall X: X > 2 -> X > 1"), "neither");
}

// A goal is denied: its universal quantifiers become witnesses.
TEST(Fragment, SidesTurnQuantifiersRound) {
  EXPECT_EQ(told_fragment("", {}, "forall X: exists Y: likes(X, Y)"), "epr");
  EXPECT_EQ(told_fragment("", {}, "exists Y: forall X: likes(X, Y)"), "neither");
  EXPECT_EQ(told_fragment("", {"(exists Y: forall X: likes(X, Y)) -> rain"}, "rain"), "neither");
  EXPECT_EQ(told_fragment("", {"(forall X: exists Y: likes(X, Y)) -> rain"}, "rain"), "epr");
}

TEST(Fragment, ManyInstancesAreNotSmall) {
  std::vector<std::string> premises;
  for (int i = 0; i < 60; ++i) premises.push_back(fmt::format("kind(a{})", i));
  premises.push_back("p(X, Y) and p(Y, Z) -> p(X, Z)");
  EXPECT_EQ(told_fragment("", premises, "p(a1, a2)"), "neither");
}

TEST(Fragment, LogicNames) {
  EXPECT_STREQ(fragment_of(asked("", {"rain"}, "rain")).logic(), "QF_UF");
  EXPECT_STREQ(fragment_of(asked("", {"x = 18"}, "x > 1")).logic(), "QF_LRA");
  EXPECT_STREQ(fragment_of(asked("sort n: int", {"n = 18"}, "n > 1")).logic(), "QF_LIA");
  EXPECT_STREQ(fragment_of(asked("sort n: int", {"n * n = 18"}, "n > 1")).logic(), "QF_NIA");
  EXPECT_STREQ(fragment_of(asked("sort n: int", {"n = x"}, "n > 1")).logic(), "");
  EXPECT_STREQ(fragment_of(asked("", {"kind(X) -> nice(X)"}, "nice(ann)")).logic(), "UF");
}

}  // namespace
}  // namespace modus::symbolic
