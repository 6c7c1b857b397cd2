#include "bridge/prompted/near_readings.h"

#include <gtest/gtest.h>

#include "claims/parse.h"
#include "claims/print.h"

namespace modus::bridge {
namespace {

std::vector<std::string> near(const std::string& claim) {
  std::vector<std::string> texts;
  for (const claims::Claim& reading : near_readings(claims::parse_claim(claim, "test")))
    texts.push_back(claims::print(reading));
  return texts;
}

TEST(NearReadings, TurnArgumentsAndSides) {
  EXPECT_EQ(near("likes(bear, cow)"), (std::vector<std::string>{"likes(cow, bear)"}));
  EXPECT_EQ(near("likes(bear, X) -> green(X)"),
            (std::vector<std::string>{"likes(X, bear) -> green(X)", "green(X) -> likes(bear, X)",
                                      "green(X) -> likes(X, bear)"}));
  EXPECT_EQ(near("a(x, y) and b(z) -> not c(y, x)"),
            (std::vector<std::string>{"a(y, x) and b(z) -> not c(y, x)",
                                      "a(x, y) and b(z) -> not c(x, y)",
                                      "a(y, x) and b(z) -> not c(x, y)"}));
}

TEST(NearReadings, OfWhatHasNoOrderAreNone) {
  EXPECT_TRUE(near("kind(ann)").empty());
  EXPECT_TRUE(near("likes(ann, ann)").empty());
  EXPECT_TRUE(near("a = b").empty());
  EXPECT_TRUE(near("a(x,y) and a(y,z) and a(z,x) and a(x,z) and a(z,y)").empty());
}

}  // namespace
}  // namespace modus::bridge
