// A file mapped into memory, read-only.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace modus {

// Nothing is read before it is looked at: a file larger than memory may be mapped. What the file's
// writer changes or cuts off meanwhile is not guarded against.
class MappedFile {
 public:
  explicit MappedFile(const std::string& path);  // IoError naming the path: missing, a folder
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::span<const std::byte> bytes() const { return {static_cast<const std::byte*>(data_), size_}; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace modus
