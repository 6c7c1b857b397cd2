#include "kernels/block_weights.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

#include <fmt/format.h>

#include "base/error.h"
#include "kernels/cpu/block_layout.h"
#include "kernels/parallel.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kCacheLine = 64;
constexpr std::size_t kHugePage = std::size_t{2} << 20;
constexpr std::size_t kSlab = std::size_t{32} << 20;

using Memory = std::shared_ptr<std::uint8_t>;

// Weights are read from end to end: 4 KB pages would cost a miss of the page table every 64 lines.
Memory huge_pages(std::size_t size) {
  const std::size_t whole = (size + kHugePage - 1) / kHugePage * kHugePage;
  void* memory = std::aligned_alloc(kHugePage, whole);
  if (memory == nullptr) throw std::bad_alloc();
#ifdef __linux__
  madvise(memory, whole, MADV_HUGEPAGE);  // advice: without it the weights are as right
#endif
  return {static_cast<std::uint8_t*>(memory), [](std::uint8_t* p) { std::free(p); }};
}

// The matrices of a model share slabs, so that small ones stand on huge pages too. A slab lives as
// long as any matrix in it.
Memory aligned_memory(std::size_t size) {
  static std::mutex mutex;
  static Memory slab;
  static std::size_t used = kSlab;
  if (size > kSlab / 4) return huge_pages(size);
  const std::lock_guard lock(mutex);
  const std::size_t place = (size + kCacheLine - 1) / kCacheLine * kCacheLine;
  if (slab == nullptr || used + place > kSlab) {
    slab = huge_pages(kSlab);
    used = 0;
  }
  used += place;
  return {slab, slab.get() + used - place};
}

// The fields of a file's block that are no values: where they stand, and in which order they come
// in a unit's scales.
struct ScaleField {
  std::size_t at = 0, bytes = 0, count = 0;
};
struct BlockFields {
  std::array<ScaleField, 3> scales;
  std::size_t values = 0;  // where the integers start
};

BlockFields fields_of(BlockFormat format) {
  switch (format) {
    case BlockFormat::kW4:
      return {.scales = {{{0, 1, 2}}}, .values = 2};
    case BlockFormat::kQ4_1:
      return {.scales = {{{0, 2, 2}}}, .values = 4};
    case BlockFormat::kQ4_K:
    case BlockFormat::kQ5_K:
      return {.scales = {{{0, 2, 2}, {4, 1, 12}}}, .values = 16};
    case BlockFormat::kQ6_K:
      return {.scales = {{{208, 2, 1}, {192, 1, 16}}}, .values = 0};
    default:
      return {.scales = {{{0, 2, 1}}}, .values = 2};
  }
}

void put_scales(const BlockFields& fields, const std::uint8_t* block, std::size_t row,
                std::uint8_t* unit) {
  for (const ScaleField& field : fields.scales) {
    for (std::size_t i = 0; i < field.count; ++i, unit += kBlockRows * field.bytes) {
      std::memcpy(unit + row * field.bytes, block + field.at + i * field.bytes, field.bytes);
    }
  }
}

// A run of bytes to two runs of values: their low nibbles, then their high ones.
void part_nibbles(const std::uint8_t* from, std::size_t bytes, std::uint8_t* to) {
  for (std::size_t i = 0; i < bytes; ++i) {
    to[i] = from[i] & 15;
    to[i + bytes] = from[i] >> 4;
  }
}

// The integers of a block in the order of the columns, without their zero.
void read_values(BlockFormat format, const std::uint8_t* from, std::uint8_t* to) {
  switch (format) {
    case BlockFormat::kQ8_0:
      for (std::size_t i = 0; i < 32; ++i) to[i] = from[i] ^ 0x80;  // signed to excess 128
      break;
    case BlockFormat::kQ4_K:
      for (std::size_t run = 0; run < 4; ++run) part_nibbles(from + 32 * run, 32, to + 64 * run);
      break;
    case BlockFormat::kQ5_K:  // 32 bytes of fifth bits first, bit g for group g
      for (std::size_t run = 0; run < 4; ++run) {
        part_nibbles(from + 32 + 32 * run, 32, to + 64 * run);
      }
      for (std::size_t g = 0; g < 8; ++g) {
        for (std::size_t i = 0; i < 32; ++i) {
          to[32 * g + i] = static_cast<std::uint8_t>(to[32 * g + i] | ((from[i] >> g) & 1) << 4);
        }
      }
      break;
    case BlockFormat::kQ6_K:  // two halves; upper bits behind both, of 4 groups in a byte
      for (std::size_t half = 0; half < 2; ++half) {
        std::uint8_t* const here = to + 128 * half;
        const std::uint8_t* const upper = from + 128 + 32 * half;
        part_nibbles(from + 64 * half, 64, here);
        for (std::size_t g = 0; g < 4; ++g) {
          for (std::size_t i = 0; i < 32; ++i) {
            here[32 * g + i] =
                static_cast<std::uint8_t>(here[32 * g + i] | ((upper[i] >> (2 * g)) & 3) << 4);
          }
        }
      }
      break;
    default:
      part_nibbles(from, 16, to);
  }
}

// One row's 32 integers into their places in a group, 4 at a time.
void put_group(BlockFormat format, const std::uint8_t* values, std::size_t row,
               std::uint8_t* group) {
  std::array<std::uint32_t, 8> four;
  std::memcpy(four.data(), values, sizeof four);
  const auto put = [&](std::size_t line, std::uint32_t bytes) {
    std::memcpy(group + 64 * line + 4 * row, &bytes, sizeof bytes);
  };
  if (format == BlockFormat::kQ8_0) {
    for (std::size_t i = 0; i < 8; ++i) put(i, four[i]);
    return;
  }
  for (std::size_t i = 0; i < 8; i += 2) {
    put(i / 2, (four[i] & 0x0f0f0f0f) | (four[i + 1] & 0x0f0f0f0f) << 4);
  }
  if (format == BlockFormat::kQ5_K) {
    std::uint32_t fifth = 0;
    for (std::size_t i = 0; i < 8; ++i) fifth |= (four[i] >> 4 & 0x01010101) << i;
    put(4, fifth);
  } else if (format == BlockFormat::kQ6_K) {
    for (std::size_t line = 0; line < 2; ++line) {
      std::uint32_t upper = 0;
      for (std::size_t i = 0; i < 4; ++i) {
        upper |= (four[4 * line + i] >> 4 & 0x03030303) << (2 * i);
      }
      put(4 + line, upper);
    }
  }
}

struct RowBlock {
  BlockFormat format = BlockFormat::kQ4_0;
  std::size_t rows = 0, groups = 0;
  const std::uint8_t* from = nullptr;  // the blocks of its first row
  std::uint8_t* to = nullptr;
};

void pack_row_block(const RowBlock& p) {
  const BlockLayout layout = block_layout(p.format);
  const BlockFields fields = fields_of(p.format);
  const std::size_t units = p.groups / layout.groups_a_unit;
  std::uint8_t* const integers = p.to + row_block_scale_bytes(layout, p.groups);
  if (p.rows < kBlockRows) std::memset(p.to, 0, row_block_bytes(layout, p.groups));
  const std::uint8_t* block = p.from;
  for (std::size_t row = 0; row < p.rows; ++row) {
    for (std::size_t unit = 0; unit < units; ++unit, block += bytes_a_block(p.format)) {
      std::uint8_t values[8 * kGroupColumns];
      read_values(p.format, block + fields.values, values);
      put_scales(fields, block, row, p.to + unit * layout.unit_scale_bytes);
      for (std::size_t g = 0; g < layout.groups_a_unit; ++g) {
        put_group(p.format, values + g * kGroupColumns, row,
                  integers + (unit * layout.groups_a_unit + g) * layout.group_bytes);
      }
    }
  }
}

void check_shape(BlockFormat format, std::size_t rows, std::size_t columns, std::size_t bytes) {
  if (!BlockWeights::can_hold(format)) {
    throw ShapeError(
        fmt::format("packed weights: {} has no blocks of integers", to_string(format)));
  }
  if (columns % values_a_block(format) != 0) {
    throw ShapeError(fmt::format("packed weights: rows of {} values are not whole blocks of {} {}",
                                 columns, values_a_block(format), to_string(format)));
  }
  const std::size_t row_bytes = columns / values_a_block(format) * bytes_a_block(format);
  const bool fits = row_bytes == 0 || rows == 0
                        ? bytes == 0
                        : bytes % row_bytes == 0 && bytes / row_bytes == rows;
  if (!fits) {
    throw ShapeError(
        fmt::format("packed weights: {} rows of {} {} values need {} bytes each, got {} in all",
                    rows, columns, to_string(format), row_bytes, bytes));
  }
}

}  // namespace

bool BlockWeights::can_hold(BlockFormat format) { return block_layout(format).groups_a_unit != 0; }

BlockWeights BlockWeights::pack(BlockFormat format, std::size_t rows, std::size_t columns,
                                std::span<const std::byte> blocks) {
  check_shape(format, rows, columns, blocks.size());
  BlockWeights packed;
  packed.format_ = format;
  packed.rows_ = rows;
  packed.columns_ = columns;
  if (packed.size_bytes() == 0) return packed;
  const Memory memory = aligned_memory(packed.size_bytes());
  const std::size_t groups = columns / kGroupColumns;
  const std::size_t row_bytes = blocks.size() / rows;
  const auto* const from = reinterpret_cast<const std::uint8_t*>(blocks.data());
  parallel_for((rows + kBlockRows - 1) / kBlockRows, [&](std::size_t i) {
    pack_row_block({.format = format,
                    .rows = std::min(kBlockRows, rows - i * kBlockRows),
                    .groups = groups,
                    .from = from + i * kBlockRows * row_bytes,
                    .to = memory.get() + i * row_block_bytes(block_layout(format), groups)});
  });
  packed.bytes_ = memory;
  return packed;
}

std::size_t BlockWeights::size_bytes() const {
  return (rows_ + kBlockRows - 1) / kBlockRows *
         row_block_bytes(block_layout(format_), columns_ / kGroupColumns);
}

const std::uint8_t* BlockWeights::row_block(std::size_t i) const {
  return bytes_.get() + i * row_block_bytes(block_layout(format_), columns_ / kGroupColumns);
}

}  // namespace modus::kernels
