// The numbers by which GGUF files tell kinds of values and formats of tensors.
#pragma once

#include <cstdint>
#include <utility>

#include "kernels/block_format.h"

namespace modus::neural {

enum class GgufKind : std::uint32_t {
  kU8,
  kI8,
  kU16,
  kI16,
  kU32,
  kI32,
  kF32,
  kBool,
  kText,
  kArray,
  kU64,
  kI64,
  kF64
};

inline constexpr std::pair<std::uint32_t, kernels::BlockFormat> kGgufFormats[] = {
    {0, kernels::BlockFormat::kF32},   {1, kernels::BlockFormat::kF16},
    {2, kernels::BlockFormat::kQ4_0},  {3, kernels::BlockFormat::kQ4_1},
    {8, kernels::BlockFormat::kQ8_0},  {12, kernels::BlockFormat::kQ4_K},
    {13, kernels::BlockFormat::kQ5_K}, {14, kernels::BlockFormat::kQ6_K},
    {30, kernels::BlockFormat::kBf16}};

}  // namespace modus::neural
