// A value of a JSON document together with the path that leads to it: every error names the path
// ("steps[3].claim: expected a string, found a number") and points into the document.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "claims/json_tree.h"

namespace modus::claims {

struct JsonDocument {
  std::string_view source_name;
  std::string_view text;
};

class JsonPlace {
 public:
  // The root. Document and value must outlive all places made from it.
  JsonPlace(const JsonDocument& document, const JsonValue& value);

  const JsonValue& value() const { return *value_; }

  // All of these throw ParseError where the value is not what is asked for.
  void require(JsonValue::Kind kind) const;
  void require_keys(std::span<const std::string_view> known) const;  // names the nearest key
  JsonPlace member(std::string_view key) const;
  std::vector<JsonPlace> items() const;
  const std::string& text() const;

  std::optional<JsonPlace> optional_member(std::string_view key) const;

  [[noreturn]] void fail(std::string_view message) const;
  [[noreturn]] void fail_at(std::size_t offset, std::string_view message) const;

 private:
  JsonPlace(const JsonDocument* document, const JsonValue* value, std::string path);
  std::string below(std::string_view key) const;

  const JsonDocument* document_;
  const JsonValue* value_;
  std::string path_;  // empty at the root
};

}  // namespace modus::claims
