// Blocks of public checkpoints written and read from the definition of their formats, one value at
// a time, and the product with them: what the packed kernels are held against.
#pragma once

#include <algorithm>
#include <bit>
#include <cfloat>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/random.h"
#include "kernels/block_format.h"

namespace modus::kernels {

inline float half_to_float(const std::uint8_t* p) {
  const unsigned bits = p[0] | static_cast<unsigned>(p[1]) << 8;
  const int exponent = static_cast<int>(bits >> 10 & 31), fraction = static_cast<int>(bits & 1023);
  const double size =
      exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
  return static_cast<float>((bits & 0x8000) != 0 ? -size : size);
}

inline float w4_scale(std::uint8_t byte) {
  return static_cast<float>(std::ldexp(1 + (byte & 7) / 8.0, (byte >> 3) - 24));
}

// w = scale * sub_scale * (q - zero) + minimum; sub_scale is other than 1 in Q6_K only.
struct BlockValue {
  float scale = 0, minimum = 0;
  int sub_scale = 1, q = 0, zero = 0;

  double weight() const {
    return static_cast<double>(scale) * sub_scale * (q - zero) + static_cast<double>(minimum);
  }
};

struct SixBits {
  int scale = 0, minimum = 0;
};
inline SixBits six_bits(const std::uint8_t* packed, std::size_t group) {
  if (group < 4) return {packed[group] & 63, packed[group + 4] & 63};
  return {(packed[group + 4] & 15) | (packed[group - 4] >> 6) << 4,
          (packed[group + 4] >> 4) | (packed[group] >> 6) << 4};
}

// Value i of the block at p.
inline BlockValue block_value(BlockFormat format, const std::uint8_t* p, std::size_t i) {
  const auto nibble = [](std::uint8_t byte, bool high) { return high ? byte >> 4 : byte & 15; };
  switch (format) {
    case BlockFormat::kQ4_0:
      return {.scale = half_to_float(p), .q = nibble(p[2 + i % 16], i >= 16), .zero = 8};
    case BlockFormat::kQ4_1:
      return {.scale = half_to_float(p),
              .minimum = half_to_float(p + 2),
              .q = nibble(p[4 + i % 16], i >= 16)};
    case BlockFormat::kQ8_0:
      return {.scale = half_to_float(p), .q = static_cast<std::int8_t>(p[2 + i])};
    case BlockFormat::kQ4_K:
    case BlockFormat::kQ5_K: {
      const bool five = format == BlockFormat::kQ5_K;
      const SixBits six = six_bits(p + 4, i / 32);
      const int low = nibble(p[(five ? 48 : 16) + i / 64 * 32 + i % 32], i / 32 % 2 == 1);
      const int fifth = five ? p[16 + i % 32] >> (i / 32) & 1 : 0;
      return {.scale = half_to_float(p) * static_cast<float>(six.scale),
              .minimum = -(half_to_float(p + 2) * static_cast<float>(six.minimum)),
              .q = low + 16 * fifth};
    }
    case BlockFormat::kW4:
      return {.scale = w4_scale(p[0]),
              .minimum = -w4_scale(p[0]) * static_cast<float>(p[1]) / 16,
              .q = nibble(p[2 + i % 16], i >= 16)};
    default: {  // Q6_K
      const std::size_t half = i / 128, l = i % 32, quarter = i % 128 / 32;
      const int low = nibble(p[64 * half + 32 * (quarter % 2) + l], quarter >= 2);
      const int high = p[128 + 32 * half + l] >> (2 * quarter) & 3;
      return {.scale = half_to_float(p + 208),
              .sub_scale = static_cast<std::int8_t>(p[192 + i / 16]),
              .q = low + 16 * high,
              .zero = 32};
    }
  }
}

struct BlockMatrix {
  BlockFormat format;
  std::size_t rows = 0, columns = 0;
  std::vector<std::uint8_t> bytes;

  BlockValue at(std::size_t row, std::size_t column) const {
    const std::size_t values = values_a_block(format);
    return block_value(format,
                       bytes.data() + (row * columns + column) / values * bytes_a_block(format),
                       column % values);
  }
};

// Where a block's half floats stand.
inline std::vector<std::size_t> halves_of(BlockFormat format) {
  if (format == BlockFormat::kW4) return {};
  if (format == BlockFormat::kQ6_K) return {208};
  if (format == BlockFormat::kQ4_0 || format == BlockFormat::kQ8_0) return {0};
  return {0, 2};
}

// Any bytes are valid integers; half floats are drawn from +-[2^-9, 2^-5), as they are in models.
inline BlockMatrix random_blocks(RandomStream& random, BlockFormat format, std::size_t rows,
                                 std::size_t columns) {
  BlockMatrix w{.format = format, .rows = rows, .columns = columns, .bytes = {}};
  w.bytes.resize(rows * columns / values_a_block(format) * bytes_a_block(format));
  for (std::uint8_t& byte : w.bytes) byte = static_cast<std::uint8_t>(random.below(256));
  for (std::size_t at = 0; at < w.bytes.size(); at += bytes_a_block(format)) {
    for (std::size_t half : halves_of(format)) {
      w.bytes[at + half + 1] =
          static_cast<std::uint8_t>(random.below(2) * 0x80 + 0x18 + random.below(16));
    }
  }
  return w;
}

// A row of activations as linear_blocks.h defines them.
struct CodedRow {
  std::vector<int> values;
  std::vector<float> scales;  // one for 32 values
};
inline CodedRow coded(const float* x, std::size_t columns) {
  CodedRow row;
  for (std::size_t g = 0; g < columns; g += 32) {
    float largest = 0;
    for (std::size_t i = g; i < g + 32; ++i) largest = std::max(largest, std::abs(x[i]));
    const float a = largest / 127;
    row.scales.push_back(a >= FLT_MIN ? a : 0);
    for (std::size_t i = g; i < g + 32; ++i) {
      row.values.push_back(a >= FLT_MIN ? static_cast<int>(std::nearbyint(x[i] * (1 / a))) : 0);
    }
  }
  return row;
}

// One element of y, in the header's order of operations.
inline float reference_element(const CodedRow& x, const BlockMatrix& w, std::size_t row) {
  float y = 0;
  for (std::size_t g = 0; g < w.columns / 32; ++g) {
    std::int32_t s = 0, sum = 0;
    for (std::size_t k = 32 * g; k < 32 * g + 32; ++k) {
      const BlockValue v = w.at(row, k);
      s += x.values[k] * (v.q - v.zero) * v.sub_scale;
      sum += x.values[k];
    }
    const BlockValue v = w.at(row, 32 * g);
    const float a = x.scales[g];
    y = std::fma(v.scale, a * static_cast<float>(s), y);
    const bool has_minimum = w.format == BlockFormat::kQ4_1 || w.format == BlockFormat::kQ4_K ||
                             w.format == BlockFormat::kQ5_K || w.format == BlockFormat::kW4;
    if (has_minimum) y = std::fma(v.minimum, a * static_cast<float>(sum), y);
  }
  return y;
}

}  // namespace modus::kernels
