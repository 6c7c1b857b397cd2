// Writes GGUF version 3.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kernels/block_format.h"

namespace modus::neural {

using GgufEntry = std::variant<bool, std::uint32_t, float, std::string, std::vector<std::int32_t>,
                               std::vector<std::string>>;

// A tensor that is made when its turn comes, so that one at a time is in memory.
struct GgufTensorSource {
  std::string name;
  kernels::BlockFormat format = kernels::BlockFormat::kF32;
  std::vector<std::size_t> shape;  // row-major: [rows, columns]
  std::function<std::vector<std::byte>()> bytes;
};

// Written beside the target and renamed: whole or not at all, a full disk included (IoError).
// ShapeError for a tensor whose bytes are not those of its shape.
void write_gguf(const std::string& path, std::span<const std::pair<std::string, GgufEntry>> entries,
                std::span<const GgufTensorSource> tensors);

}  // namespace modus::neural
