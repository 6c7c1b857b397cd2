#include "neural/json_depth.h"

#include <string>

#include <gtest/gtest.h>

namespace modus::neural {
namespace {

TEST(JsonDepth, CountsBracketsOutsideStrings) {
  EXPECT_EQ(json_depth(""), 0u);
  EXPECT_EQ(json_depth("5"), 0u);
  EXPECT_EQ(json_depth("{}"), 1u);
  EXPECT_EQ(json_depth("[{\"a\": [1]}, []]"), 3u);
  EXPECT_EQ(json_depth("[\"[[[\", \"\\\"[[\"]"), 1u);
  EXPECT_EQ(json_depth("]]]["), 1u);
  EXPECT_EQ(json_depth(std::string(100000, '[')), 100000u);
  EXPECT_EQ(json_depth("\"\\"), 0u);
}

}  // namespace
}  // namespace modus::neural
