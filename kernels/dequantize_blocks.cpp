#include "kernels/dequantize_blocks.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

#include <fmt/format.h>

#include "base/error.h"

namespace modus::kernels {
namespace {

std::uint8_t u8(const std::byte* p) { return std::to_integer<std::uint8_t>(*p); }

std::uint16_t u16(const std::byte* p) {
  return static_cast<std::uint16_t>(u8(p) | (u8(p + 1) << 8));
}

std::uint32_t u32(const std::byte* p) {
  return u16(p) | (static_cast<std::uint32_t>(u16(p + 2)) << 16);
}

float half_at(const std::byte* p) { return float_of_half(u16(p)); }
float low(std::byte b) { return static_cast<float>(std::to_integer<int>(b) & 15); }
float high(std::byte b) { return static_cast<float>(std::to_integer<int>(b) >> 4); }

// Scale and minimum j of the 8 of a block: 6 bits each, packed into 12 bytes. The first four of
// both lie in the low bits of bytes 0 to 7; the others have their low nibbles in bytes 8 to 11 and
// their upper two bits above the first ones.
struct SixBits {
  float scale = 0, minimum = 0;
};
SixBits six_bits(const std::byte* p, std::size_t j) {
  const auto number = [](int value) { return static_cast<float>(value); };
  if (j < 4) return {number(u8(p + j) & 63), number(u8(p + j + 4) & 63)};
  return {number((u8(p + j + 4) & 15) | ((u8(p + j - 4) >> 6) << 4)),
          number((u8(p + j + 4) >> 4) | ((u8(p + j) >> 6) << 4))};
}

void plain_f32(const std::byte* p, float* y) { *y = std::bit_cast<float>(u32(p)); }
void plain_f16(const std::byte* p, float* y) { *y = half_at(p); }
void plain_bf16(const std::byte* p, float* y) {
  *y = std::bit_cast<float>(static_cast<std::uint32_t>(u16(p)) << 16);
}

void q4_0(const std::byte* p, float* y) {
  const float d = half_at(p);
  for (std::size_t i = 0; i < 16; ++i) {
    y[i] = (low(p[2 + i]) - 8) * d;
    y[i + 16] = (high(p[2 + i]) - 8) * d;
  }
}

void q4_1(const std::byte* p, float* y) {
  const float d = half_at(p), m = half_at(p + 2);
  for (std::size_t i = 0; i < 16; ++i) {
    y[i] = low(p[4 + i]) * d + m;
    y[i + 16] = high(p[4 + i]) * d + m;
  }
}

// Exact: scales have 4 bits, and sixteenths of codes 8.
void w4(const std::byte* p, float* y) {
  const float d = std::ldexp(static_cast<float>(8 + (u8(p) & 7)), (u8(p) >> 3) - 27);
  const float zero = static_cast<float>(u8(p + 1)) / 16;
  for (std::size_t i = 0; i < 16; ++i) {
    y[i] = d * (low(p[2 + i]) - zero);
    y[i + 16] = d * (high(p[2 + i]) - zero);
  }
}

void q8_0(const std::byte* p, float* y) {
  const float d = half_at(p);
  for (std::size_t i = 0; i < 32; ++i)
    y[i] = static_cast<float>(static_cast<std::int8_t>(u8(p + 2 + i))) * d;
}

// A run of 64 values has 32 bytes of nibbles, the low ones first, and two scales.
void q4_k(const std::byte* p, float* y) {
  const float d = half_at(p), least = half_at(p + 2);
  const std::byte* nibbles = p + 16;
  for (std::size_t run = 0; run < 4; ++run, nibbles += 32, y += 64) {
    const SixBits a = six_bits(p + 4, 2 * run), b = six_bits(p + 4, 2 * run + 1);
    for (std::size_t i = 0; i < 32; ++i) {
      y[i] = d * a.scale * low(nibbles[i]) - least * a.minimum;
      y[i + 32] = d * b.scale * high(nibbles[i]) - least * b.minimum;
    }
  }
}

// As Q4_K; bit 2r and 2r + 1 of byte i of the fifth bits belong to run r.
void q5_k(const std::byte* p, float* y) {
  const float d = half_at(p), least = half_at(p + 2);
  const std::byte* const fifth = p + 16;
  const std::byte* nibbles = p + 48;
  for (std::size_t run = 0; run < 4; ++run, nibbles += 32, y += 64) {
    const SixBits a = six_bits(p + 4, 2 * run), b = six_bits(p + 4, 2 * run + 1);
    for (std::size_t i = 0; i < 32; ++i) {
      const int bits = u8(fifth + i) >> (2 * run);
      y[i] =
          d * a.scale * (low(nibbles[i]) + static_cast<float>((bits & 1) << 4)) - least * a.minimum;
      y[i + 32] = d * b.scale * (high(nibbles[i]) + static_cast<float>((bits & 2) << 3)) -
                  least * b.minimum;
    }
  }
}

// Halves of 128 values: 64 bytes of nibbles, 32 of upper bits, two for each of four runs of 32, and
// 8 scales of 16 values each.
void q6_k(const std::byte* p, float* y) {
  const float d = half_at(p + 208);
  for (std::size_t half = 0; half < 2; ++half, y += 128) {
    const std::byte* const nibbles = p + 64 * half;
    const std::byte* const upper = p + 128 + 32 * half;
    const std::byte* const scales = p + 192 + 8 * half;
    for (std::size_t run = 0; run < 4; ++run)
      for (std::size_t i = 0; i < 32; ++i) {
        const std::byte two = nibbles[i + 32 * (run % 2)];
        const int nibble = run < 2 ? u8(&two) & 15 : u8(&two) >> 4;
        const int code = (nibble | (((u8(upper + i) >> (2 * run)) & 3) << 4)) - 32;
        const auto scale = static_cast<std::int8_t>(u8(scales + 2 * run + i / 16));
        y[32 * run + i] = d * static_cast<float>(scale) * static_cast<float>(code);
      }
  }
}

using Decode = void (*)(const std::byte* block, float* values);

Decode decode_of(BlockFormat format) {
  switch (format) {
    case BlockFormat::kF32:
      return plain_f32;
    case BlockFormat::kF16:
      return plain_f16;
    case BlockFormat::kBf16:
      return plain_bf16;
    case BlockFormat::kQ4_0:
      return q4_0;
    case BlockFormat::kQ4_1:
      return q4_1;
    case BlockFormat::kQ8_0:
      return q8_0;
    case BlockFormat::kQ4_K:
      return q4_k;
    case BlockFormat::kQ5_K:
      return q5_k;
    case BlockFormat::kQ6_K:
      return q6_k;
    case BlockFormat::kW4:
      return w4;
  }
  MODUS_CHECK(false, "block format {}", static_cast<int>(format));
}

bool half_is_finite(const std::byte* p) { return (u16(p) & 0x7c00) != 0x7c00; }
bool upper_half_is_finite(const std::byte* p) { return (u16(p) & 0x7f80) != 0x7f80; }

// The integers of a block are small: only its half floats can make a number that is not finite.
bool block_is_finite(BlockFormat format, const std::byte* p) {
  switch (format) {
    case BlockFormat::kF32:
      return upper_half_is_finite(p + 2);
    case BlockFormat::kBf16:
      return upper_half_is_finite(p);
    case BlockFormat::kF16:
    case BlockFormat::kQ4_0:
    case BlockFormat::kQ8_0:
      return half_is_finite(p);
    case BlockFormat::kQ4_1:
    case BlockFormat::kQ4_K:
    case BlockFormat::kQ5_K:
      return half_is_finite(p) && half_is_finite(p + 2);
    case BlockFormat::kQ6_K:
      return half_is_finite(p + 208);
    case BlockFormat::kW4:
      return true;
  }
  return false;
}

}  // namespace

float float_of_half(std::uint16_t half) {
  const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000) << 16;
  const std::uint32_t exponent = (half >> 10) & 31, fraction = half & 1023;
  if (exponent == 31) return std::bit_cast<float>(sign | 0x7f800000 | (fraction << 13));
  if (exponent != 0)
    return std::bit_cast<float>(sign | ((exponent + 112) << 23) | (fraction << 13));
  const float small = static_cast<float>(fraction) * 0x1p-24f;
  return sign == 0 ? small : -small;
}

void dequantize_row(BlockFormat format, std::span<const std::byte> bytes, std::span<float> values) {
  const std::size_t width = values_a_block(format), size = bytes_a_block(format);
  if (values.size() % width != 0 || bytes.size() != values.size() / width * size)
    throw ShapeError(fmt::format("{} values of {} are whole blocks of {} in {} bytes each, got {}",
                                 values.size(), to_string(format), width, size, bytes.size()));
  const Decode decode = decode_of(format);
  for (std::size_t block = 0; block * width < values.size(); ++block)
    decode(bytes.data() + block * size, values.data() + block * width);
}

bool blocks_are_finite(BlockFormat format, std::span<const std::byte> bytes) {
  const std::size_t size = bytes_a_block(format);
  if (bytes.size() % size != 0)
    throw ShapeError(fmt::format("blocks of {} have {} bytes each, got {} in all",
                                 to_string(format), size, bytes.size()));
  for (std::size_t at = 0; at < bytes.size(); at += size)
    if (!block_is_finite(format, bytes.data() + at)) return false;
  return true;
}

}  // namespace modus::kernels
