#include "neural/safetensors.h"

#include <array>
#include <bit>
#include <numeric>

#include "base/error.h"

namespace modus::neural {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors are little-endian");

constexpr std::array<std::string_view, 7> kNames = {"F32", "BF16", "F16", "I8", "U8", "I32", "I64"};
constexpr std::array<std::size_t, 7> kSizes = {4, 2, 2, 1, 1, 4, 8};

}  // namespace

std::size_t size_bytes(Dtype dtype) { return kSizes[static_cast<std::size_t>(dtype)]; }
std::string_view to_string(Dtype dtype) { return kNames[static_cast<std::size_t>(dtype)]; }

std::optional<Dtype> dtype_named(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<Dtype>(i);
  return std::nullopt;
}

std::optional<std::size_t> size_bytes(Dtype dtype, std::span<const std::size_t> shape) {
  std::size_t bytes = size_bytes(dtype);
  for (const std::size_t length : shape)
    if (__builtin_mul_overflow(bytes, length, &bytes)) return std::nullopt;
  return bytes;
}

}  // namespace modus::neural
