// What the checkpoints of all trainers have in common: float32 tensors and entries in one
// safetensors file.
#pragma once

#include <charconv>
#include <map>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include <ATen/core/Tensor.h>

#include "base/error.h"
#include "neural/safetensors.h"

namespace modus::neural::train {

using Views = std::map<std::string, TensorView, std::less<>>;
using Entries = std::map<std::string, std::string>;

// The tensor must outlive the view.
TensorView view_of(const at::Tensor& tensor);

// Throws IoError where there is no such float32 tensor of this shape.
void fill_from(const SafetensorsFile& file, const std::string& name, at::Tensor tensor);

// The entries that a trainer keeps for itself stand beside the caller's.
class OwnEntries {
 public:
  OwnEntries(const SafetensorsFile& file, std::string path) : file_(file), path_(std::move(path)) {}

  // Throws IoError where there is none: the file is no training checkpoint.
  const std::string& text(const std::string& key) const;
  template <typename Number>
  Number number(const std::string& key) const {
    const std::string& written = text(key);
    Number value{};
    const auto [end, error] =
        std::from_chars(written.data(), written.data() + written.size(), value);
    if (error != std::errc() || end != written.data() + written.size())
      throw IoError(fmt::format("{}: entry {} is no number: {}", path_, key, written));
    return value;
  }
  Entries of_the_caller() const;

  static std::string name(const std::string& key);  // as it stands in the file

 private:
  const SafetensorsFile& file_;
  std::string path_;
};

}  // namespace modus::neural::train
