#include <algorithm>
#include <cstdint>
#include <optional>

#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "neural/safetensors.h"

namespace modus::neural {
namespace {

using Json = nlohmann::ordered_json;
using Tensors = std::map<std::string, TensorView, std::less<>>;
using Metadata = std::map<std::string, std::string, std::less<>>;
constexpr std::size_t kSafetensorsAlignment = 8;

// What the header says of a tensor.
struct Entry {
  std::string_view name;
  Dtype dtype = Dtype::kF32;
  std::span<const std::size_t> shape;
  std::size_t index = 0;  // in the caller's order
};

[[noreturn]] void refuse(const Entry& entry, std::size_t bytes) {
  throw ShapeError(fmt::format("tensor {}: shape {} of {} does not fill {} bytes", entry.name,
                               entry.shape, to_string(entry.dtype), bytes));
}

// Larger elements first, so that every tensor is aligned to its elements.
void bring_into_file_order(std::vector<Entry>& entries) {
  std::ranges::stable_sort(entries, [](const Entry& a, const Entry& b) {
    return size_bytes(a.dtype) > size_bytes(b.dtype);
  });
}

std::string header_of(const std::vector<Entry>& entries, const Metadata& metadata) {
  Json header = Json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::size_t offset = 0;
  for (const Entry& entry : entries) {
    const std::optional<std::size_t> size = size_bytes(entry.dtype, entry.shape);
    if (!size) refuse(entry, 0);
    if (header.contains(entry.name))
      throw ShapeError(fmt::format("tensor {} stands twice", entry.name));
    header[std::string(entry.name)] = {{"dtype", to_string(entry.dtype)},
                                       {"shape", entry.shape},
                                       {"data_offsets", {offset, offset + *size}}};
    offset += *size;
  }
  std::string text = header.dump();
  text.resize(
      (text.size() + kSafetensorsAlignment - 1) / kSafetensorsAlignment * kSafetensorsAlignment,
      ' ');
  return text;
}

// bytes(i): those of the caller's tensor i.
template <typename Bytes>
void write(const std::string& path, std::vector<Entry> entries, const Metadata& metadata,
           const Bytes& bytes) {
  bring_into_file_order(entries);
  const std::string header = header_of(entries, metadata);
  const std::uint64_t length = header.size();
  AtomicFile file(path);
  file.write(&length, sizeof length);
  file.write(header.data(), header.size());
  for (const Entry& entry : entries) {
    const auto& data = bytes(entry.index);
    if (size_bytes(entry.dtype, entry.shape) != data.size()) refuse(entry, data.size());
    file.write(data.data(), data.size());
  }
  file.finish();
}

}  // namespace

void write_safetensors(const std::string& path, const Tensors& tensors, const Metadata& metadata) {
  std::vector<Entry> entries;
  std::vector<std::span<const std::byte>> bytes;
  for (const auto& [name, view] : tensors) {
    entries.push_back({name, view.dtype, view.shape, entries.size()});
    bytes.push_back(view.bytes);
  }
  write(path, std::move(entries), metadata, [&](std::size_t i) { return bytes[i]; });
}

void write_safetensors(const std::string& path, std::span<const SafetensorsSource> tensors,
                       const Metadata& metadata) {
  std::vector<Entry> entries;
  for (const SafetensorsSource& source : tensors)
    entries.push_back({source.name, source.dtype, source.shape, entries.size()});
  write(path, std::move(entries), metadata, [&](std::size_t i) { return tensors[i].bytes(); });
}

}  // namespace modus::neural
