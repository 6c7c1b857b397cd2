// How the files of checkpoints store numbers: plain, or in blocks along a row, each with its own
// scale. All but kW4 are GGUF's and have its names; kQ4_K is 4 bits in blocks of 256.
//
// kW4 is ours (fit_w4.h makes it): 32 values in 18 bytes, 4.5 bits each. A byte s, a byte z, 16
// bytes of codes; the scale d is (8 + s % 8) * 2^(s / 8 - 27), value i is d * (q - z / 16) with q
// the low half of byte i of the codes, value 16 + i the same with its high half.
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
  kQ6_K,
  kW4
};

std::string_view to_string(BlockFormat format);  // "F32", "Q4_K", ...
std::size_t values_a_block(BlockFormat format);  // 1, 32 or 256
std::size_t bytes_a_block(BlockFormat format);
std::span<const BlockFormat> all_block_formats();

}  // namespace modus::kernels
