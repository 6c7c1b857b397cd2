#include <algorithm>
#include <cstring>
#include <set>
#include <utility>

#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/mapped_file.h"
#include "neural/json_depth.h"
#include "neural/safetensors.h"

namespace modus::neural {
namespace {

using JsonMap = nlohmann::json;
constexpr std::uint64_t kMaxSafetensorsHeader = 100'000'000;
constexpr std::size_t kMaxHeaderDepth = 8;
constexpr std::size_t kMaxSafetensorsRank = 8;
constexpr std::string_view kMetadata = "__metadata__";

}  // namespace

struct SafetensorsFile::State {
  explicit State(const std::string& file) : path(file), mapping(file) {
    const std::span<const std::byte> all = mapping.bytes();
    std::uint64_t length = 0;
    if (all.size() < sizeof length) fail("it is shorter than its header's length");
    std::memcpy(&length, all.data(), sizeof length);
    const std::size_t rest = all.size() - sizeof length;
    if (length > kMaxSafetensorsHeader || length > rest)
      fail(fmt::format("its header says {} bytes, {} are there and {} are allowed", length, rest,
                       kMaxSafetensorsHeader));
    data = all.subspan(sizeof length + length);
    read_header({reinterpret_cast<const char*>(all.data()) + sizeof length, length});
    refuse_overlap();
  }

  [[noreturn]] void fail(const std::string& message) const {
    throw IoError(fmt::format("{} is no safetensors file: {}", path, message));
  }

  void read_header(std::string_view text) {
    if (json_depth(text) > kMaxHeaderDepth)
      fail(fmt::format("its header is nested deeper than {}", kMaxHeaderDepth));
    std::set<std::string> names;
    const auto refuse_twice = [&](int depth, JsonMap::parse_event_t event, JsonMap& value) {
      if (depth == 1 && event == JsonMap::parse_event_t::key &&
          !names.insert(value.get<std::string>()).second)
        fail(fmt::format("tensor {} is there twice", value.get<std::string>()));
      return true;
    };
    const JsonMap header = JsonMap::parse(text, refuse_twice, false);
    if (!header.is_object()) fail("its header is no JSON object");
    for (const auto& [name, entry] : header.items())
      if (name == kMetadata)
        read_metadata(entry);
      else
        tensors.emplace(name, tensor(name, entry));
  }

  void read_metadata(const JsonMap& entry) {
    if (!entry.is_object()) fail("its metadata is no JSON object");
    for (const auto& [key, value] : entry.items()) {
      if (!value.is_string()) fail(fmt::format("metadata {} is no string", key));
      metadata.emplace(key, value.get<std::string>());
    }
  }

  std::vector<std::size_t> sizes(const std::string& name, const JsonMap& entry, const char* key,
                                 std::size_t most) const {
    const auto found = entry.find(key);
    std::vector<std::size_t> values;
    const bool fits = found != entry.end() && found->is_array() && found->size() <= most;
    if (fits)
      for (const JsonMap& value : *found)
        if (value.is_number_unsigned()) values.push_back(value.get<std::size_t>());
    if (!fits || values.size() != found->size())
      fail(fmt::format("tensor {}: `{}` is no list of at most {} sizes", name, key, most));
    return values;
  }

  TensorView tensor(const std::string& name, const JsonMap& entry) const {
    if (!entry.is_object()) fail(fmt::format("tensor {} is no JSON object", name));
    const std::string written = entry.contains("dtype") && entry["dtype"].is_string()
                                    ? entry["dtype"].get<std::string>()
                                    : "";
    const std::optional<Dtype> dtype = dtype_named(written);
    if (!dtype) fail(fmt::format("tensor {}: element type `{}` is not supported", name, written));
    TensorView view{*dtype, sizes(name, entry, "shape", kMaxSafetensorsRank), {}};
    const std::vector<std::size_t> offsets = sizes(name, entry, "data_offsets", 2);
    if (offsets.size() != 2 || offsets[0] > offsets[1] || offsets[1] > data.size())
      fail(fmt::format("tensor {}: bytes {} are not inside the {} bytes of data", name, offsets,
                       data.size()));
    const std::optional<std::size_t> wanted = size_bytes(*dtype, view.shape);
    if (wanted != offsets[1] - offsets[0])
      fail(fmt::format("tensor {}: shape {} of {} does not fill {} bytes", name, view.shape,
                       written, offsets[1] - offsets[0]));
    view.bytes = data.subspan(offsets[0], offsets[1] - offsets[0]);
    return view;
  }

  // The tensors fill the data without overlap or hole.
  void refuse_overlap() const {
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    for (const auto& [name, view] : tensors) {
      const auto begin = static_cast<std::size_t>(view.bytes.data() - data.data());
      ranges.emplace_back(begin, begin + view.bytes.size());
    }
    std::sort(ranges.begin(), ranges.end());
    std::size_t end = 0;
    for (const auto& [first, last] : ranges) {
      if (first != end)
        fail(fmt::format("its tensors {} at byte {} of the data",
                         first < end ? "overlap" : "leave a hole", std::min(first, end)));
      end = last;
    }
    if (end != data.size())
      fail(fmt::format("its tensors end at byte {} of {} bytes of data", end, data.size()));
  }

  std::string path;
  MappedFile mapping;
  std::span<const std::byte> data;
  std::map<std::string, TensorView, std::less<>> tensors;
  std::map<std::string, std::string, std::less<>> metadata;
};

SafetensorsFile::SafetensorsFile(const std::string& path) : state_(std::make_shared<State>(path)) {}

const std::map<std::string, TensorView, std::less<>>& SafetensorsFile::tensors() const {
  return state_->tensors;
}

const std::map<std::string, std::string, std::less<>>& SafetensorsFile::metadata() const {
  return state_->metadata;
}

const TensorView& SafetensorsFile::tensor(std::string_view name,
                                          std::span<const std::size_t> shape) const {
  const auto found = state_->tensors.find(name);
  if (found == state_->tensors.end())
    throw IoError(fmt::format("{}: tensor {} of shape {} is missing", state_->path, name, shape));
  if (!std::equal(shape.begin(), shape.end(), found->second.shape.begin(),
                  found->second.shape.end()))
    throw IoError(fmt::format("{}: tensor {} should have shape {}, it has {}", state_->path, name,
                              shape, found->second.shape));
  return found->second;
}

}  // namespace modus::neural
