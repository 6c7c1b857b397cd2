#include "rules/claim_table.h"

#include <gtest/gtest.h>

#include <string>

#include "claims/parse.h"

namespace modus::rules {
namespace {

TEST(ClaimTable, EqualClaimsHaveOneNumber) {
  ClaimTable table;
  const claims::Claim nice = claims::parse_claim("nice(ann)", "test");
  EXPECT_EQ(table.number_of(nice), std::pair(0U, true));
  EXPECT_EQ(table.number_of(claims::parse_claim("kind(ann)", "test")), std::pair(1U, true));
  EXPECT_EQ(table.number_of(claims::parse_claim("nice(ann)", "test")), std::pair(0U, false));
  EXPECT_EQ(table.claim(0), nice);
}

TEST(ClaimTable, NumbersStayWhileItGrows) {
  constexpr std::uint32_t kClaims = 5000;
  ClaimTable table;
  const auto claim = [](std::uint32_t i) { return claims::name("n" + std::to_string(i)); };
  for (std::uint32_t i = 0; i < kClaims; ++i)
    EXPECT_EQ(table.number_of(claim(i)), std::pair(i, true));
  for (std::uint32_t i = 0; i < kClaims; ++i) {
    EXPECT_EQ(table.number_of(claim(i)), std::pair(i, false));
    EXPECT_EQ(table.claim(i), claim(i));
  }
}

}  // namespace
}  // namespace modus::rules
