// How BlockWeights lays out its rows. 16 rows are a row block: first the scales of all its units (a
// unit is a block of the file: 1 or 8 groups of 32 columns), filled up to 64 bytes, then the
// integers of all its groups.
//
// Scales of a unit: field after field of the file's block, of each field 16 rows side by side.
// Integers of a group: 8 operands of 64 bytes, in byte 4 r + j of operand i the value of row r and
// column 4 i + j, unsigned: one operand of a dot product of 4 bytes in each of 16 lanes. Of 4 bits,
// operands 2 p and 2 p + 1 share the p-th 64 bytes, the odd one above; fifth bits follow in 64
// bytes, bit i for operand i; sixth ones in 2 x 64, bits 2 (i % 4) for operand i of 4 (i / 4).
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/block_format.h"

namespace modus::kernels {

inline constexpr std::size_t kBlockRows = 16;
inline constexpr std::size_t kGroupColumns = 32;

struct BlockLayout {
  std::size_t groups_a_unit = 0;                      // 0: not a format with integer blocks
  std::size_t unit_scale_bytes = 0, group_bytes = 0;  // of 16 rows
};

constexpr BlockLayout block_layout(BlockFormat format) {
  constexpr std::size_t kHalf = 2 * kBlockRows, kNibbles = 16 * kBlockRows;
  switch (format) {
    case BlockFormat::kQ4_0:
      return {1, kHalf, kNibbles};
    case BlockFormat::kQ4_1:
      return {1, 2 * kHalf, kNibbles};
    case BlockFormat::kQ8_0:
      return {1, kHalf, 2 * kNibbles};
    case BlockFormat::kW4:
      return {1, 2 * kBlockRows, kNibbles};
    case BlockFormat::kQ4_K:
      return {8, 2 * kHalf + 12 * kBlockRows, kNibbles};
    case BlockFormat::kQ5_K:
      return {8, 2 * kHalf + 12 * kBlockRows, kNibbles + 64};
    case BlockFormat::kQ6_K:
      return {8, kHalf + 16 * kBlockRows, kNibbles + 128};
    default:
      return {};
  }
}

// Bytes of the scales of a row block, and of the whole; `groups` fills whole units.
constexpr std::size_t row_block_scale_bytes(const BlockLayout& layout, std::size_t groups) {
  return (groups / layout.groups_a_unit * layout.unit_scale_bytes + 63) / 64 * 64;
}
constexpr std::size_t row_block_bytes(const BlockLayout& layout, std::size_t groups) {
  return row_block_scale_bytes(layout, groups) + groups * layout.group_bytes;
}

}  // namespace modus::kernels
