#include "kernels/linear_blocks.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "kernels/parallel.h"
#include "tests/kernels/arrays.h"
#include "tests/kernels/block_reference.h"

namespace modus::kernels {
namespace {

BlockWeights packed(const BlockMatrix& w) {
  return BlockWeights::pack(w.format, w.rows, w.columns, std::as_bytes(std::span(w.bytes)));
}

std::vector<float> product(const std::vector<float>& x, const BlockWeights& w, std::size_t m) {
  std::vector<float> y(m * w.rows(), -1);
  linear_blocks({.m = m, .x = x.data(), .w = &w, .y = y.data()}, {});
  return y;
}

std::vector<float> reference(const std::vector<float>& x, const BlockMatrix& w, std::size_t m) {
  std::vector<float> y;
  for (std::size_t i = 0; i < m; ++i) {
    const CodedRow row = coded(x.data() + i * w.columns, w.columns);
    for (std::size_t n = 0; n < w.rows; ++n) y.push_back(reference_element(row, w, n));
  }
  return y;
}

std::vector<BlockFormat> block_formats() {
  std::vector<BlockFormat> formats;
  for (BlockFormat format : all_block_formats()) {
    if (BlockWeights::can_hold(format)) formats.push_back(format);
  }
  return formats;
}

// So that -0 is not 0.
std::vector<std::uint32_t> bits(const std::vector<float>& values) {
  std::vector<std::uint32_t> all;
  for (float value : values) all.push_back(std::bit_cast<std::uint32_t>(value));
  return all;
}

using LinearBlocksTest = EachIsa;
INSTANTIATE_TEST_SUITE_P(Isas, LinearBlocksTest, all_isas(), isa_name);

// Bit by bit: one order of operations everywhere.
TEST_P(LinearBlocksTest, EqualsTheReference) {
  RandomStream random(41);
  for (BlockFormat format : block_formats()) {
    const std::size_t block = values_a_block(format);
    for (std::size_t columns : {block, 3 * block}) {
      for (std::size_t n : {1u, 15u, 16u, 33u}) {
        const BlockMatrix w = random_blocks(random, format, n, columns);
        const BlockWeights weights = packed(w);
        for (std::size_t m : {0u, 1u, 2u, 3u, 7u, 9u, 17u}) {
          const std::vector<float> x = random_floats(random, m * columns, 2);
          ASSERT_EQ(bits(product(x, weights, m)), bits(reference(x, w, m)))
              << fmt::format("{}: {} x {} x {}", to_string(format), m, n, columns);
        }
      }
    }
  }
}

// More tokens and columns than meet the weights of a chunk at once.
TEST_P(LinearBlocksTest, LongRowsOfManyTokensEqualTheReference) {
  RandomStream random(42);
  for (const auto& [m, columns] : {std::pair<std::size_t, std::size_t>{41, 8192}, {139, 2048}}) {
    for (BlockFormat format : block_formats()) {
      const BlockMatrix w = random_blocks(random, format, 5, columns);
      const std::vector<float> x = random_floats(random, m * columns, 2);
      ASSERT_EQ(bits(product(x, packed(w), m)), bits(reference(x, w, m))) << to_string(format);
    }
  }
}

TEST_P(LinearBlocksTest, NoColumnsSumToZero) {
  for (std::size_t m : {1u, 9u}) {
    const BlockWeights none = BlockWeights::pack(BlockFormat::kQ4_K, 3, 0, {});
    EXPECT_EQ(product({}, none, m), std::vector<float>(m * 3, 0));
  }
}

// Integers, scales and activations as large as they get, of either sign, and as small.
TEST_P(LinearBlocksTest, ExtremesEqualTheReference) {
  constexpr std::size_t kRows = 19, kTokens = 5;
  RandomStream random(43);
  for (BlockFormat format : block_formats()) {
    const std::size_t columns = 2 * values_a_block(format);
    for (int filling : {0x00, 0x7f, 0x80, 0xff}) {
      for (int scale : {0x0000, 0x0001, 0x03ff, 0x8001, 0x7bff, 0xfbff}) {
        BlockMatrix w = random_blocks(random, format, kRows, columns);
        std::fill(w.bytes.begin(), w.bytes.end(), static_cast<std::uint8_t>(filling));
        for (std::size_t at = 0; at < w.bytes.size(); at += bytes_a_block(format)) {
          for (std::size_t half : halves_of(format)) {
            w.bytes[at + half] = static_cast<std::uint8_t>(scale & 255);
            w.bytes[at + half + 1] = static_cast<std::uint8_t>(scale >> 8);
          }
        }
        std::vector<float> x(kTokens * columns, 1e4f);          // all at 127
        std::fill_n(x.begin() + columns, columns, -3.0f);       // all at -127
        std::fill_n(x.begin() + 2 * columns, columns, 1e-42f);  // too small for a scale
        for (std::size_t i = 3 * columns; i < 4 * columns; ++i) x[i] = i % 2 == 0 ? 2.5f : -2.5f;
        std::fill_n(x.begin() + 4 * columns, columns, -0.0f);
        const std::vector<float> y = product(x, packed(w), kTokens);
        ASSERT_EQ(bits(y), bits(reference(x, w, kTokens)))
            << fmt::format("{} of {:02x}, scale {:04x}", to_string(format), filling, scale);
        for (float value : y) ASSERT_FALSE(std::isnan(value));
      }
    }
  }
}

// What 8 bits an activation cost: errors of half a step at most, as if drawn at random, so that
// |error| stays below a few times the square root of the sum of (w * step / sqrt(12))^2.
TEST_P(LinearBlocksTest, IsCloseToTheProductOfTheDequantisedWeights) {
  struct Tolerance {
    BlockFormat format;
    double deviations;  // measured: 3.1 to 4.4 over 3,300 elements, as for a normal distribution
  };
  constexpr Tolerance kTable[] = {{BlockFormat::kQ4_0, 5}, {BlockFormat::kQ4_1, 5},
                                  {BlockFormat::kQ8_0, 5}, {BlockFormat::kQ4_K, 5},
                                  {BlockFormat::kQ5_K, 5}, {BlockFormat::kQ6_K, 5},
                                  {BlockFormat::kW4, 5}};
  constexpr std::size_t kRows = 300, kColumns = 512, kTokens = 11;
  RandomStream random(47);
  const std::vector<float> x = random_floats(random, kTokens * kColumns, 1);
  for (const auto& [format, deviations] : kTable) {
    const BlockMatrix w = random_blocks(random, format, kRows, kColumns);
    const std::vector<float> y = product(x, packed(w), kTokens);
    for (std::size_t i = 0; i < y.size(); ++i) {
      const std::size_t m = i / kRows, n = i % kRows;
      const CodedRow row = coded(x.data() + m * kColumns, kColumns);
      double wanted = 0, variance = 0;
      for (std::size_t k = 0; k < kColumns; ++k) {
        const double weight = w.at(n, k).weight();
        const double step = weight * static_cast<double>(row.scales[k / 32]);
        wanted += weight * static_cast<double>(x[m * kColumns + k]);
        variance += step * step / 12;
      }
      ASSERT_LE(std::abs(static_cast<double>(y[i]) - wanted), deviations * std::sqrt(variance))
          << to_string(format) << ": element " << i;
    }
  }
}

TEST_P(LinearBlocksTest, ARowDependsNeitherOnTheOthersNorOnTheThreads) {
  constexpr std::size_t kRows = 531, kTokens = 61;
  RandomStream random(53);
  const std::size_t before = thread_count();
  for (BlockFormat format : block_formats()) {
    const std::size_t columns = 1024;
    const BlockWeights w = packed(random_blocks(random, format, kRows, columns));
    const std::vector<float> x = random_floats(random, kTokens * columns, 1);
    set_thread_count(1);
    const std::vector<float> together = product(x, w, kTokens);
    set_thread_count(2);
    EXPECT_EQ(product(x, w, kTokens), together) << to_string(format);
    for (std::size_t rows : {1u, 5u, 8u}) {
      for (std::size_t first = 0; first + rows <= kTokens; first += rows + 11) {
        const std::vector<float> some(
            x.begin() + static_cast<std::ptrdiff_t>(first * columns),
            x.begin() + static_cast<std::ptrdiff_t>((first + rows) * columns));
        const std::vector<float> alone = product(some, w, rows);
        ASSERT_TRUE(std::equal(alone.begin(), alone.end(),
                               together.begin() + static_cast<std::ptrdiff_t>(first * kRows)))
            << to_string(format) << ": " << rows << " rows from " << first;
      }
    }
  }
  set_thread_count(before);
}

TEST_P(LinearBlocksTest, SeveralProductsOfOneXAreThoseProducts) {
  constexpr std::size_t kColumns = 256, kTokens = 3;
  RandomStream random(59);
  const std::vector<float> x = random_floats(random, kTokens * kColumns, 1);
  const BlockWeights a = packed(random_blocks(random, BlockFormat::kQ4_K, 200, kColumns));
  const BlockWeights b = packed(random_blocks(random, BlockFormat::kQ6_K, 21, kColumns));
  const BlockWeights none = packed(random_blocks(random, BlockFormat::kQ8_0, 0, kColumns));
  std::vector<float> y_a(kTokens * a.rows()), y_b(kTokens * b.rows());
  const LinearBlocks products[] = {{.m = kTokens, .x = x.data(), .w = &none, .y = nullptr},
                                   {.m = kTokens, .x = x.data(), .w = &a, .y = y_a.data()},
                                   {.m = kTokens, .x = x.data(), .w = &b, .y = y_b.data()}};
  linear_blocks(products, {});
  EXPECT_EQ(y_a, product(x, a, kTokens));
  EXPECT_EQ(y_b, product(x, b, kTokens));
}

TEST(LinearBlocksShapesTest, RefusesProductsThatShareNoX) {
  RandomStream random(61);
  const BlockWeights a = packed(random_blocks(random, BlockFormat::kQ4_0, 4, 64));
  const BlockWeights b = packed(random_blocks(random, BlockFormat::kQ4_0, 4, 32));
  const std::vector<float> x(128);
  std::vector<float> y(16);
  const LinearBlocks one{.m = 1, .x = x.data(), .w = &a, .y = y.data()};
  for (const LinearBlocks& other : {LinearBlocks{.m = 1, .x = x.data(), .w = &b, .y = y.data()},
                                    LinearBlocks{.m = 2, .x = x.data(), .w = &a, .y = y.data()},
                                    LinearBlocks{.m = 1, .x = &x[64], .w = &a, .y = y.data()}}) {
    const LinearBlocks both[] = {one, other};
    EXPECT_THROW(linear_blocks(both, {}), ShapeError);
  }
  EXPECT_THROW(linear_blocks(one, {.device = Device::kCuda}), Error);
}

}  // namespace
}  // namespace modus::kernels
