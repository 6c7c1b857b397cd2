#include "tasks/gzip.h"

#include <algorithm>
#include <memory>

#include "base/error.h"
#include "base/files.h"

#include <zlib.h>

namespace modus::tasks {
namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;

bool is_gzip(const std::string& bytes) {
  return bytes.size() >= 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b';
}

struct EndInflate {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};

// All members of a gzip file, one after the other.
std::string inflate_all(const std::string& packed, const std::string& path, std::size_t max_bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipOnly) != Z_OK) throw IoError("zlib could not be started");
  const std::unique_ptr<z_stream, EndInflate> end(&stream);
  std::string bytes;
  char buffer[1 << 16];
  std::size_t taken = 0;
  for (;;) {
    if (stream.avail_in == 0) {  // avail_in is 32 bits wide
      const std::size_t more = std::min<std::size_t>(packed.size() - taken, 1u << 30);
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data() + taken));
      stream.avail_in = static_cast<uInt>(more);
      taken += more;
    }
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = sizeof buffer;
    const int status = inflate(&stream, Z_NO_FLUSH);
    bytes.append(buffer, sizeof buffer - stream.avail_out);
    if (bytes.size() > max_bytes)
      throw IoError(
          fmt::format("{} holds more than {} bytes, the limit for a data set", path, max_bytes));
    if (status == Z_STREAM_END) {
      if (stream.avail_in == 0 && taken == packed.size()) return bytes;
      inflateReset(&stream);
    } else if (status != Z_OK) {
      throw IoError(fmt::format("{} is damaged: gzip ends or breaks after {} bytes of text", path,
                                bytes.size()));
    }
  }
}

}  // namespace

std::string read_maybe_gzip(const std::string& path, std::size_t max_bytes) {
  std::string bytes = read_file(path, max_bytes);
  return is_gzip(bytes) ? inflate_all(bytes, path, max_bytes) : bytes;
}

}  // namespace modus::tasks
