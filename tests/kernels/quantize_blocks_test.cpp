#include "kernels/quantize_blocks.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "kernels/dequantize_blocks.h"

namespace modus::kernels {
namespace {

std::vector<float> there_and_back(BlockFormat format, const std::vector<float>& values) {
  std::vector<std::byte> bytes(values.size() / values_a_block(format) * bytes_a_block(format));
  quantize_row(format, values, bytes);
  std::vector<float> back(values.size());
  dequantize_row(format, bytes, back);
  return back;
}

TEST(QuantizeBlocks, HalfFloatsAreRoundedToTheNearest) {
  for (std::uint32_t half = 0; half < 0x7c00; ++half) {
    const float value = float_of_half(static_cast<std::uint16_t>(half));
    EXPECT_EQ(half_of_float(value), half);
    EXPECT_EQ(half_of_float(-value), half | 0x8000);
    const float next = float_of_half(static_cast<std::uint16_t>(half + 1));
    if (half + 1 == 0x7c00) break;
    const float middle = (value + next) / 2;
    EXPECT_EQ(half_of_float(middle), half + (half & 1)) << value;  // ties to even
    EXPECT_EQ(half_of_float(std::nextafter(middle, 1e9f)), half + 1);
  }
  EXPECT_EQ(half_of_float(65519), 0x7bff);
  EXPECT_EQ(half_of_float(65520), 0x7c00);
  EXPECT_EQ(half_of_float(-1e30f), 0xfc00);
}

// By how much of a block's largest amount a value may be off; Q4_0 cuts one end of its codes off.
struct Loss {
  BlockFormat format;
  double share;
};
class Losses : public testing::TestWithParam<Loss> {};
INSTANTIATE_TEST_SUITE_P(All, Losses,
                         testing::Values(Loss{BlockFormat::kF32, 0}, Loss{BlockFormat::kF16, 5e-4},
                                         Loss{BlockFormat::kBf16, 4e-3},
                                         Loss{BlockFormat::kQ8_0, 0.5 / 127 + 1e-3},
                                         Loss{BlockFormat::kQ4_1, 1.0 / 15 + 1e-3},
                                         Loss{BlockFormat::kQ4_0, 1.0 / 8 + 1e-3}));

TEST_P(Losses, AreBoundedByTheBlock) {
  RandomStream random(5);
  for (const double size : {0.1, 1.0, 300.0}) {
    std::vector<float> values(32 * 20);
    for (float& value : values) value = static_cast<float>(size * (2 * random.unit() - 1));
    const std::vector<float> back = there_and_back(GetParam().format, values);
    for (std::size_t i = 0; i < values.size(); ++i)
      ASSERT_NEAR(values[i], back[i], GetParam().share * size) << i;
  }
}

TEST_P(Losses, ZerosStayZeros) {
  for (const float value : there_and_back(GetParam().format, std::vector<float>(64)))
    EXPECT_EQ(value, 0);
}

TEST(QuantizeBlocks, WhatDoesNotFitIsRefused) {
  std::vector<std::byte> bytes(34);
  EXPECT_THROW(quantize_row(BlockFormat::kQ8_0, std::vector<float>(31), bytes), ShapeError);
  EXPECT_THROW(quantize_row(BlockFormat::kQ4_K, std::vector<float>(256), bytes), ShapeError);
  EXPECT_FALSE(can_quantize(BlockFormat::kQ6_K));
  bytes.resize(2);
  EXPECT_THROW(quantize_row(BlockFormat::kF16, std::vector<float>{1e6f}, bytes), ShapeError);
}

}  // namespace
}  // namespace modus::kernels
