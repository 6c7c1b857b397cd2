// The GGUF format of public checkpoints, versions 2 and 3: keys with values, then tensors by name.
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
#include <variant>
#include <vector>

#include "kernels/block_format.h"

namespace modus::neural {

// All widths of a number are one; an array of booleans is one of 0 and 1. Texts are UTF-8 and lie
// in the file.
using GgufValue =
    std::variant<bool, std::int64_t, double, std::string_view, std::vector<std::int64_t>,
                 std::vector<double>, std::vector<std::string_view>>;

struct GgufTensor {
  std::string name;
  kernels::BlockFormat format = kernels::BlockFormat::kF32;
  std::vector<std::size_t>
      shape;  // row-major as elsewhere: [rows, columns]; the file says it backwards
  std::span<const std::byte> bytes;  // blocks of `format` along the last dimension, aligned to 8
};

// A file mapped into memory; the tensors are not read. Every size is checked before use: counts
// against the bytes that are left, at most 64 MB before the data, 2^24 entries an array and no
// array of arrays, shapes without overflow and in whole blocks, data inside the file, aligned and
// without overlap, no name twice, texts UTF-8. A value, cheap to copy: views live as long as one
// copy. Thread-safe.
class GgufFile {
 public:
  static GgufFile open(const std::string& path);  // IoError: what is wrong, with the key or tensor

  const std::string& path() const;
  std::size_t size_bytes() const;
  const std::map<std::string, GgufValue, std::less<>>& values() const;
  const GgufValue* find(std::string_view key) const;  // null where there is none

  // The value of a key; throws IoError naming file, key, what was expected and what is there.
  std::size_t size(std::string_view key) const;  // an integer that is not negative
  double number(std::string_view key) const;     // an integer will do
  bool flag(std::string_view key) const;
  std::string_view text(std::string_view key) const;
  const std::vector<std::int64_t>& integers(std::string_view key) const;
  const std::vector<double>& numbers(std::string_view key) const;
  const std::vector<std::string_view>& texts(std::string_view key) const;
  // As above, but nullopt where the key is not there. Another kind is an error still.
  std::optional<std::size_t> size_if(std::string_view key) const;
  std::optional<double> number_if(std::string_view key) const;
  std::optional<bool> flag_if(std::string_view key) const;
  std::optional<std::string_view> text_if(std::string_view key) const;

  const std::vector<GgufTensor>& tensors() const;  // in the file's order
  const GgufTensor* find_tensor(std::string_view name) const;
  // Throws IoError naming the tensor, what was expected and what is there.
  const GgufTensor& tensor(std::string_view name, std::span<const std::size_t> shape) const;

 private:
  struct State;
  explicit GgufFile(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  template <typename Kind>
  const Kind& value(std::string_view key, std::string_view kind) const;

  std::shared_ptr<const State> state_;
};

}  // namespace modus::neural
