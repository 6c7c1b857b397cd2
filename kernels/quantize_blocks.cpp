#include "kernels/quantize_blocks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include <fmt/format.h>

#include "base/error.h"
#include "kernels/dequantize_blocks.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kBlock = 32;

void put(std::byte* p, std::uint16_t value) { std::memcpy(p, &value, sizeof value); }
void put(std::byte* p, float value) { std::memcpy(p, &value, sizeof value); }

// A scale as a half float, and what it became.
float put_half(std::byte* p, float value) {
  const std::uint16_t half = half_of_float(value);
  if ((half & 0x7c00) == 0x7c00)
    throw ShapeError(fmt::format("{} is beyond the range of a half float, 65504", value));
  put(p, half);
  return float_of_half(half);
}

std::uint16_t bfloat16_of(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  return static_cast<std::uint16_t>((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

void to_f32(const float* x, std::byte* p) { put(p, *x); }
void to_f16(const float* x, std::byte* p) { put_half(p, *x); }
void to_bf16(const float* x, std::byte* p) { put(p, bfloat16_of(*x)); }

void to_q8_0(const float* x, std::byte* p) {
  float most = 0;
  for (std::size_t i = 0; i < kBlock; ++i) most = std::max(most, std::abs(x[i]));
  const float scale = most / 127;
  const float inverse = scale == 0 ? 0 : 1 / scale;
  put_half(p, scale);
  for (std::size_t i = 0; i < kBlock; ++i)
    p[2 + i] = static_cast<std::byte>(static_cast<std::int8_t>(std::round(x[i] * inverse)));
}

// Codes 0 to 15, value i in the low and value i + 16 in the high half of byte i.
template <typename Code>
void put_nibbles(std::byte* p, const Code& code) {
  for (std::size_t i = 0; i < kBlock / 2; ++i)
    p[i] = static_cast<std::byte>(code(i) | (code(i + kBlock / 2) << 4));
}

void to_q4_0(const float* x, std::byte* p) {
  float extreme = 0;  // with its sign
  for (std::size_t i = 0; i < kBlock; ++i)
    if (std::abs(x[i]) > std::abs(extreme)) extreme = x[i];
  const float scale = extreme / -8;
  const float inverse = scale == 0 ? 0 : 1 / scale;
  put_half(p, scale);
  put_nibbles(p + 2,
              [&](std::size_t i) { return std::min(15, static_cast<int>(x[i] * inverse + 8.5f)); });
}

void to_q4_1(const float* x, std::byte* p) {
  const auto [least, most] = std::minmax_element(x, x + kBlock);
  const float scale = (*most - *least) / 15;
  const float inverse = scale == 0 ? 0 : 1 / scale;
  put_half(p, scale);
  put_half(p + 2, *least);
  put_nibbles(p + 4, [&](std::size_t i) {
    return std::min(15, static_cast<int>((x[i] - *least) * inverse + 0.5f));
  });
}

using Encode = void (*)(const float* values, std::byte* block);

Encode encode_of(BlockFormat format) {
  switch (format) {
    case BlockFormat::kF32:
      return to_f32;
    case BlockFormat::kF16:
      return to_f16;
    case BlockFormat::kBf16:
      return to_bf16;
    case BlockFormat::kQ8_0:
      return to_q8_0;
    case BlockFormat::kQ4_0:
      return to_q4_0;
    case BlockFormat::kQ4_1:
      return to_q4_1;
    default:
      return nullptr;
  }
}

}  // namespace

bool can_quantize(BlockFormat format) { return encode_of(format) != nullptr; }

std::uint16_t half_of_float(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const auto sign = static_cast<std::uint16_t>((bits >> 16) & 0x8000);
  const float amount = std::abs(value);
  if (std::isnan(value)) return sign | 0x7e00;
  if (amount >= 65520) return sign | 0x7c00;
  if (amount < 0x1p-14f)  // below the normal ones: whole steps of 2^-24
    return static_cast<std::uint16_t>(sign |
                                      static_cast<std::uint16_t>(std::nearbyint(amount * 0x1p24f)));
  const std::uint32_t rounded = (bits & 0x7fffffff) + 0xfff + ((bits >> 13) & 1);
  return static_cast<std::uint16_t>(sign | ((rounded - (112u << 23)) >> 13));
}

void quantize_row(BlockFormat format, std::span<const float> values, std::span<std::byte> bytes) {
  const Encode encode = encode_of(format);
  if (encode == nullptr)
    throw ShapeError(fmt::format("nothing is quantised to {} here", to_string(format)));
  const std::size_t width = values_a_block(format), size = bytes_a_block(format);
  if (values.size() % width != 0 || bytes.size() != values.size() / width * size)
    throw ShapeError(fmt::format("{} values of {} are whole blocks of {} in {} bytes each, got {}",
                                 values.size(), to_string(format), width, size, bytes.size()));
  for (std::size_t block = 0; block * width < values.size(); ++block)
    encode(values.data() + block * width, bytes.data() + block * size);
}

}  // namespace modus::kernels
