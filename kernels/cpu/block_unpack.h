// The packed formats, one struct each: what the kernels read of a unit of a row block
// (block_layout.h). As simd.h: only for files compiled for one instruction set.
//
// A part is kLanes rows of the 16. kZero is what the unsigned integers exceed the signed ones by;
// kHalves is 2 where 16 columns have a sub-scale. operand unpacks one of the 8 of a group; scale,
// minimum and sub_scale are those of group g of the unit.
#pragma once

#include "kernels/cpu/block_dot.h"
#include "kernels/cpu/block_layout.h"

namespace modus::kernels {
namespace {

constexpr std::size_t kParts = kBlockRows / kLanes;
constexpr std::size_t kPartBytes = 4 * kLanes;  // of the 64 of an operand
constexpr std::size_t kHalfBytes = 2 * kBlockRows;

// Operand i of those that are stored two by two.
inline U32 nibbles(const std::uint8_t* group, std::size_t i) {
  const U32 pair = load_packed(group + i / 2 * 64);
  return (i % 2 == 0 ? pair : pair >> 4) & 0x0f0f0f0f;
}

template <BlockFormat format>
struct Blocks {
  static constexpr BlockLayout kLayout = block_layout(format);
};

struct Plain32 {
  static constexpr std::size_t kHalves = 1;
  const std::uint8_t* scales;
  void open(const std::uint8_t* unit) { scales = unit; }
  F32 scale(std::size_t, std::size_t part) const { return load_halves(scales + part * 2 * kLanes); }
  F32 minimum(std::size_t, std::size_t) const { return F32{}; }
  F32 sub_scale(std::size_t, std::size_t, std::size_t) const { return F32{}; }
};

struct Q4_0 : Blocks<BlockFormat::kQ4_0>, Plain32 {
  static constexpr int kBits = 4, kZero = 8;
  static constexpr bool kHasMinimum = false;
  static U32 operand(const std::uint8_t* group, std::size_t i) { return nibbles(group, i); }
};

struct Q4_1 : Blocks<BlockFormat::kQ4_1>, Plain32 {
  static constexpr int kBits = 4, kZero = 0;
  static constexpr bool kHasMinimum = true;
  F32 minimum(std::size_t, std::size_t part) const {
    return load_halves(scales + kHalfBytes + part * 2 * kLanes);
  }
  static U32 operand(const std::uint8_t* group, std::size_t i) { return nibbles(group, i); }
};

// A byte of scale is the exponent and the upper fraction of a float, but for the bias; scale and
// minimum are exact.
struct W4 : Blocks<BlockFormat::kW4>, Plain32 {
  static constexpr int kBits = 4, kZero = 0;
  static constexpr bool kHasMinimum = true;
  F32 scale(std::size_t, std::size_t part) const {
    return float_of_bits((load_uint8_as_int(scales + part * kLanes) << 20) + (103 << 23));
  }
  F32 minimum(std::size_t g, std::size_t part) const {
    const F32 zero = float_of(load_uint8_as_int(scales + kBlockRows + part * kLanes));
    return scale(g, part) * zero * broadcast(-0.0625f);
  }
  static U32 operand(const std::uint8_t* group, std::size_t i) { return nibbles(group, i); }
};

struct Q8_0 : Blocks<BlockFormat::kQ8_0>, Plain32 {
  static constexpr int kBits = 8, kZero = 128;
  static constexpr bool kHasMinimum = false;
  static U32 operand(const std::uint8_t* group, std::size_t i) {
    return load_packed(group + i * 64);
  }
};

// Scales and minima of 6 bits, 12 bytes a row: 0 to 3 have 4 scales below and two high bits of the
// other 4 above, 4 to 7 the same of the minima, 8 to 11 the low 4 bits of the others.
struct SixBitScales {
  static constexpr std::size_t kHalves = 1;
  static constexpr int kZero = 0;
  static constexpr bool kHasMinimum = true;
  alignas(64) std::uint8_t scales[8 * kBlockRows];
  alignas(64) std::uint8_t minima[8 * kBlockRows];
  F32 d[kParts], least[kParts];

  void open(const std::uint8_t* unit) {
    for (std::size_t part = 0; part < kParts; ++part) {
      d[part] = load_halves(unit + part * 2 * kLanes);
      least[part] = -load_halves(unit + kHalfBytes + part * 2 * kLanes);
    }
    constexpr std::size_t kFour = 4 * kBlockRows;
    const std::uint8_t* const packed = unit + 2 * kHalfBytes;
    for (std::size_t at = 0; at < kFour; at += kPartBytes) {
      const U32 first = load_packed(packed + at), second = load_packed(packed + kFour + at);
      const U32 third = load_packed(packed + 2 * kFour + at);
      const auto put = [at](std::uint8_t* to, U32 v) { *reinterpret_cast<U32*>(to + at) = v; };
      put(scales, first & 0x3f3f3f3f);
      put(minima, second & 0x3f3f3f3f);
      put(scales + kFour, (third & 0x0f0f0f0f) | ((first >> 2) & 0x30303030));
      put(minima + kFour, ((third >> 4) & 0x0f0f0f0f) | ((second >> 2) & 0x30303030));
    }
  }
  F32 scale(std::size_t g, std::size_t part) const {
    return d[part] * float_of(load_uint8_as_int(scales + g * kBlockRows + part * kLanes));
  }
  F32 minimum(std::size_t g, std::size_t part) const {
    return least[part] * float_of(load_uint8_as_int(minima + g * kBlockRows + part * kLanes));
  }
  F32 sub_scale(std::size_t, std::size_t, std::size_t) const { return F32{}; }
};

struct Q4_K : Blocks<BlockFormat::kQ4_K>, SixBitScales {
  static constexpr int kBits = 4;
  static U32 operand(const std::uint8_t* group, std::size_t i) { return nibbles(group, i); }
};

struct Q5_K : Blocks<BlockFormat::kQ5_K>, SixBitScales {
  static constexpr int kBits = 5;
  static U32 operand(const std::uint8_t* group, std::size_t i) {
    const U32 fifth = load_packed(group + 256);
    return nibbles(group, i) | ((i < 4 ? fifth << (4 - i) : fifth >> (i - 4)) & 0x10101010);
  }
};

struct Q6_K : Blocks<BlockFormat::kQ6_K> {
  static constexpr int kBits = 6, kZero = 32;
  static constexpr std::size_t kHalves = 2;
  static constexpr bool kHasMinimum = false;
  const std::uint8_t* scales;
  F32 d[kParts];

  void open(const std::uint8_t* unit) {
    scales = unit + kHalfBytes;
    for (std::size_t part = 0; part < kParts; ++part) {
      d[part] = load_halves(unit + part * 2 * kLanes);
    }
  }
  F32 scale(std::size_t, std::size_t part) const { return d[part]; }
  F32 minimum(std::size_t, std::size_t) const { return F32{}; }
  F32 sub_scale(std::size_t g, std::size_t half, std::size_t part) const {
    return float_of(load_int8_as_int(scales + (2 * g + half) * kBlockRows + part * kLanes));
  }
  static U32 operand(const std::uint8_t* group, std::size_t i) {
    const U32 four = load_packed(group + 256 + i / 4 * 64);
    constexpr int kLeft = 4;
    const int shift = kLeft - static_cast<int>(i % 4 * 2);
    return nibbles(group, i) | ((shift >= 0 ? four << shift : four >> -shift) & 0x30303030);
  }
};

}  // namespace
}  // namespace modus::kernels
