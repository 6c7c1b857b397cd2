// The quantised matrix of a public checkpoint, repacked once for the kernels: as many bits a weight
// as in the file, laid out so that 16 rows meet a vector at a time (cpu/block_layout.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "kernels/block_format.h"

namespace modus::kernels {

// A value; copies share the memory, which is never written again.
class BlockWeights {
 public:
  BlockWeights() = default;  // no rows

  // True for the formats with integer blocks: Q4_0, Q4_1, Q8_0, Q4_K, Q5_K, Q6_K, W4.
  static bool can_hold(BlockFormat format);

  // blocks: `rows` rows of `columns` values as their file has them. Works on all threads of the
  // pool; the blocks are not needed afterwards. ShapeError where a row is not whole blocks, where
  // the bytes are not those of rows x columns, and for a format that cannot be held.
  static BlockWeights pack(BlockFormat format, std::size_t rows, std::size_t columns,
                           std::span<const std::byte> blocks);

  BlockFormat format() const { return format_; }
  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  std::size_t size_bytes() const;  // in memory, rows filled up to a multiple of 16

  const std::uint8_t* row_block(std::size_t i) const;  // for the kernels: rows 16 i, 16 i + 1, ...

 private:
  BlockFormat format_ = BlockFormat::kQ4_0;
  std::size_t rows_ = 0, columns_ = 0;
  std::shared_ptr<const std::uint8_t> bytes_;  // aligned to 64 bytes
};

}  // namespace modus::kernels
