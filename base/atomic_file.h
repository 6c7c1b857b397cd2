// A file written beside its name and renamed once it is whole, so that no reader ever sees half.
#pragma once

#include <cstddef>
#include <cstdio>
#include <string>

namespace modus {

// Without finish() nothing stays behind. IoError naming the path, also for a full disk.
class AtomicFile {
 public:
  explicit AtomicFile(const std::string& path);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(const void* bytes, std::size_t size);
  void finish();  // flushed to the disk and under its name

 private:
  [[noreturn]] void fail() const;

  std::string path_, beside_;
  std::FILE* file_ = nullptr;
};

}  // namespace modus
