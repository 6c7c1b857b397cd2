#include "symbolic/layers/two_sided.h"

#include <map>

#include <gtest/gtest.h>

namespace modus::symbolic {
namespace {

using enum Satisfiable;

Outcome outcome_of(Satisfiable denied, Satisfiable asserted, Satisfiable alone, bool known) {
  std::map<Goal, Satisfiable> answers = {
      {Goal::kDenied, denied}, {Goal::kAsserted, asserted}, {Goal::kAbsent, alone}};
  return decide_two_sided(known, [&](Goal goal) { return answers.at(goal); }).outcome;
}

TEST(TwoSided, TheFourCorners) {
  EXPECT_EQ(outcome_of(kNo, kYes, kYes, false), Outcome::kEntailed);
  EXPECT_EQ(outcome_of(kYes, kNo, kYes, false), Outcome::kRefuted);
  EXPECT_EQ(outcome_of(kYes, kYes, kYes, false), Outcome::kOpen);
  EXPECT_EQ(outcome_of(kNo, kNo, kNo, false), Outcome::kContradictory);
}

TEST(TwoSided, UnknownNeverProvesAnything) {
  EXPECT_EQ(outcome_of(kUnknown, kYes, kYes, true), Outcome::kUndecided);
  EXPECT_EQ(outcome_of(kYes, kUnknown, kYes, true), Outcome::kUndecided);
  EXPECT_EQ(outcome_of(kUnknown, kUnknown, kYes, true), Outcome::kUndecided);
  EXPECT_EQ(outcome_of(kNo, kUnknown, kUnknown, false), Outcome::kUndecided);
  EXPECT_EQ(outcome_of(kUnknown, kNo, kUnknown, false), Outcome::kUndecided);
}

TEST(TwoSided, OneSideIsEnoughWhereThePremisesHaveAModel) {
  EXPECT_EQ(outcome_of(kNo, kUnknown, kUnknown, true), Outcome::kEntailed);
  EXPECT_EQ(outcome_of(kNo, kUnknown, kYes, false), Outcome::kEntailed);
  EXPECT_EQ(outcome_of(kUnknown, kNo, kYes, false), Outcome::kRefuted);
  EXPECT_EQ(outcome_of(kUnknown, kNo, kNo, false), Outcome::kContradictory);
}

}  // namespace
}  // namespace modus::symbolic
