#include "neural/gguf_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/ranges.h>

#include "base/error.h"
#include "base/files.h"
#include "neural/gguf_numbers.h"

namespace modus::neural {
namespace {

using kernels::BlockFormat;

constexpr std::string_view kMagic = "GGUF";
constexpr std::size_t kMaxHeaderBytes = 64u << 20;
constexpr std::size_t kMaxEntries = std::size_t{1} << 24;  // of an array
constexpr std::size_t kMaxName = 1024;                     // bytes of a key or a tensor's name
constexpr std::size_t kMaxDimensions = 4;
constexpr std::size_t kDefaultAlignment = 32;
constexpr std::size_t kMaxAlignment = std::size_t{1} << 20;
constexpr std::size_t kShortestKey = 8 + 1 + 4 + 1;             // name, kind and value
constexpr std::size_t kShortestTensor = 8 + 1 + 4 + 8 + 4 + 8;  // name, shape, format and offset

using Kind = GgufKind;
constexpr std::size_t kKindBytes[] = {1, 1, 2, 2, 4, 4, 4, 1, 8, 12, 8, 8, 8};  // at least

class Reader {
 public:
  Reader(std::span<const std::byte> bytes, const std::string& source)
      : bytes_(bytes), end_(std::min(bytes.size(), kMaxHeaderBytes)), source_(source) {}

  GgufContents read();

 private:
  [[noreturn]] void fail(const std::string& message) const {
    throw IoError(fmt::format("{} is no GGUF file: {}", source_, message));
  }
  [[noreturn]] void fail_here(const std::string& what, const std::string& message) const {
    fail(fmt::format("{} at byte {}: {}", what, at_, message));
  }

  [[noreturn]] void fail_short(const std::string& what, const std::string& wanted) const;

  std::size_t left() const { return end_ - at_; }
  void need(std::size_t count, const std::string& what) const;
  template <typename T>
  T take(const std::string& what);
  std::size_t take_count(std::size_t shortest, const std::string& what);
  std::string_view take_text(std::size_t most, const std::string& what);
  Kind take_kind(const std::string& what);

  std::int64_t take_integer(Kind kind, const std::string& what);
  bool take_flag(const std::string& what);
  GgufValue take_value(const std::string& what);
  GgufValue take_array(const std::string& what);
  void take_key();
  void take_tensor();
  void check_head();
  std::size_t alignment() const;
  void place(std::size_t data);
  void refuse_overlap() const;

  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
  std::size_t end_;  // of what may be read before the data
  const std::string& source_;
  GgufContents contents_;
  std::vector<std::uint64_t> offsets_;  // of the tensors, from the start of the data
};

GgufContents Reader::read() {
  check_head();
  const std::size_t tensors = take_count(kShortestTensor, "the number of tensors");
  const std::size_t keys = take_count(kShortestKey, "the number of keys");
  for (std::size_t i = 0; i < keys; ++i) take_key();
  for (std::size_t i = 0; i < tensors; ++i) take_tensor();
  const std::size_t step = alignment();
  place((at_ + step - 1) / step * step);
  refuse_overlap();
  return std::move(contents_);
}

void Reader::check_head() {
  need(kMagic.size(), "its first four bytes");
  if (std::memcmp(bytes_.data(), kMagic.data(), kMagic.size()) != 0)
    fail("it does not begin with GGUF");
  at_ = kMagic.size();
  const auto version = take<std::uint32_t>("its version");
  if (version != 2 && version != 3)
    fail(fmt::format("version {} is not supported, 2 and 3 are (little-endian)", version));
}

void Reader::need(std::size_t count, const std::string& what) const {
  if (count > left()) fail_short(what, fmt::format("{} bytes", count));
}

void Reader::fail_short(const std::string& what, const std::string& wanted) const {
  fail_here(what, fmt::format("{} do not fit into the {} bytes that are left{}", wanted, left(),
                              end_ < bytes_.size() ? fmt::format("; at most {} may stand before "
                                                                 "the data",
                                                                 kMaxHeaderBytes)
                                                   : ""));
}

template <typename T>
T Reader::take(const std::string& what) {
  need(sizeof(T), what);
  T value;
  std::memcpy(&value, bytes_.data() + at_, sizeof value);
  at_ += sizeof value;
  return value;
}

// A count of things of which each takes at least `shortest` bytes.
std::size_t Reader::take_count(std::size_t shortest, const std::string& what) {
  const auto count = take<std::uint64_t>(what);
  if (count > left() / shortest) fail_short(what, std::to_string(count));
  return count;
}

std::string_view Reader::take_text(std::size_t most, const std::string& what) {
  const std::size_t length = take_count(1, what);
  if (length > most) fail_here(what, fmt::format("{} bytes, at most {} are allowed", length, most));
  const std::string_view text(reinterpret_cast<const char*>(bytes_.data()) + at_, length);
  if (const std::size_t bad = first_invalid_utf8(text); bad != std::string_view::npos)
    fail_here(what, fmt::format("its byte {} is not UTF-8", bad));
  at_ += length;
  return text;
}

Kind Reader::take_kind(const std::string& what) {
  const auto kind = take<std::uint32_t>(what);
  if (kind >= std::size(kKindBytes)) fail_here(what, fmt::format("unknown kind {} of value", kind));
  return static_cast<Kind>(kind);
}

std::int64_t Reader::take_integer(Kind kind, const std::string& what) {
  switch (kind) {
    case Kind::kU8:
      return take<std::uint8_t>(what);
    case Kind::kI8:
      return take<std::int8_t>(what);
    case Kind::kU16:
      return take<std::uint16_t>(what);
    case Kind::kI16:
      return take<std::int16_t>(what);
    case Kind::kU32:
      return take<std::uint32_t>(what);
    case Kind::kI32:
      return take<std::int32_t>(what);
    case Kind::kBool:
      return take_flag(what);
    default:
      break;
  }
  const auto value = take<std::int64_t>(what);
  if (kind == Kind::kU64 && value < 0)
    fail_here(what, fmt::format("{} is too large", static_cast<std::uint64_t>(value)));
  return value;
}

bool Reader::take_flag(const std::string& what) {
  const auto value = take<std::uint8_t>(what);
  if (value > 1) fail_here(what, fmt::format("{} is neither 0 nor 1", value));
  return value == 1;
}

GgufValue Reader::take_value(const std::string& what) {
  const Kind kind = take_kind(what);
  switch (kind) {
    case Kind::kF32:
      return static_cast<double>(take<float>(what));
    case Kind::kF64:
      return take<double>(what);
    case Kind::kBool:
      return take_flag(what);
    case Kind::kText:
      return take_text(kMaxHeaderBytes, what);
    case Kind::kArray:
      return take_array(what);
    default:
      return take_integer(kind, what);
  }
}

GgufValue Reader::take_array(const std::string& what) {
  const Kind kind = take_kind(what);
  if (kind == Kind::kArray) fail_here(what, "an array of arrays");
  const std::size_t count = take_count(kKindBytes[static_cast<std::size_t>(kind)], what);
  if (count > kMaxEntries)
    fail_here(what, fmt::format("{} entries, at most {} are allowed", count, kMaxEntries));
  const auto filled = [&](auto values, const auto& next) {
    values.reserve(count);
    for (std::size_t i = 0; i < count; ++i) values.push_back(next());
    return GgufValue(std::move(values));
  };
  if (kind == Kind::kText)
    return filled(std::vector<std::string_view>(),
                  [&] { return take_text(kMaxHeaderBytes, what); });
  if (kind == Kind::kF32)
    return filled(std::vector<double>(), [&] { return double{take<float>(what)}; });
  if (kind == Kind::kF64) return filled(std::vector<double>(), [&] { return take<double>(what); });
  return filled(std::vector<std::int64_t>(), [&] { return take_integer(kind, what); });
}

void Reader::take_key() {
  const std::string name(take_text(kMaxName, fmt::format("key {}", contents_.values.size() + 1)));
  if (name.empty()) fail_here("a key", "it has no name");
  const std::string what = fmt::format("key {}", name);
  if (!contents_.values.emplace(name, take_value(what)).second) fail(what + " is there twice");
}

void Reader::take_tensor() {
  std::vector<GgufTensor>& tensors = contents_.tensors;
  GgufTensor tensor;
  tensor.name = take_text(kMaxName, fmt::format("tensor {}", tensors.size() + 1));
  if (tensor.name.empty()) fail_here("a tensor", "it has no name");
  const std::string what = fmt::format("tensor {}", tensor.name);
  if (!contents_.tensor_index.emplace(tensor.name, tensors.size()).second)
    fail(what + " is there twice");
  const auto dimensions = take<std::uint32_t>(what);
  if (dimensions == 0 || dimensions > kMaxDimensions)
    fail_here(what, fmt::format("{} dimensions, 1 to {} are allowed", dimensions, kMaxDimensions));
  tensor.shape.resize(dimensions);
  for (std::size_t i = dimensions; i-- > 0;) tensor.shape[i] = take<std::uint64_t>(what);
  const auto format = take<std::uint32_t>(what);
  const auto* const known = std::find_if(std::begin(kGgufFormats), std::end(kGgufFormats),
                                         [&](const auto& entry) { return entry.first == format; });
  if (known == std::end(kGgufFormats)) {
    std::vector<std::string_view> names;
    for (const auto& entry : kGgufFormats) names.push_back(to_string(entry.second));
    fail(fmt::format("{} has format {}, which is not supported; these are: {}", what, format,
                     fmt::join(names, " ")));
  }
  tensor.format = known->second;
  offsets_.push_back(take<std::uint64_t>(what));
  tensors.push_back(std::move(tensor));
}

std::size_t Reader::alignment() const {
  const auto found = contents_.values.find("general.alignment");
  if (found == contents_.values.end()) return kDefaultAlignment;
  const std::int64_t* const value = std::get_if<std::int64_t>(&found->second);
  const auto step = value == nullptr ? 0 : static_cast<std::size_t>(*value);
  if (step < 8 || step > kMaxAlignment || (step & (step - 1)) != 0)
    fail(fmt::format("key general.alignment is no power of two from 8 to {}", kMaxAlignment));
  return step;
}

// Gives each tensor its bytes; `data` is where the offsets count from.
void Reader::place(std::size_t data) {
  const std::size_t all = bytes_.size() > data ? bytes_.size() - data : 0;
  const std::size_t step = alignment();
  for (std::size_t i = 0; i < offsets_.size(); ++i) {
    GgufTensor& tensor = contents_.tensors[i];
    const std::size_t values = kernels::values_a_block(tensor.format);
    std::size_t size = kernels::bytes_a_block(tensor.format);
    bool fits = tensor.shape.back() % values == 0;
    for (std::size_t d = 0; d < tensor.shape.size(); ++d) {
      const bool last = d + 1 == tensor.shape.size();
      const std::size_t length = last ? tensor.shape[d] / values : tensor.shape[d];
      fits = fits && length > 0 && !__builtin_mul_overflow(size, length, &size);
    }
    if (!fits)
      fail(
          fmt::format("tensor {}: shape {} is empty, too large, or no whole number of blocks of "
                      "{} {}",
                      tensor.name, tensor.shape, values, to_string(tensor.format)));
    if (offsets_[i] % step != 0)
      fail(
          fmt::format("tensor {}: offset {} is no multiple of {}", tensor.name, offsets_[i], step));
    if (offsets_[i] > all || size > all - offsets_[i])
      fail(fmt::format("tensor {}: {} bytes from {} are not inside the {} bytes of data",
                       tensor.name, size, offsets_[i], all));
    tensor.bytes = bytes_.subspan(data + offsets_[i], size);
  }
}

void Reader::refuse_overlap() const {
  std::vector<const GgufTensor*> order;
  for (const GgufTensor& tensor : contents_.tensors) order.push_back(&tensor);
  std::sort(order.begin(), order.end(), [](const GgufTensor* a, const GgufTensor* b) {
    return a->bytes.data() < b->bytes.data();
  });
  for (std::size_t i = 1; i < order.size(); ++i)
    if (order[i]->bytes.data() < order[i - 1]->bytes.data() + order[i - 1]->bytes.size())
      fail(fmt::format("tensors {} and {} overlap", order[i - 1]->name, order[i]->name));
}

}  // namespace

GgufContents read_gguf(std::span<const std::byte> bytes, const std::string& source) {
  return Reader(bytes, source).read();
}

}  // namespace modus::neural
