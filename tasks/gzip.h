// Files that may be gzip-compressed, under a limit on what comes out.
#pragma once

#include <cstddef>
#include <string>

namespace modus::tasks {

// The bytes of a file, decompressed where they are gzip (several members are one text). Throws
// IoError: missing, damaged, or more than max_bytes, which is found before they are held.
std::string read_maybe_gzip(const std::string& path, std::size_t max_bytes);

}  // namespace modus::tasks
