#include "neural/train/schedule.h"

#include <gtest/gtest.h>

namespace modus::neural::train {
namespace {

TEST(Schedule, WarmsUpStaysAndFallsToZero) {
  const Schedule schedule{.warm_up_steps = 4, .stable_steps = 10, .decay_steps = 4};
  EXPECT_DOUBLE_EQ(schedule.share_at(0), 0.25);
  EXPECT_DOUBLE_EQ(schedule.share_at(3), 1.0);
  EXPECT_DOUBLE_EQ(schedule.share_at(9), 1.0);
  EXPECT_DOUBLE_EQ(schedule.share_at(10), 0.8);
  EXPECT_DOUBLE_EQ(schedule.share_at(13), 0.2);
  EXPECT_DOUBLE_EQ(schedule.share_at(14), 0.0);
}

TEST(Schedule, WithoutWarmUpOrDecay) {
  const Schedule schedule{.warm_up_steps = 0, .stable_steps = 2, .decay_steps = 0};
  EXPECT_DOUBLE_EQ(schedule.share_at(0), 1.0);
  EXPECT_DOUBLE_EQ(schedule.share_at(1), 1.0);
  EXPECT_DOUBLE_EQ(schedule.share_at(2), 0.0);
}

}  // namespace
}  // namespace modus::neural::train
