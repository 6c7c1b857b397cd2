// Bytes as a file that parsers can map: in memory, one for the whole run.
#pragma once

#include <string>

#include <sys/mman.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/error.h"

namespace modus::fuzz {

// The path of a file with these bytes, until the next call.
inline std::string file_with(const unsigned char* bytes, std::size_t size) {
  static const int file = memfd_create("fuzz", 0);
  MODUS_CHECK(file >= 0 && ftruncate(file, 0) == 0 &&
                  pwrite(file, bytes, size, 0) == static_cast<ssize_t>(size),
              "a file in memory of {} bytes", size);
  return fmt::format("/proc/self/fd/{}", file);
}

}  // namespace modus::fuzz
