#include "kernels/dequantize_blocks.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"

namespace modus::kernels {
namespace {

using Bytes = std::vector<std::byte>;

void put(Bytes& block, std::size_t at, int bits) { block[at] |= static_cast<std::byte>(bits); }
void put_half(Bytes& block, std::size_t at, std::uint16_t half) {
  std::memcpy(block.data() + at, &half, sizeof half);
}

// The format's definition the other way round: where the number of value i lies.
void put_q4_k(Bytes& block, std::size_t i, int code) {
  put(block, 16 + i / 64 * 32 + i % 32, i % 64 < 32 ? code : code << 4);
}
void put_q6_k(Bytes& block, std::size_t i, int code) {
  const std::size_t half = i / 128, in = i % 128;
  put(block, 64 * half + in % 64, in < 64 ? code & 15 : (code & 15) << 4);
  put(block, 128 + 32 * half + in % 32, (code >> 4) << (2 * (in / 32)));
}
void put_six_bits(Bytes& block, std::size_t j, int scale, int minimum) {
  if (j < 4) {
    put(block, 4 + j, scale);
    put(block, 8 + j, minimum);
  } else {
    put(block, 8 + j, (scale & 15) | ((minimum & 15) << 4));
    put(block, j, (scale >> 4) << 6);
    put(block, 4 + j, (minimum >> 4) << 6);
  }
}

std::vector<float> values_of(BlockFormat format, const Bytes& bytes) {
  std::vector<float> values(bytes.size() / bytes_a_block(format) * values_a_block(format));
  dequantize_row(format, bytes, values);
  return values;
}

constexpr std::uint16_t kOne = 0x3c00, kHalf = 0x3800, kInfinity = 0x7c00;

TEST(DequantizeBlocks, HalfFloats) {
  EXPECT_EQ(float_of_half(kOne), 1.0f);
  EXPECT_EQ(float_of_half(0xc000), -2.0f);
  EXPECT_EQ(float_of_half(0x0001), 0x1p-24f);
  EXPECT_EQ(float_of_half(0x83ff), -1023 * 0x1p-24f);
  EXPECT_EQ(float_of_half(0x7bff), 65504.0f);
  EXPECT_EQ(float_of_half(kInfinity), std::numeric_limits<float>::infinity());
  EXPECT_TRUE(std::isnan(float_of_half(0x7e00)));
  EXPECT_TRUE(std::signbit(float_of_half(0x8000)));
}

TEST(DequantizeBlocks, BlocksOfThirtyTwo) {
  Bytes q4_0(18), q4_1(20), q8_0(34);
  put_half(q4_0, 0, kHalf);
  put_half(q4_1, 0, kHalf);
  put_half(q4_1, 2, kOne);
  put_half(q8_0, 0, kHalf);
  for (std::size_t i = 0; i < 32; ++i) {
    const int code = static_cast<int>(i * 7 % 16), wide = static_cast<int>(i * 8) - 128;
    put(q4_0, 2 + i % 16, i < 16 ? code : code << 4);
    put(q4_1, 4 + i % 16, i < 16 ? code : code << 4);
    put(q8_0, 2 + i, wide & 255);
  }
  const auto a = values_of(BlockFormat::kQ4_0, q4_0), b = values_of(BlockFormat::kQ4_1, q4_1),
             c = values_of(BlockFormat::kQ8_0, q8_0);
  for (std::size_t i = 0; i < 32; ++i) {
    const auto code = static_cast<float>(i * 7 % 16);
    EXPECT_EQ(a[i], (code - 8) / 2);
    EXPECT_EQ(b[i], code / 2 + 1);
    EXPECT_EQ(c[i], (static_cast<float>(i) * 8 - 128) / 2);
  }
}

class BlocksOf256 : public testing::Test {
 protected:
  RandomStream random_{3};
  int scale_[16], minimum_[8], code_[256];
  void draw(int codes) {
    for (int& s : scale_) s = static_cast<int>(random_.below(64));
    for (int& m : minimum_) m = static_cast<int>(random_.below(64));
    for (int& c : code_) c = static_cast<int>(random_.below(static_cast<std::uint32_t>(codes)));
  }
  void expect_scaled_less_minimum(BlockFormat format, const Bytes& block) {
    const std::vector<float> values = values_of(format, block);
    for (std::size_t i = 0; i < 256; ++i)
      EXPECT_EQ(values[i], static_cast<float>(scale_[i / 32] * code_[i]) / 2 -
                               static_cast<float>(minimum_[i / 32]))
          << i;
  }
  static Bytes block(BlockFormat format) {
    Bytes bytes(bytes_a_block(format));
    put_half(bytes, 0, kHalf);
    put_half(bytes, 2, kOne);
    return bytes;
  }
};

TEST_F(BlocksOf256, Q4K) {
  draw(16);
  Bytes b = block(BlockFormat::kQ4_K);
  for (std::size_t j = 0; j < 8; ++j) put_six_bits(b, j, scale_[j], minimum_[j]);
  for (std::size_t i = 0; i < 256; ++i) put_q4_k(b, i, code_[i]);
  expect_scaled_less_minimum(BlockFormat::kQ4_K, b);
}

TEST_F(BlocksOf256, Q5K) {
  draw(32);
  Bytes b = block(BlockFormat::kQ5_K);
  for (std::size_t j = 0; j < 8; ++j) put_six_bits(b, j, scale_[j], minimum_[j]);
  for (std::size_t i = 0; i < 256; ++i) {
    put(b, 48 + i / 64 * 32 + i % 32, i % 64 < 32 ? code_[i] & 15 : (code_[i] & 15) << 4);
    put(b, 16 + i % 32, (code_[i] >> 4) << (i / 32));
  }
  expect_scaled_less_minimum(BlockFormat::kQ5_K, b);
}

TEST_F(BlocksOf256, Q6K) {
  draw(64);
  Bytes b(bytes_a_block(BlockFormat::kQ6_K));
  for (std::size_t i = 0; i < 256; ++i) put_q6_k(b, i, code_[i]);
  for (std::size_t j = 0; j < 16; ++j) put(b, 192 + j, (scale_[j] - 32) & 255);
  put_half(b, 208, kHalf);
  const std::vector<float> values = values_of(BlockFormat::kQ6_K, b);
  for (std::size_t i = 0; i < 256; ++i)
    EXPECT_EQ(values[i], static_cast<float>((scale_[i / 16] - 32) * (code_[i] - 32)) / 2) << i;
}

TEST(DequantizeBlocks, W4) {
  Bytes b(2 * bytes_a_block(BlockFormat::kW4));
  put(b, 18, 23 << 3);  // 2^-1
  put(b, 19, 40);       // 2.5
  for (std::size_t i = 0; i < 32; ++i)
    put(b, 20 + i % 16, static_cast<int>(i < 16 ? i : (31 - i) << 4));
  const std::vector<float> values = values_of(BlockFormat::kW4, b);
  ASSERT_EQ(values.size(), 64u);
  for (std::size_t i = 0; i < 32; ++i) {
    EXPECT_EQ(values[i], 0) << i;
    EXPECT_EQ(values[32 + i], (static_cast<float>(i < 16 ? i : 31 - i) - 2.5f) / 2) << i;
  }
  put(b, 18, 3);  // 11/8 of it
  EXPECT_EQ(values_of(BlockFormat::kW4, b)[32], -2.5f * 11 / 16);
}

TEST(DequantizeBlocks, RowsAreWholeBlocks) {
  std::vector<float> values(256);
  EXPECT_THROW(dequantize_row(BlockFormat::kQ4_K, Bytes(143), values), ShapeError);
  EXPECT_THROW(dequantize_row(BlockFormat::kQ4_K, Bytes(288), values), ShapeError);
  EXPECT_NO_THROW(dequantize_row(BlockFormat::kQ4_0, Bytes(8 * 18), values));
}

TEST(DequantizeBlocks, WhatIsNotFiniteIsFound) {
  for (const BlockFormat format : all_block_formats()) {
    Bytes bytes(3 * bytes_a_block(format));
    EXPECT_TRUE(blocks_are_finite(format, bytes)) << to_string(format);
    const std::size_t second = bytes_a_block(format);
    switch (format) {
      case BlockFormat::kF32:
        put_half(bytes, second + 2, 0x7f80);
        break;
      case BlockFormat::kBf16:
        put_half(bytes, second, 0xff81);
        break;
      case BlockFormat::kQ6_K:
        put_half(bytes, second + 208, kInfinity);
        break;
      case BlockFormat::kW4:
        continue;  // it can say none
      default:
        put_half(bytes, second, kInfinity);
    }
    EXPECT_FALSE(blocks_are_finite(format, bytes)) << to_string(format);
  }
}

}  // namespace
}  // namespace modus::kernels
