#include "base/random.h"

#include <gtest/gtest.h>

namespace modus {
namespace {

// Known answers of the Random123 distribution (kat_vectors, philox4x32 10).
TEST(Philox, KnownAnswers) {
  using Words = std::array<std::uint32_t, 4>;
  EXPECT_EQ(philox4x32({0, 0, 0, 0}, {0, 0}),
            (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
}

TEST(RandomStream, SameSeedSameBitsAndStreamsDiffer) {
  RandomStream a(7, 1), b(7, 1), c(7, 2);
  bool differs = false;
  for (int i = 0; i < 100; ++i) {
    const std::uint32_t word = a.next();
    EXPECT_EQ(word, b.next());
    differs |= word != c.next();
  }
  EXPECT_TRUE(differs);
}

TEST(RandomStream, ForkDoesNotDependOnDrawsMade) {
  RandomStream a(7), b(7);
  a.next();
  EXPECT_EQ(a.fork(3).next(), b.fork(3).next());
  EXPECT_NE(a.fork(3).next(), a.fork(4).next());
}

TEST(RandomStream, BelowIsInRangeAndReachesAll) {
  RandomStream stream(1);
  std::array<int, 7> seen{};
  for (int i = 0; i < 7000; ++i) ++seen[stream.below(7)];
  for (int count : seen) EXPECT_NEAR(count, 1000, 200);
  for (int i = 0; i < 100; ++i) {
    const std::int64_t value = stream.between(-3, 3);
    EXPECT_TRUE(value >= -3 && value <= 3);
    const double unit = stream.unit();
    EXPECT_TRUE(unit >= 0 && unit < 1);
  }
}

}  // namespace
}  // namespace modus
