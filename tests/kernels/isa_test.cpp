#include "kernels/isa.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "base/error.h"

namespace modus::kernels {
namespace {

TEST(IsaTest, ScalarIsAlwaysAvailableAndTheListRises) {
  const auto isas = available_isas();
  ASSERT_FALSE(isas.empty());
  EXPECT_EQ(isas.front(), Isa::kScalar);
  EXPECT_TRUE(std::is_sorted(isas.begin(), isas.end()));
}

TEST(IsaTest, ForceIsaChoosesEachAvailableOne) {
  const Isa before = active_isa();
  EXPECT_EQ(before, available_isas().back());
  for (Isa isa : available_isas()) {
    force_isa(to_string(isa));
    EXPECT_EQ(active_isa(), isa);
  }
  force_isa(to_string(before));
}

TEST(IsaTest, AnUnknownNameIsRefusedWithTheAvailableOnes) {
  try {
    force_isa("neon");
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_NE(std::string(error.what()).find("'neon'"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("scalar"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace modus::kernels
