#include "claims/model.h"

#include <gtest/gtest.h>

namespace modus::claims {
namespace {

Model two_people() {
  Model model;
  model.domain = {"ann", "bob"};
  model.constants = {{"ann", Entity{"ann"}},
                     {"chief", Entity{"bob"}},
                     {"raining", false},
                     {"rolls", Quantity{24, {}}}};
  model.tables["kind"].rows = {{{Entity{"ann"}}, true}};
  return model;
}

TEST(Model, DescribesItsGroundFacts) {
  EXPECT_EQ(describe(two_people(), 100),
            "chief = bob, kind(ann), not kind(bob), not raining, rolls = 24");
}

TEST(Model, DescriptionIsCutAtTheLimit) {
  EXPECT_EQ(describe(two_people(), 2), "chief = bob, kind(ann), ...");
  EXPECT_EQ(describe(Model{}, 2), "");
}

TEST(Model, TheFirstRowOfATableWins) {
  Model model;
  model.domain = {"ann"};
  model.tables["kind"].rows = {{{Entity{"ann"}}, true}, {{Entity{"ann"}}, false}};
  EXPECT_EQ(describe(model, 9), "kind(ann)");
}

TEST(Model, LargeTablesAreNotWrittenOut) {
  Model model;
  for (int i = 0; i < 100; ++i) model.domain.push_back("e" + std::to_string(i));
  model.tables["likes"].rows = {{{Entity{"e1"}, Entity{"e2"}}, true}};
  model.tables["tall"].otherwise = true;
  EXPECT_EQ(describe(model, 1000), "likes(e1, e2), tall is true everywhere");
}

TEST(Model, ValuesAsText) {
  EXPECT_EQ(to_string(Value(Quantity{Rational(-7, 3), {}})), "-7/3");
  EXPECT_EQ(to_string(Value(Quantity{60, {{"h", -1}, {"km", 1}}})), "60 km/h");
  EXPECT_EQ(to_string(Value(ElementSet{{Quantity{2, {}}, Quantity{1, {}}}})), "{1, 2}");
  EXPECT_EQ(to_string(Value(true)), "true");
}

TEST(Model, SetsAreEqualInAnyOrderAndUnknownEqualsNothing) {
  EXPECT_EQ((ElementSet{{Entity{"a"}, Entity{"b"}}}), (ElementSet{{Entity{"b"}, Entity{"a"}}}));
  EXPECT_NE((ElementSet{{Entity{"a"}}}), (ElementSet{{Entity{"a"}, Entity{"b"}}}));
  EXPECT_NE(Value(Unknown{"x"}), Value(Unknown{"x"}));
}

}  // namespace
}  // namespace modus::claims
