#include "neural/gguf.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "base/error.h"
#include "base/mapped_file.h"
#include "neural/gguf_reader.h"

namespace modus::neural {
namespace {

// In the order of GgufValue.
constexpr std::string_view kKinds[] = {"a flag",         "an integer",         "a number",
                                       "a text",         "a list of integers", "a list of numbers",
                                       "a list of texts"};

}  // namespace

struct GgufFile::State {
  explicit State(const std::string& file)
      : path(file), mapping(file), contents(read_gguf(mapping.bytes(), file)) {}

  std::string path;
  MappedFile mapping;
  GgufContents contents;
};

GgufFile GgufFile::open(const std::string& path) {
  return GgufFile(std::make_shared<const State>(path));
}

const std::string& GgufFile::path() const { return state_->path; }
std::size_t GgufFile::size_bytes() const { return state_->mapping.bytes().size(); }
const std::map<std::string, GgufValue, std::less<>>& GgufFile::values() const {
  return state_->contents.values;
}

const GgufValue* GgufFile::find(std::string_view key) const {
  const auto found = values().find(key);
  return found == values().end() ? nullptr : &found->second;
}

template <typename Kind>
const Kind& GgufFile::value(std::string_view key, std::string_view kind) const {
  const GgufValue* const found = find(key);
  if (found == nullptr)
    throw IoError(fmt::format("{}: key {} is missing, it should be {}", path(), key, kind));
  if (const Kind* const held = std::get_if<Kind>(found)) return *held;
  throw IoError(
      fmt::format("{}: key {} should be {}, it is {}", path(), key, kind, kKinds[found->index()]));
}

std::size_t GgufFile::size(std::string_view key) const {
  const std::int64_t held = value<std::int64_t>(key, kKinds[1]);
  if (held < 0)
    throw IoError(fmt::format("{}: key {} should not be negative, it is {}", path(), key, held));
  return static_cast<std::size_t>(held);
}

double GgufFile::number(std::string_view key) const {
  const GgufValue* const found = find(key);
  if (found != nullptr && std::holds_alternative<std::int64_t>(*found))
    return static_cast<double>(std::get<std::int64_t>(*found));
  return value<double>(key, kKinds[2]);
}

bool GgufFile::flag(std::string_view key) const { return value<bool>(key, kKinds[0]); }
std::string_view GgufFile::text(std::string_view key) const {
  return value<std::string_view>(key, kKinds[3]);
}
const std::vector<std::int64_t>& GgufFile::integers(std::string_view key) const {
  return value<std::vector<std::int64_t>>(key, kKinds[4]);
}
const std::vector<double>& GgufFile::numbers(std::string_view key) const {
  return value<std::vector<double>>(key, kKinds[5]);
}
const std::vector<std::string_view>& GgufFile::texts(std::string_view key) const {
  return value<std::vector<std::string_view>>(key, kKinds[6]);
}

std::optional<std::size_t> GgufFile::size_if(std::string_view key) const {
  return find(key) == nullptr ? std::nullopt : std::optional(size(key));
}
std::optional<double> GgufFile::number_if(std::string_view key) const {
  return find(key) == nullptr ? std::nullopt : std::optional(number(key));
}
std::optional<bool> GgufFile::flag_if(std::string_view key) const {
  return find(key) == nullptr ? std::nullopt : std::optional(flag(key));
}
std::optional<std::string_view> GgufFile::text_if(std::string_view key) const {
  return find(key) == nullptr ? std::nullopt : std::optional(text(key));
}

const std::vector<GgufTensor>& GgufFile::tensors() const { return state_->contents.tensors; }

const GgufTensor* GgufFile::find_tensor(std::string_view name) const {
  const auto found = state_->contents.tensor_index.find(name);
  return found == state_->contents.tensor_index.end() ? nullptr : &tensors()[found->second];
}

const GgufTensor& GgufFile::tensor(std::string_view name,
                                   std::span<const std::size_t> shape) const {
  const GgufTensor* const found = find_tensor(name);
  if (found == nullptr)
    throw IoError(fmt::format("{}: tensor {} of shape {} is missing", path(), name, shape));
  if (!std::equal(shape.begin(), shape.end(), found->shape.begin(), found->shape.end()))
    throw IoError(fmt::format("{}: tensor {} should have shape {}, it has {}", path(), name, shape,
                              found->shape));
  return *found;
}

}  // namespace modus::neural
