#include "symbolic/layers/ground.h"

#include <gtest/gtest.h>

#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

std::string ground(const std::vector<std::string>& premises, std::string_view goal) {
  Asked query = asked("", premises, goal);
  query.query.premises_satisfiable = true;
  const auto decision = decide_ground(query.query, 10'000, Wanted::kEvidence);
  return decision ? told(*decision) : "not here";
}

TEST(Ground, NumbersAlone) {
  EXPECT_EQ(ground({}, "18 + 36 = 54"), "entailed");
  EXPECT_EQ(ground({}, "18 + 36 = 44"), "refuted");
  EXPECT_EQ(ground({}, "5 / 2 = 2"), "refuted");
  EXPECT_EQ(ground({}, "-7 div 2 = -4"), "entailed");
  EXPECT_EQ(ground({}, "1 / 0 = 1 / 0"), "open");
}

TEST(Ground, PremisesMetLiterally) {
  EXPECT_EQ(ground({"tall(bob)", "kind(ann) and tall(ann)"}, "kind(ann)"), "entailed 1");
  EXPECT_EQ(ground({"not kind(ann)"}, "kind(ann)"), "refuted 0");
  EXPECT_EQ(ground({"kind(ann)"}, "not kind(ann)"), "refuted 0");
  EXPECT_EQ(ground({"forall X: kind(X)"}, "forall Y: kind(Y)"), "entailed 0");
  EXPECT_EQ(ground({"kind(ann) or tall(ann)"}, "kind(ann)"), "not here");
  EXPECT_EQ(ground({"rain -> wet"}, "wet"), "not here");
}

TEST(Ground, ValuesArePropagated) {
  EXPECT_EQ(ground({"a = 18", "c = 1", "b = a + 36"}, "b = 54"), "entailed 0 2");
  EXPECT_EQ(ground({"a = 18", "b = a + 36"}, "b = 44"), "refuted 0 1");
  EXPECT_EQ(ground({"a > 18"}, "a > 17"), "not here");
}

TEST(Ground, QuantifiersOverAnUnknownDomainAreNotDecidedHere) {
  EXPECT_EQ(ground({"a = 18"}, "forall X: kind(X)"), "not here");
  EXPECT_EQ(ground({"a = 18"}, "exists X: kind(X) and a = 18"), "not here");
}

TEST(Ground, PremisesOfUnknownConsistencyAreNotDecidedHere) {
  const Asked query = asked("", {"kind(ann)", "not kind(ann)"}, "kind(ann)");
  EXPECT_FALSE(decide_ground(query.query, 10'000, Wanted::kVerdict).has_value());
}

}  // namespace
}  // namespace modus::symbolic
