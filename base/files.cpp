#include "base/files.h"

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "base/atomic_file.h"
#include "base/error.h"

namespace modus {
namespace {

struct Close {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, Close>;

// Length of the code point at the front, 0 where it is not valid.
std::size_t code_point_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return lead == 0 ? 0 : 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  std::uint32_t point = lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
    point = (point << 6) | (byte(i) & 0x3F);
  }
  const std::uint32_t smallest = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  return point < smallest || point > 0x10FFFF || surrogate ? 0 : length;
}

}  // namespace

std::string read_file(const std::string& path, std::size_t max_bytes) {
  const std::string shown = path == "-" ? "standard input" : path;
  std::error_code ignored;
  if (path != "-" && std::filesystem::is_directory(path, ignored))
    throw IoError(fmt::format("{} is a folder, a file was expected", shown));
  File file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
  if (!file) throw IoError(fmt::format("cannot read {}: {}", shown, std::strerror(errno)));
  std::string bytes;
  char buffer[1 << 16];
  for (;;) {
    const std::size_t got = std::fread(buffer, 1, sizeof buffer, file.get());
    bytes.append(buffer, got);
    if (bytes.size() > max_bytes)
      throw IoError(fmt::format("{} is larger than {} bytes, the limit for a file of its kind",
                                shown, max_bytes));
    if (got < sizeof buffer) break;
  }
  if (std::ferror(file.get())) throw IoError(fmt::format("reading {} failed", shown));
  return bytes;
}

std::string read_text(const std::string& path, std::size_t max_bytes) {
  std::string text = read_file(path, max_bytes);
  const std::size_t bad = first_invalid_utf8(text);
  if (bad != std::string::npos)
    throw IoError(fmt::format(
        "{} is not UTF-8 text: byte {} (0x{:02x}) at line {}; save it as UTF-8",
        path == "-" ? "standard input" : path, bad, static_cast<unsigned char>(text[bad]),
        position_of(std::string_view(text).substr(0, bad), bad).line));
  return text;
}

void write_file(const std::string& path, std::string_view bytes) {
  AtomicFile file(path);
  file.write(bytes.data(), bytes.size());
  file.finish();
}

std::size_t first_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = code_point_length(text.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

}  // namespace modus
