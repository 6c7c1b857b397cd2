#include "claims/json_tree.h"

#include <algorithm>
#include <limits>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/files.h"

namespace modus::claims {
namespace {

// Hands the text to nlohmann's parser and tells how far it has read.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::size_t* read) : at_(at), read_(read) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    ++*read_;
    return *this;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  std::size_t* read_;
};

class TreeBuilder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(std::string_view source_name, std::string_view text)
      : source_name_(source_name), text_(text) {}

  std::size_t* read() { return &read_; }
  JsonValue take() { return std::move(root_); }

  bool null() override { return leaf(JsonValue::Kind::kNull); }
  bool boolean(bool) override { return leaf(JsonValue::Kind::kBoolean); }
  bool number_integer(std::int64_t value) override {
    return leaf(JsonValue::Kind::kInteger, value);
  }
  bool number_unsigned(std::uint64_t value) override {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return leaf(JsonValue::Kind::kReal);
    return leaf(JsonValue::Kind::kInteger, static_cast<std::int64_t>(value));
  }
  bool number_float(double, const std::string&) override { return leaf(JsonValue::Kind::kReal); }
  bool string(std::string& text) override {
    JsonValue value = begin(JsonValue::Kind::kString);
    if (text.find('\0') != std::string::npos) fail(value.offset, "a string holds no NUL");
    value.escaped = text_.substr(value.offset, read_ - value.offset).find('\\') != text_.npos;
    value.text = std::move(text);
    return attach(std::move(value));
  }
  bool binary(nlohmann::json::binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open(JsonValue::Kind::kObject); }
  bool key(std::string& key) override {
    const std::size_t offset = start_of_token();
    if (open_.back().find(key) != nullptr)
      fail(offset, fmt::format("the key \"{}\" stands twice", key));
    open_.back().keys.push_back(std::move(key));
    last_ = read_;
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(JsonValue::Kind::kArray); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception& error) override {
    // "[json...] parse error at line 1, column 2: syntax error while parsing value - invalid
    // literal; last read: 'x'": the place is shown by us, what was read may be no UTF-8.
    std::string reason = error.what();
    if (const std::size_t dash = reason.find(" - "); dash != std::string::npos)
      reason.erase(0, dash + 3);
    reason.erase(std::min(reason.find("; last read"), reason.size()));
    fail(position == 0 ? 0 : position - 1, fmt::format("this is no JSON: {}", reason));
  }

 private:
  [[noreturn]] void fail(std::size_t offset, std::string_view message) const {
    throw ParseError(source_name_, text_, offset, message);
  }

  // The token just read begins behind the one before, blanks, commas and colons.
  std::size_t start_of_token() const {
    return std::min(text_.find_first_not_of(" \t\r\n,:", last_), text_.size());
  }

  JsonValue begin(JsonValue::Kind kind) {
    JsonValue value;
    value.kind = kind;
    value.offset = start_of_token();
    if (++count_ > kMaxJsonValues)
      fail(value.offset, fmt::format("more than {} values", kMaxJsonValues));
    return value;
  }

  bool leaf(JsonValue::Kind kind, std::int64_t integer = 0) {
    JsonValue value = begin(kind);
    value.integer = integer;
    return attach(std::move(value));
  }

  bool open(JsonValue::Kind kind) {
    open_.push_back(begin(kind));
    if (open_.size() > kMaxJsonDepth)
      fail(open_.back().offset, fmt::format("nested more than {} levels deep", kMaxJsonDepth));
    last_ = read_;
    return true;
  }

  bool close() {
    JsonValue value = std::move(open_.back());
    open_.pop_back();
    return attach(std::move(value));
  }

  bool attach(JsonValue value) {
    last_ = read_;
    if (open_.empty())
      root_ = std::move(value);
    else
      open_.back().items.push_back(std::move(value));
    return true;
  }

  std::string_view source_name_;
  std::string_view text_;
  std::size_t read_ = 0;  // bytes that the parser has taken
  std::size_t last_ = 0;  // where the last token ended
  std::size_t count_ = 0;
  std::vector<JsonValue> open_;
  JsonValue root_;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
  const auto found = std::find(keys.begin(), keys.end(), key);
  if (found == keys.end()) return nullptr;
  const auto index = static_cast<std::size_t>(found - keys.begin());
  return index < items.size() ? &items[index] : nullptr;
}

std::string_view to_string(JsonValue::Kind kind) {
  switch (kind) {
    case JsonValue::Kind::kNull:
      return "null";
    case JsonValue::Kind::kBoolean:
      return "a boolean";
    case JsonValue::Kind::kInteger:
      return "a whole number";
    case JsonValue::Kind::kReal:
      return "a number";
    case JsonValue::Kind::kString:
      return "a string";
    case JsonValue::Kind::kArray:
      return "an array";
    case JsonValue::Kind::kObject:
      return "an object";
  }
  return "";
}

JsonValue parse_json(std::string_view text, std::string_view source_name) {
  if (text.size() > kMaxTextBytes)
    throw ParseError(source_name, text, 0, fmt::format("more than {} bytes", kMaxTextBytes));
  TreeBuilder builder(source_name, text);
  const CountingIterator first(text.data(), builder.read());
  const CountingIterator last(text.data() + text.size(), builder.read());
  nlohmann::json::sax_parse(first, last, &builder);
  return builder.take();
}

}  // namespace modus::claims
