#include "kernels/block_weights.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/error.h"
#include "tests/kernels/block_reference.h"

namespace modus::kernels {
namespace {

TEST(BlockWeightsTest, HoldsTheFormatsWithIntegerBlocks) {
  for (BlockFormat format : all_block_formats()) {
    EXPECT_EQ(BlockWeights::can_hold(format), values_a_block(format) > 1) << to_string(format);
  }
}

TEST(BlockWeightsTest, TakesNoMoreThanTheFileButForFilledUpRows) {
  RandomStream random(3);
  for (BlockFormat format : all_block_formats()) {
    if (!BlockWeights::can_hold(format)) continue;
    const BlockMatrix w = random_blocks(random, format, 32, 512);
    const BlockWeights packed =
        BlockWeights::pack(format, 32, 512, std::as_bytes(std::span(w.bytes)));
    EXPECT_EQ(packed.rows(), 32u);
    EXPECT_EQ(packed.columns(), 512u);
    EXPECT_EQ(packed.format(), format);
    EXPECT_EQ(packed.size_bytes(), w.bytes.size()) << to_string(format);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(packed.row_block(1)) % 64, 0u);
  }
}

std::string refusal(BlockFormat format, std::size_t rows, std::size_t columns, std::size_t bytes) {
  const std::vector<std::byte> blocks(bytes);
  try {
    BlockWeights::pack(format, rows, columns, blocks);
  } catch (const ShapeError& error) {
    return error.what();
  }
  return "";
}

TEST(BlockWeightsTest, RefusesWhatIsNotWholeBlocks) {
  EXPECT_EQ(refusal(BlockFormat::kF16, 1, 1, 2), "packed weights: F16 has no blocks of integers");
  EXPECT_EQ(refusal(BlockFormat::kQ4_K, 1, 128, 72),
            "packed weights: rows of 128 values are not whole blocks of 256 Q4_K");
  EXPECT_EQ(refusal(BlockFormat::kQ4_0, 2, 64, 71),
            "packed weights: 2 rows of 64 Q4_0 values need 36 bytes each, got 71 in all");
  EXPECT_NE(refusal(BlockFormat::kQ4_0, SIZE_MAX, 64, 36), "");
  EXPECT_NE(refusal(BlockFormat::kQ8_0, 0, 32, 34), "");
}

TEST(BlockWeightsTest, NoRowsAreNoBytes) {
  EXPECT_EQ(BlockWeights::pack(BlockFormat::kQ6_K, 0, 256, {}).size_bytes(), 0u);
  EXPECT_EQ(BlockWeights().size_bytes(), 0u);
}

}  // namespace
}  // namespace modus::kernels
