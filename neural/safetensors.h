// The safetensors format: u64 length, JSON header, raw little-endian data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace modus::neural {

enum class Dtype : std::uint8_t { kF32, kBf16, kF16, kI8, kU8, kI32, kI64 };
std::size_t size_bytes(Dtype dtype);
std::string_view to_string(Dtype dtype);  // "F32", "BF16", ...
std::optional<Dtype> dtype_named(std::string_view name);
// Of a whole tensor; nullopt where that overflows.
std::optional<std::size_t> size_bytes(Dtype dtype, std::span<const std::size_t> shape);

struct TensorView {
  Dtype dtype = Dtype::kF32;
  std::vector<std::size_t> shape;
  std::span<const std::byte> bytes;
};

// A file mapped into memory. Every size is checked before use: header of at most 100 MB, offsets
// inside the file, no overlap and no hole, shape times element size equal to the bytes without
// overflow. Bytes need not be aligned to their elements. A value, cheap to copy: views live as long
// as one copy. Thread-safe.
class SafetensorsFile {
 public:
  explicit SafetensorsFile(const std::string& path);  // IoError: what is wrong, with the tensor
  const std::map<std::string, TensorView, std::less<>>& tensors() const;
  const std::map<std::string, std::string, std::less<>>& metadata() const;
  // Throws IoError naming the tensor, what was expected and what is there.
  const TensorView& tensor(std::string_view name, std::span<const std::size_t> shape) const;

 private:
  struct State;
  std::shared_ptr<const State> state_;
};

// Written beside the target and renamed: whole or not at all, a full disk included (IoError).
// ShapeError for a tensor whose shape does not fill its bytes.
void write_safetensors(const std::string& path,
                       const std::map<std::string, TensorView, std::less<>>& tensors,
                       const std::map<std::string, std::string, std::less<>>& metadata);

// A tensor that is made when its turn comes, so that one at a time is in memory.
struct SafetensorsSource {
  std::string name;
  Dtype dtype = Dtype::kF32;
  std::vector<std::size_t> shape;
  std::function<std::vector<std::byte>()> bytes;
};
// As above; ShapeError also where a name stands twice.
void write_safetensors(const std::string& path, std::span<const SafetensorsSource> tensors,
                       const std::map<std::string, std::string, std::less<>>& metadata);

}  // namespace modus::neural
