#include "bridge/training/loss_curve.h"

#include <gtest/gtest.h>

namespace modus::bridge {
namespace {

TEST(LossCurve, ReadsItsOwnMetrics) {
  const auto points = read_curve(
      "{\"step\":0,\"loss\":8.5,\"tokens\":4000}\n"
      "{\"step\":1,\"loss\":null,\"tokens\":8000}\n"
      "{\"step\":2,\"loss\":2.5,\"tokens\":12000,\"held_out/loss\":2.75}\n"
      "{\"step\":2,\"loss\":2.25,\"tokens\":12000}\n"
      "{\"step\":3,\"lo");
  ASSERT_EQ(points.size(), 2u) << "a step without a loss and a broken line are left out";
  EXPECT_EQ(points[0].loss, 8.5);
  EXPECT_LT(points[0].held_out, 0);
  EXPECT_EQ(points[1].loss, 2.25) << "a step that was taken again counts once";
}

TEST(LossCurve, DrawsFallingLossDownwards) {
  const std::string svg = draw_curve({{1e6, 8, -1}, {2e6, 2, 2.5}, {3e6, 0.5, 0.75}});
  EXPECT_TRUE(svg.starts_with("<svg"));
  EXPECT_NE(svg.find("</svg>"), std::string::npos);
  EXPECT_NE(svg.find("0.8 M"), std::string::npos);              // a quarter of three million tokens
  EXPECT_NE(svg.find("273.3,20.0"), std::string::npos) << svg;  // the highest loss at the top
  EXPECT_NE(svg.find("700.0,360.0"), std::string::npos) << svg;
  EXPECT_EQ(draw_curve({{1, 2, -1}}), "");
}

}  // namespace
}  // namespace modus::bridge
