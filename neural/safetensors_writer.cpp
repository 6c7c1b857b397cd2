#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "neural/safetensors.h"

#include <unistd.h>

namespace modus::neural {
namespace {

using Json = nlohmann::ordered_json;
using Tensors = std::map<std::string, TensorView, std::less<>>;
constexpr std::size_t kAlignment = 8;

// Larger elements first, so that every tensor is aligned to its elements.
std::vector<const Tensors::value_type*> in_file_order(const Tensors& tensors) {
  std::vector<const Tensors::value_type*> order;
  for (const auto& entry : tensors) order.push_back(&entry);
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return size_bytes(a->second.dtype) > size_bytes(b->second.dtype);
  });
  return order;
}

std::string header_of(const std::vector<const Tensors::value_type*>& order,
                      const std::map<std::string, std::string, std::less<>>& metadata) {
  Json header = Json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::size_t offset = 0;
  for (const auto* entry : order) {
    const TensorView& view = entry->second;
    if (size_bytes(view.dtype, view.shape) != view.bytes.size())
      throw ShapeError(fmt::format("tensor {}: shape {} of {} does not fill {} bytes", entry->first,
                                   view.shape, to_string(view.dtype), view.bytes.size()));
    header[entry->first] = {{"dtype", to_string(view.dtype)},
                            {"shape", view.shape},
                            {"data_offsets", {offset, offset + view.bytes.size()}}};
    offset += view.bytes.size();
  }
  std::string text = header.dump();
  text.resize((text.size() + kAlignment - 1) / kAlignment * kAlignment, ' ');
  return text;
}

bool write_all(std::FILE* file, const void* bytes, std::size_t size) {
  return size == 0 || std::fwrite(bytes, 1, size, file) == size;
}

}  // namespace

void write_safetensors(const std::string& path, const Tensors& tensors,
                       const std::map<std::string, std::string, std::less<>>& metadata) {
  const auto order = in_file_order(tensors);
  const std::string header = header_of(order, metadata);
  const std::uint64_t length = header.size();
  const std::string beside = fmt::format("{}.{}.part", path, getpid());
  std::FILE* const file = std::fopen(beside.c_str(), "wb");
  if (file == nullptr)
    throw IoError(fmt::format("cannot write {}: {}", path, std::strerror(errno)));
  bool written =
      write_all(file, &length, sizeof length) && write_all(file, header.data(), header.size());
  for (const auto* entry : order)
    written = written && write_all(file, entry->second.bytes.data(), entry->second.bytes.size());
  written = written && std::fflush(file) == 0 && fsync(fileno(file)) == 0;
  int why = errno;
  if (std::fclose(file) != 0 && written) {
    written = false;
    why = errno;
  }
  if (written && std::rename(beside.c_str(), path.c_str()) == 0) return;
  if (written) why = errno;
  std::remove(beside.c_str());
  throw IoError(fmt::format("writing {} failed: {}", path, std::strerror(why)));
}

}  // namespace modus::neural
