#include "neural/gguf_writer.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <numeric>
#include <type_traits>

#include <fmt/ranges.h>

#include "base/error.h"

#include <unistd.h>

namespace modus::neural {
namespace {

constexpr std::size_t kAlignment = 32;
constexpr std::uint32_t kVersion = 3;

// The numbers that the format has for kinds of values and of tensors.
enum Kind : std::uint32_t {
  kUint32 = 4,
  kInt32 = 5,
  kFloat32 = 6,
  kBool = 7,
  kText = 8,
  kArray = 9
};

std::uint32_t number_of(kernels::BlockFormat format) {
  using enum kernels::BlockFormat;
  switch (format) {
    case kF32:
      return 0;
    case kF16:
      return 1;
    case kQ4_0:
      return 2;
    case kQ4_1:
      return 3;
    case kQ8_0:
      return 8;
    case kQ4_K:
      return 12;
    case kQ5_K:
      return 13;
    case kQ6_K:
      return 14;
    case kBf16:
      return 30;
  }
  MODUS_CHECK(false, "block format {}", static_cast<int>(format));
}

template <typename Number>
std::string raw(Number number) {
  std::string bytes(sizeof number, '\0');
  std::memcpy(bytes.data(), &number, sizeof number);
  return bytes;
}

std::string text(const std::string& value) {
  return raw(static_cast<std::uint64_t>(value.size())) + value;
}

std::string padding(std::size_t size) {
  return std::string((kAlignment - size % kAlignment) % kAlignment, '\0');
}

struct EntryBytes {
  std::string operator()(bool value) const { return raw(kBool) + std::string(1, value ? 1 : 0); }
  std::string operator()(std::uint32_t value) const { return raw(kUint32) + raw(value); }
  std::string operator()(float value) const { return raw(kFloat32) + raw(value); }
  std::string operator()(const std::string& value) const { return raw(kText) + text(value); }
  std::string operator()(const std::vector<std::int32_t>& values) const {
    std::string bytes = raw(kArray) + raw(kInt32) + raw(std::uint64_t{values.size()});
    for (const std::int32_t value : values) bytes += raw(value);
    return bytes;
  }
  std::string operator()(const std::vector<std::string>& values) const {
    std::string bytes = raw(kArray) + raw(kText) + raw(std::uint64_t{values.size()});
    for (const std::string& value : values) bytes += text(value);
    return bytes;
  }
};

std::size_t size_of(const GgufTensorSource& tensor) {
  const std::size_t values = std::accumulate(tensor.shape.begin(), tensor.shape.end(),
                                             std::size_t{1}, std::multiplies<>());
  return values / kernels::values_a_block(tensor.format) * kernels::bytes_a_block(tensor.format);
}

std::string header_of(std::span<const std::pair<std::string, GgufEntry>> entries,
                      std::span<const GgufTensorSource> tensors) {
  std::string header = "GGUF" + raw(kVersion) + raw(std::uint64_t{tensors.size()}) +
                       raw(std::uint64_t{entries.size()});
  for (const auto& [key, value] : entries) header += text(key) + std::visit(EntryBytes(), value);
  std::uint64_t offset = 0;
  for (const GgufTensorSource& tensor : tensors) {
    header += text(tensor.name) + raw(static_cast<std::uint32_t>(tensor.shape.size()));
    for (auto side = tensor.shape.rbegin(); side != tensor.shape.rend(); ++side)
      header += raw(std::uint64_t{*side});
    header += raw(number_of(tensor.format)) + raw(offset);
    const std::size_t size = size_of(tensor);
    offset += size + padding(size).size();
  }
  return header + padding(header.size());
}

// A file that is there under its name only once it is whole.
class AtomicFile {
 public:
  explicit AtomicFile(const std::string& path)
      : path_(path), beside_(fmt::format("{}.{}.part", path, getpid())) {
    file_ = std::fopen(beside_.c_str(), "wb");
    if (file_ == nullptr) fail();
  }
  ~AtomicFile() {
    if (file_ == nullptr) return;
    std::fclose(file_);
    std::remove(beside_.c_str());
  }
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(const void* bytes, std::size_t size) {
    if (size > 0 && std::fwrite(bytes, 1, size, file_) != size) fail();
  }
  void finish() {
    if (std::fflush(file_) != 0 || fsync(fileno(file_)) != 0) fail();
    std::FILE* const file = std::exchange(file_, nullptr);
    const bool closed = std::fclose(file) == 0;
    if (closed && std::rename(beside_.c_str(), path_.c_str()) == 0) return;
    const int why = errno;
    std::remove(beside_.c_str());
    throw IoError(fmt::format("writing {} failed: {}", path_, std::strerror(why)));
  }

 private:
  [[noreturn]] void fail() const {
    throw IoError(fmt::format("writing {} failed: {}", path_, std::strerror(errno)));
  }

  std::string path_, beside_;
  std::FILE* file_ = nullptr;
};

}  // namespace

void write_gguf(const std::string& path, std::span<const std::pair<std::string, GgufEntry>> entries,
                std::span<const GgufTensorSource> tensors) {
  AtomicFile file(path);
  const std::string header = header_of(entries, tensors);
  file.write(header.data(), header.size());
  for (const GgufTensorSource& tensor : tensors) {
    const std::vector<std::byte> bytes = tensor.bytes();
    if (bytes.size() != size_of(tensor))
      throw ShapeError(fmt::format("tensor {}: {} of {} does not fill {} bytes", tensor.name,
                                   tensor.shape, kernels::to_string(tensor.format), bytes.size()));
    file.write(bytes.data(), bytes.size());
    const std::string gap = padding(bytes.size());
    file.write(gap.data(), gap.size());
  }
  file.finish();
}

}  // namespace modus::neural
