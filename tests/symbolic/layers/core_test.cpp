#include "symbolic/layers/core.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace modus::symbolic {
namespace {

// Contradictory: all of 1, 4, 6; or all of 2, 3.
bool contradictory(const Indices& some) {
  const auto has = [&](std::size_t i) {
    return std::find(some.begin(), some.end(), i) != some.end();
  };
  return (has(1) && has(4) && has(6)) || (has(2) && has(3));
}

TEST(Core, NothingCanBeTakenAway) {
  EXPECT_EQ(minimised({6, 5, 4, 1, 0}, contradictory), (Indices{1, 4, 6}));
  EXPECT_EQ(minimised({0, 1, 2, 3, 4, 5, 6}, contradictory), (Indices{2, 3}));
  EXPECT_EQ(minimised({}, [](const Indices&) { return true; }), Indices{});
}

TEST(Core, HugeCoresStay) {
  Indices many(kMaxMinimised + 1);
  for (std::size_t i = 0; i < many.size(); ++i) many[i] = i;
  int asked = 0;
  EXPECT_EQ(minimised(many, [&](const Indices&) { return ++asked > 0; }), many);
  EXPECT_EQ(asked, 0);
}

}  // namespace
}  // namespace modus::symbolic
