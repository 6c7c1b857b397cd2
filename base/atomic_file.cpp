#include "base/atomic_file.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/core.h>

#include "base/error.h"

#include <unistd.h>

namespace modus {

AtomicFile::AtomicFile(const std::string& path)
    : path_(path),
      beside_(fmt::format("{}.{}.part", path, getpid())),
      file_(std::fopen(beside_.c_str(), "wb")) {
  if (file_ == nullptr)
    throw IoError(fmt::format("cannot write {}: {}", path, std::strerror(errno)));
}

AtomicFile::~AtomicFile() {
  if (file_ == nullptr) return;
  std::fclose(file_);
  std::remove(beside_.c_str());
}

void AtomicFile::write(const void* bytes, std::size_t size) {
  if (size > 0 && std::fwrite(bytes, 1, size, file_) != size) fail();
}

void AtomicFile::finish() {
  if (std::fflush(file_) != 0 || fsync(fileno(file_)) != 0) fail();
  const bool closed = std::fclose(std::exchange(file_, nullptr)) == 0;
  if (closed && std::rename(beside_.c_str(), path_.c_str()) == 0) return;
  const int why = errno;
  std::remove(beside_.c_str());
  errno = why;
  fail();
}

void AtomicFile::fail() const {
  throw IoError(fmt::format("writing {} failed: {}", path_, std::strerror(errno)));
}

}  // namespace modus
