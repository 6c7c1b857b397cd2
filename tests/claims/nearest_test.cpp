#include "claims/nearest.h"

#include <gtest/gtest.h>

#include "claims/chain.h"

namespace modus::claims {
namespace {

TEST(Nearest, FindsTheSlipOfThePen) {
  EXPECT_EQ(nearest("modus_ponnens", rule_names()), "modus_ponens");
  EXPECT_EQ(nearest("asume", step_kind_names()), "assume");
  EXPECT_EQ(nearest("chain", rule_names()), "chain");
}

TEST(Nearest, SaysNothingWhereNothingIsNear) {
  EXPECT_EQ(nearest("pizza", rule_names()), std::nullopt);
  EXPECT_EQ(nearest("", rule_names()), std::nullopt);
  EXPECT_EQ(nearest("chain", {}), std::nullopt);
}

TEST(Nearest, TiesGoToTheFirst) {
  const std::string_view known[] = {"abcdey", "abcdez"};
  EXPECT_EQ(nearest("abcdex", known), "abcdey");
}

}  // namespace
}  // namespace modus::claims
