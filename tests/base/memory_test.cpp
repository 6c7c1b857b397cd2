#include "base/memory.h"

#include <gtest/gtest.h>

namespace modus {
namespace {

TEST(Memory, WhatIsLeftIsBetweenOneMegabyteAndOnePetabyte) {
  EXPECT_GT(available_memory_bytes(), std::size_t{1} << 20);
  EXPECT_LT(available_memory_bytes(), std::size_t{1} << 50);
}

}  // namespace
}  // namespace modus
