// What gguf.h holds, and its reading: from bytes to keys and tensors.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/mapped_file.h"
#include "neural/gguf.h"

namespace modus::neural {

struct GgufContents {
  std::map<std::string, GgufValue, std::less<>> values;
  std::vector<GgufTensor> tensors;
  std::map<std::string, std::size_t, std::less<>> tensor_index;  // in `tensors`
};

// All views are into `bytes`, which start at an address aligned to 8. IoError as GgufFile::open,
// with `source` in the place of the file's name.
GgufContents read_gguf(std::span<const std::byte> bytes, const std::string& source);

}  // namespace modus::neural
