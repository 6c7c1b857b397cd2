#include <vector>

#include <gtest/gtest.h>

#include "base/error.h"
#include "kernels/expert_ffn.h"

namespace modus::kernels {
namespace {

TEST(ExpertOrderTest, PairsOfAnExpertStandTogetherInTheOrderOfTokens) {
  const std::vector<std::int32_t> experts = {2, 0, 0, 3, 2, 0};  // three tokens, two slots
  const ExpertOrder order = order_by_expert(experts.data(), 3, 2, 5);
  EXPECT_EQ(order.offset, (std::vector<std::int32_t>{0, 3, 3, 5, 6, 6}));
  EXPECT_EQ(order.pair, (std::vector<std::int32_t>{1, 2, 5, 0, 4, 3}));
}

TEST(ExpertOrderTest, NoTokensGiveEmptyExperts) {
  const ExpertOrder order = order_by_expert(nullptr, 0, 4, 2);
  EXPECT_TRUE(order.pair.empty());
  EXPECT_EQ(order.offset, (std::vector<std::int32_t>{0, 0, 0}));
}

TEST(ExpertOrderTest, AnUnknownExpertIsNamedWithItsPlace) {
  for (std::int32_t wrong : {-1, 4}) {
    const std::vector<std::int32_t> experts = {0, 1, 2, wrong};
    try {
      order_by_expert(experts.data(), 2, 2, 4);
      FAIL();
    } catch (const ShapeError& error) {
      const std::string message = error.what();
      EXPECT_NE(message.find("token 1, slot 1"), std::string::npos) << message;
      EXPECT_NE(message.find("0 to 3"), std::string::npos) << message;
    }
  }
}

}  // namespace
}  // namespace modus::kernels
