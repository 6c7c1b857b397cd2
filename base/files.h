// Files read whole under a size limit and written whole or not at all.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace modus {

inline constexpr std::size_t kMaxTextBytes = 8u << 20;  // largest text that a parser is handed

// Reads a file; "-" is standard input. Throws IoError naming the path: missing, a folder, larger
// than max_bytes.
std::string read_file(const std::string& path, std::size_t max_bytes);

// As read_file, and the text must be UTF-8 without NUL: else IoError with the byte offset.
std::string read_text(const std::string& path, std::size_t max_bytes);

// Writes beside the target and renames, so that no reader ever sees a half-written file.
void write_file(const std::string& path, std::string_view bytes);

// Offset of the first byte that is not UTF-8 (or is NUL); npos when all is well. Overlong forms and
// surrogates count as errors.
std::size_t first_invalid_utf8(std::string_view text);

}  // namespace modus
