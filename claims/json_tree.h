// JSON text as a tree of values that know where they stand, so that a reader can point at what is
// wrong in them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace modus::claims {

inline constexpr std::size_t kMaxJsonDepth = 16;
inline constexpr std::size_t kMaxJsonValues = 500'000;

struct JsonValue {
  enum class Kind : std::uint8_t { kNull, kBoolean, kInteger, kReal, kString, kArray, kObject };

  Kind kind = Kind::kNull;
  std::size_t offset = 0;         // of the first byte in the text
  std::string text;               // kString
  bool escaped = false;           // kString: written with backslashes, so offsets inside shift
  std::int64_t integer = 0;       // kInteger
  std::vector<JsonValue> items;   // kArray, kObject: as written
  std::vector<std::string> keys;  // kObject: of each item

  const JsonValue* find(std::string_view key) const;  // nullptr when there is no such member
};
std::string_view to_string(JsonValue::Kind kind);  // "a string", "an object"

// Throws ParseError: no JSON, a key that stands twice, NUL in a string, deeper than kMaxJsonDepth,
// larger than kMaxTextBytes, more than kMaxJsonValues values.
JsonValue parse_json(std::string_view text, std::string_view source_name);

}  // namespace modus::claims
