#include "neural/gguf_writer.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <iterator>
#include <numeric>

#include <fmt/ranges.h>

#include "base/atomic_file.h"
#include "base/error.h"
#include "neural/gguf_numbers.h"

namespace modus::neural {
namespace {

using kernels::BlockFormat;

constexpr std::size_t kAlignment = 32;
constexpr std::uint32_t kVersion = 3;

std::uint32_t number_of(BlockFormat format) {
  const auto* const found =
      std::ranges::find(kGgufFormats, format, &std::pair<std::uint32_t, BlockFormat>::second);
  MODUS_CHECK(found != std::end(kGgufFormats), "block format {}", static_cast<int>(format));
  return found->first;
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
  std::string operator()(bool value) const {
    return raw(GgufKind::kBool) + std::string(1, value ? 1 : 0);
  }
  std::string operator()(std::uint32_t value) const { return raw(GgufKind::kU32) + raw(value); }
  std::string operator()(float value) const { return raw(GgufKind::kF32) + raw(value); }
  std::string operator()(const std::string& value) const {
    return raw(GgufKind::kText) + text(value);
  }
  std::string operator()(const std::vector<std::int32_t>& values) const {
    std::string bytes =
        raw(GgufKind::kArray) + raw(GgufKind::kI32) + raw(std::uint64_t{values.size()});
    for (const std::int32_t value : values) bytes += raw(value);
    return bytes;
  }
  std::string operator()(const std::vector<std::string>& values) const {
    std::string bytes =
        raw(GgufKind::kArray) + raw(GgufKind::kText) + raw(std::uint64_t{values.size()});
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
