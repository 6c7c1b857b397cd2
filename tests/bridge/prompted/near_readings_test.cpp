#include "bridge/prompted/near_readings.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "claims/parse.h"
#include "claims/print.h"

namespace modus::bridge {
namespace {

std::vector<std::string> near(const std::string& claim,
                              const std::vector<claims::Claim>& others = {}) {
  std::vector<std::string> texts;
  for (const claims::Claim& reading : near_readings(claims::parse_claim(claim, "test"), others))
    texts.push_back(claims::print(reading));
  return texts;
}
bool has(const std::vector<std::string>& list, const std::string& text) {
  return std::ranges::find(list, text) != list.end();
}

TEST(NearReadings, ComeByRisingNumberOfChanges) {
  EXPECT_EQ(near("likes(bear, cow)"),
            (std::vector<std::string>{"likes(cow, cow)", "likes(bear, bear)", "likes(cow, bear)"}));
  const std::vector<std::string> rule = near("big(X) -> green(X)");
  EXPECT_EQ(rule, (std::vector<std::string>{"green(X) -> big(X)"}));
}

TEST(NearReadings, PutTheClaimsOwnTermsInItsPlaces) {
  const std::vector<std::string> readings = near("chases(lion, X) -> visits(bear, X)");
  EXPECT_TRUE(has(readings, "chases(X, lion) -> visits(lion, bear)"));
  EXPECT_TRUE(has(readings, "visits(bear, X) -> chases(lion, X)"));
  EXPECT_FALSE(has(readings, "chases(lion, X) -> visits(bear, X)"));
  std::vector<std::string> once = readings;
  std::ranges::sort(once);
  EXPECT_EQ(std::ranges::adjacent_find(once), once.end());
}

TEST(NearReadings, PutThoseInItThatItLeavesOut) {
  EXPECT_TRUE(has(near("chases(lion, bear) -> big(lion)", {claims::variable("X")}),
                  "chases(X, lion) -> big(X)"));
  EXPECT_TRUE(has(near("calm(X) -> brave(X)", {claims::variable("X"), claims::name("vera")}),
                  "calm(vera) -> brave(vera)"));
  EXPECT_EQ(near("kind(ann)", {claims::name("bob")}), std::vector<std::string>{"kind(bob)"});
}

TEST(NearReadings, AreLimited) {
  EXPECT_TRUE(near("kind(ann)").empty());
  EXPECT_TRUE(near("a = b").empty());
  EXPECT_LE(near("a(x, y) and b(z, u) and c(v, w) -> d(x, w)").size(), 1024u);
  EXPECT_TRUE(near("a(x, y) and b(z, u) and c(v, w) and e(x, z) -> d(x, w)").empty());
}

}  // namespace
}  // namespace modus::bridge
