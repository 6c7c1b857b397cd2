#include "neural/paged_cache.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace modus::neural {
namespace {

constexpr std::size_t kLayers = 2, kHeads = 2, kHeadWidth = 2, kWidth = kHeads * kHeadWidth;

void write(PagedCache& cache, SequenceId sequence, std::size_t tokens, float seed) {
  const std::size_t begin = cache.length(sequence);
  cache.extend(sequence, tokens);
  for (std::size_t position = begin; position < begin + tokens; ++position)
    for (std::size_t layer = 0; layer < kLayers; ++layer) {
      const float at = seed + static_cast<float>(1000 * layer + position);
      const float key[kWidth] = {at, at + 0.125f, at + 0.0625f, at + 0.25f};
      const float value[kWidth] = {-at, 2 * at, 3 * at, 4 * at};
      cache.write(sequence, layer, position, key, value);
    }
}

// The first number of a key; what else was written with it is checked too.
float key_at(const PagedCache& cache, SequenceId sequence, std::size_t layer,
             std::size_t position) {
  std::vector<const float*> keys, values;
  cache.pages(sequence, layer, keys, values);
  const std::size_t in_page = position % kPageTokens;
  const float* const key = keys.at(position / kPageTokens) + in_page;
  const float* const value = values.at(position / kPageTokens) + in_page * kHeadWidth;
  EXPECT_EQ(key[kPageTokens], key[0] + 0.125f);
  EXPECT_EQ(key[2 * kPageTokens], key[0] + 0.0625f);
  EXPECT_EQ(key[3 * kPageTokens], key[0] + 0.25f);
  EXPECT_EQ(value[0], -key[0]);
  EXPECT_EQ(value[1], 2 * key[0]);
  EXPECT_EQ(value[kPageTokens * kHeadWidth], 3 * key[0]);
  EXPECT_EQ(value[kPageTokens * kHeadWidth + 1], 4 * key[0]);
  return key[0];
}

TEST(PagedCache, APageHolds64Tokens) {
  PagedCache cache(kLayers, kHeads, kHeadWidth);
  const SequenceId a = cache.open();
  write(cache, a, 64, 0.5f);
  EXPECT_EQ(cache.pages_in_use(), 1u);
  write(cache, a, 1, 0.5f);
  EXPECT_EQ(cache.pages_in_use(), 2u);
  EXPECT_EQ(key_at(cache, a, 1, 63), 1063.5f);
  EXPECT_EQ(key_at(cache, a, 1, 64), 1064.5f);
}

TEST(PagedCache, ForksShareUntilOneWrites) {
  PagedCache cache(kLayers, kHeads, kHeadWidth);
  const SequenceId a = cache.open();
  write(cache, a, 100, 0.5f);
  const SequenceId b = cache.fork(a);
  EXPECT_EQ(cache.length(b), 100u);
  EXPECT_EQ(cache.pages_in_use(), 2u);
  write(cache, b, 1, 0.25f);
  EXPECT_EQ(cache.pages_in_use(), 3u);
  write(cache, a, 1, 0.75f);
  EXPECT_EQ(cache.pages_in_use(), 3u);
  EXPECT_EQ(key_at(cache, a, 0, 100), 100.75f);
  EXPECT_EQ(key_at(cache, b, 0, 100), 100.25f);
  EXPECT_EQ(key_at(cache, b, 1, 99), 1099.5f);
  cache.close(a);
  EXPECT_EQ(cache.pages_in_use(), 2u);
  EXPECT_EQ(key_at(cache, b, 0, 5), 5.5f);
}

TEST(PagedCache, RollbackGivesPagesBackAndAForkKeepsThem) {
  PagedCache cache(kLayers, kHeads, kHeadWidth);
  const SequenceId a = cache.open();
  write(cache, a, 200, 0.5f);
  const SequenceId b = cache.fork(a);
  cache.rollback(a, 70);
  EXPECT_EQ(cache.length(a), 70u);
  EXPECT_EQ(cache.pages_in_use(), 4u);
  write(cache, a, 3, 0.25f);
  EXPECT_EQ(key_at(cache, b, 0, 71), 71.5f);
  EXPECT_EQ(key_at(cache, a, 0, 71), 71.25f);
  cache.close(b);
  EXPECT_EQ(cache.pages_in_use(), 2u);
  cache.rollback(a, 0);
  EXPECT_EQ(cache.pages_in_use(), 0u);
  EXPECT_EQ(cache.sequences(), 1u);
}

TEST(PagedCache, MisuseIsOurBug) {
  PagedCache cache(kLayers, kHeads, kHeadWidth);
  const SequenceId a = cache.open();
  EXPECT_THROW(cache.rollback(a, 1), InternalError);
  const float zeros[kWidth] = {};
  EXPECT_THROW(cache.write(a, 0, 0, zeros, zeros), InternalError);
  cache.close(a);
  EXPECT_THROW(cache.length(a), InternalError);
}

}  // namespace
}  // namespace modus::neural
