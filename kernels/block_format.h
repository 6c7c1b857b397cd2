// How public GGUF files store numbers: plain, or in blocks along a row, each with its own scale.
// The names are those of the format; kQ4_K is 4 bits in blocks of 256.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace modus::kernels {

enum class BlockFormat : std::uint8_t {
  kF32,
  kF16,
  kBf16,
  kQ4_0,
  kQ4_1,
  kQ8_0,
  kQ4_K,
  kQ5_K,
  kQ6_K
};

std::string_view to_string(BlockFormat format);  // "F32", "Q4_K", ...
std::size_t values_a_block(BlockFormat format);  // 1, 32 or 256
std::size_t bytes_a_block(BlockFormat format);
std::span<const BlockFormat> all_block_formats();

}  // namespace modus::kernels
