#include <algorithm>
#include <cstdint>

#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "neural/safetensors.h"

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

}  // namespace

void write_safetensors(const std::string& path, const Tensors& tensors,
                       const std::map<std::string, std::string, std::less<>>& metadata) {
  const auto order = in_file_order(tensors);
  const std::string header = header_of(order, metadata);
  const std::uint64_t length = header.size();
  AtomicFile file(path);
  file.write(&length, sizeof length);
  file.write(header.data(), header.size());
  for (const auto* entry : order)
    file.write(entry->second.bytes.data(), entry->second.bytes.size());
  file.finish();
}

}  // namespace modus::neural
