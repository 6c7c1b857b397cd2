#include "base/mapped_file.h"

#include <cerrno>
#include <cstring>

#include "base/error.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace modus {
namespace {

[[noreturn]] void fail(const std::string& path, int descriptor) {
  const std::string why = std::strerror(errno);
  if (descriptor >= 0) close(descriptor);
  throw IoError(fmt::format("cannot read {}: {}", path, why));
}

}  // namespace

MappedFile::MappedFile(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (descriptor < 0 || fstat(descriptor, &status) != 0) fail(path, descriptor);
  if (!S_ISREG(status.st_mode)) {
    close(descriptor);
    throw IoError(fmt::format("{} is no file", path));
  }
  size_ = static_cast<std::size_t>(status.st_size);
  if (size_ > 0) {
    void* const mapped = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (mapped == MAP_FAILED) fail(path, descriptor);
    data_ = mapped;
  }
  close(descriptor);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) munmap(data_, size_);
}

}  // namespace modus
