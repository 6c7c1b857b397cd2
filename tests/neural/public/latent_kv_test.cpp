#include "neural/public/latent_kv.h"

#include <numeric>
#include <span>

#include <gtest/gtest.h>

namespace modus::neural {
namespace {

constexpr LatentKv kShape{.heads = 2, .key_rows = 2, .value_rows = 1, .columns = 3};

GgufTensor tensor_of(const std::vector<float>& values, std::vector<std::size_t> shape) {
  return {.name = "t", .shape = std::move(shape), .bytes = std::as_bytes(std::span(values))};
}

TEST(LatentKv, PartsAreTakenAndJoined) {
  std::vector<float> whole(18);
  std::iota(whole.begin(), whole.end(), 0.0f);
  const GgufTensor kv_b = tensor_of(whole, {6, 3});
  const std::vector<float> keys = turned_keys_of(kShape, kv_b), values = values_of(kShape, kv_b);
  // Head 0 has the rows 0 1 2 and 3 4 5 of keys and 6 7 8 of values.
  EXPECT_EQ(keys, (std::vector<float>{0, 3, 1, 4, 2, 5, 9, 12, 10, 13, 11, 14}));
  EXPECT_EQ(values, (std::vector<float>{6, 7, 8, 15, 16, 17}));
  EXPECT_EQ(joined(kShape, tensor_of(keys, {2, 3, 2}), tensor_of(values, {2, 1, 3})), whole);
}

TEST(LatentKv, PartsThatDoNotFitAreNone) {
  const std::vector<float> numbers(64, 1.0f);
  const auto fits = [&](std::vector<std::size_t> keys, std::vector<std::size_t> values) {
    return latent_kv_of(tensor_of(numbers, std::move(keys)), tensor_of(numbers, std::move(values)))
        .has_value();
  };
  EXPECT_TRUE(fits({2, 3, 2}, {2, 1, 3}));
  EXPECT_FALSE(fits({3, 3, 2}, {2, 1, 3}));
  EXPECT_FALSE(fits({2, 4, 2}, {2, 1, 3}));
  EXPECT_FALSE(fits({6, 2}, {2, 1, 3}));
  EXPECT_FALSE(fits({2, 3, 2}, {2, 3}));
}

}  // namespace
}  // namespace modus::neural
