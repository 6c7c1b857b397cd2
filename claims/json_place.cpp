#include "claims/json_place.h"

#include <algorithm>
#include <utility>

#include <fmt/ranges.h>

#include "base/error.h"
#include "claims/nearest.h"

namespace modus::claims {

JsonPlace::JsonPlace(const JsonDocument& document, const JsonValue& value)
    : JsonPlace(&document, &value, "") {}

JsonPlace::JsonPlace(const JsonDocument* document, const JsonValue* value, std::string path)
    : document_(document), value_(value), path_(std::move(path)) {}

void JsonPlace::require(JsonValue::Kind kind) const {
  if (value_->kind != kind)
    fail(fmt::format("expected {}, found {}", to_string(kind), to_string(value_->kind)));
}

void JsonPlace::require_keys(std::span<const std::string_view> known) const {
  for (std::size_t i = 0; i < value_->keys.size(); ++i) {
    const std::string& key = value_->keys[i];
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const auto near = nearest(key, known);
    JsonPlace(document_, &value_->items[i], below(key))
        .fail(near ? fmt::format("unknown key; did you mean \"{}\"?", *near)
                   : fmt::format("unknown key; known are {}", fmt::join(known, ", ")));
  }
}

JsonPlace JsonPlace::member(std::string_view key) const {
  if (auto found = optional_member(key)) return *std::move(found);
  fail(fmt::format("the key \"{}\" is missing", key));
}

std::optional<JsonPlace> JsonPlace::optional_member(std::string_view key) const {
  const JsonValue* found = value_->find(key);
  if (found == nullptr) return std::nullopt;
  return JsonPlace(document_, found, below(key));
}

std::vector<JsonPlace> JsonPlace::items() const {
  require(JsonValue::Kind::kArray);
  std::vector<JsonPlace> places;
  for (std::size_t i = 0; i < value_->items.size(); ++i)
    places.push_back(JsonPlace(document_, &value_->items[i], fmt::format("{}[{}]", path_, i)));
  return places;
}

const std::string& JsonPlace::text() const {
  require(JsonValue::Kind::kString);
  return value_->text;
}

void JsonPlace::fail(std::string_view message) const { fail_at(value_->offset, message); }

void JsonPlace::fail_at(std::size_t offset, std::string_view message) const {
  throw ParseError(document_->source_name, document_->text, offset,
                   path_.empty() ? std::string(message) : fmt::format("{}: {}", path_, message));
}

std::string JsonPlace::below(std::string_view key) const {
  return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

}  // namespace modus::claims
