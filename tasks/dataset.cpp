#include "tasks/dataset.h"

#include <utility>

#include "base/error.h"
#include "base/files.h"
#include "tasks/gzip.h"

#include <nlohmann/json.hpp>

namespace modus::tasks {
namespace {

using json = nlohmann::ordered_json;

// nlohmann's parser holds its own stack on the heap, but values deeper than a row ever is would be
// destroyed recursively: they are refused while they are read.
json parse_json(std::string_view text, const std::string& place) {
  bool too_deep = false;
  const auto guard = [&too_deep](int depth, json::parse_event_t, json&) {
    too_deep = too_deep || depth > static_cast<int>(kMaxRowDepth);
    return !too_deep;
  };
  try {
    json value = json::parse(text.begin(), text.end(), guard);
    if (too_deep) throw IoError(fmt::format("{}: nested deeper than {}", place, kMaxRowDepth));
    return value;
  } catch (const json::parse_error& error) {
    throw IoError(fmt::format("{}: no JSON at byte {}", place, error.byte));
  }
}

std::optional<Row::Field> pairs_of(const json& object) {
  Row::Pairs pairs;
  for (const auto& [key, value] : object.items()) {
    if (!value.is_string()) return std::nullopt;
    pairs.emplace_back(key, value.get<std::string>());
  }
  return Row::Field{std::move(pairs)};
}

std::optional<Row::Field> flat_field(const json& value) {
  if (value.is_null()) return Row::Field{};
  if (value.is_string()) return Row::Field{value.get<std::string>()};
  if (value.is_number_integer()) return Row::Field{value.get<long long>()};
  if (value.is_object()) return pairs_of(value);
  if (!value.is_array()) return std::nullopt;
  std::vector<std::string> texts;
  for (const json& item : value) {
    if (!item.is_string() && !item.is_boolean()) return std::nullopt;
    texts.push_back(item.is_string()   ? item.get<std::string>()
                    : item.get<bool>() ? "true"
                                       : "false");
  }
  return Row::Field{std::move(texts)};
}

Row to_row(const json& object, std::string place) {
  if (!object.is_object())
    throw IoError(fmt::format("{}: an object was expected, {} came", place, object.type_name()));
  std::map<std::string, Row::Field, std::less<>> fields;
  for (const auto& [key, value] : object.items())
    if (std::optional<Row::Field> field = flat_field(value)) fields.emplace(key, std::move(*field));
  return Row(std::move(place), std::move(fields));
}

std::string place_of(const std::string& path, std::size_t row) {
  return fmt::format("{}, row {}", path, row);
}

std::vector<Row> rows_of_array(std::string_view text, const std::string& path) {
  const json array = parse_json(text, path);
  std::vector<Row> rows;
  for (const json& object : array) rows.push_back(to_row(object, place_of(path, rows.size() + 1)));
  return rows;
}

std::vector<Row> rows_of_lines(std::string_view text, const std::string& path) {
  std::vector<Row> rows;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const std::string place = place_of(path, rows.size() + 1);
    rows.push_back(to_row(parse_json(line, place), place));
  }
  return rows;
}

}  // namespace

Row::Row(std::string place, std::map<std::string, Field, std::less<>> fields)
    : place_(std::move(place)), fields_(std::move(fields)) {}

const Row::Field& Row::field(std::string_view key) const {
  const auto found = fields_.find(key);
  if (found == fields_.end()) throw IoError(fmt::format("{}: no usable field \"{}\"", place_, key));
  return found->second;
}

bool Row::has(std::string_view key) const {
  const auto found = fields_.find(key);
  return found != fields_.end() && !std::holds_alternative<std::monostate>(found->second);
}

const std::string& Row::text(std::string_view key) const {
  if (const auto* text = std::get_if<std::string>(&field(key))) return *text;
  throw IoError(fmt::format("{}: field \"{}\" is no text", place_, key));
}

const std::vector<std::string>& Row::texts(std::string_view key) const {
  if (const auto* texts = std::get_if<std::vector<std::string>>(&field(key))) return *texts;
  throw IoError(fmt::format("{}: field \"{}\" is no list of texts", place_, key));
}

const Row::Pairs& Row::pairs(std::string_view key) const {
  if (const auto* pairs = std::get_if<Pairs>(&field(key))) return *pairs;
  throw IoError(fmt::format("{}: field \"{}\" is no object of texts", place_, key));
}

std::optional<long long> Row::integer(std::string_view key) const {
  const Field& value = field(key);
  if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
  if (const auto* integer = std::get_if<long long>(&value)) return *integer;
  throw IoError(fmt::format("{}: field \"{}\" is no whole number", place_, key));
}

std::vector<Row> read_rows(const std::string& path) {
  const std::string text = read_maybe_gzip(path, kMaxDatasetBytes);
  if (const std::size_t at = first_invalid_utf8(text); at != std::string::npos)
    throw IoError(fmt::format("{}: no UTF-8 at byte {}", path, at));
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) throw IoError(fmt::format("{} holds no rows", path));
  return text[first] == '[' ? rows_of_array(text, path) : rows_of_lines(text, path);
}

std::vector<Row> read_rows(const std::vector<std::string>& paths,
                           std::optional<std::size_t> limit) {
  std::vector<Row> rows;
  for (const std::string& path : paths)
    for (Row& row : read_rows(path)) {
      if (limit && rows.size() >= *limit) return rows;
      rows.push_back(std::move(row));
    }
  return rows;
}

}  // namespace modus::tasks
