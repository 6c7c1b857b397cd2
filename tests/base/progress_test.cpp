#include "base/progress.h"

#include <gtest/gtest.h>

namespace modus {
namespace {

TEST(Progress, LineTellsShareAndTimeLeft) {
  EXPECT_EQ(Progress::line("eval", 0, 10, 0), "eval  0/10");
  EXPECT_EQ(Progress::line("eval", 5, 10, 2.0), "eval  5/10  50%  2.0 s left");
  EXPECT_EQ(Progress::line("eval", 10, 10, 2.0), "eval  10/10  100%  0.0 s left");
}

}  // namespace
}  // namespace modus
