// Rows of a published data set: .jsonl (one object a line) or .json (an array of objects), plain or
// gzip-compressed; which of them is judged by the bytes, not by the name.
//
//   for (const Row& row : read_rows(path)) row.text("question");
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace modus::tasks {

inline constexpr std::size_t kMaxDatasetBytes = 256u << 20;  // after decompression
inline constexpr std::size_t kMaxRowDepth = 16;              // nesting of one row's JSON

// One object. Only flat fields are kept: text, whole numbers, lists of texts or of truth values
// (`true` and `false` as texts), objects of texts, null; a field of any other shape (a list of
// lists, a fraction) is left out.
class Row {
 public:
  using Pairs = std::vector<std::pair<std::string, std::string>>;  // in the file's order
  using Field =
      std::variant<std::monostate, std::string, long long, std::vector<std::string>, Pairs>;

  Row(std::string place, std::map<std::string, Field, std::less<>> fields);

  bool has(std::string_view key) const;  // there and not null
  // Throw IoError with file, row and key where the field is missing or of another shape.
  const std::string& text(std::string_view key) const;
  const std::vector<std::string>& texts(std::string_view key) const;
  const Pairs& pairs(std::string_view key) const;
  std::optional<long long> integer(std::string_view key) const;  // nullopt: null

  const std::string& place() const { return place_; }  // "dev.json.gz, row 17": counts from 1

 private:
  const Field& field(std::string_view key) const;
  std::string place_;
  std::map<std::string, Field, std::less<>> fields_;
};

// Throws IoError: missing, larger than kMaxDatasetBytes, damaged gzip, no UTF-8, no JSON of one of
// the two shapes (with the row and what was wrong).
std::vector<Row> read_rows(const std::string& path);

// The rows of all files in order, at most `limit` of them.
std::vector<Row> read_rows(const std::vector<std::string>& paths, std::optional<std::size_t> limit);

}  // namespace modus::tasks
