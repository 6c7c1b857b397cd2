// The rows of an evaluation that are done, as a file keeps them: what took hours is not done twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace modus::bridge {

struct EvaluatedRow {
  std::string mode, id, label;
  std::string answer;  // "": none
  bool right = false, verified = false;
  std::string verdict, reason;  // guided: of the chain
  std::string said;             // guided: what the prose came to
  std::size_t sentences = 0, unread = 0, refusals = 0, fallbacks = 0;
  std::size_t tokens = 0, calls = 0;
  double seconds = 0, model_seconds = 0;

  bool operator==(const EvaluatedRow&) const = default;
};

// What an evaluation was asked for: rows of another one do not count for it.
struct EvaluationSetting {
  std::string dataset, model;
  std::vector<std::string> files;
  std::uint64_t seed = 0;
  std::size_t samples = 1, max_tokens = 0;
  std::optional<std::size_t> think, min_depth, max_depth;  // depths: of a generated family

  bool operator==(const EvaluationSetting&) const = default;
};

class EvaluatedRows {
 public:
  explicit EvaluatedRows(EvaluationSetting setting) : setting_(std::move(setting)) {}

  // Takes in what to_json() wrote. Throws ConfigError where the setting differs, naming what does;
  // IoError for a text of another form.
  void take(std::string_view json, std::string_view source);
  std::string to_json() const;  // modus.evaluated/v1

  void add(EvaluatedRow row) { rows_.push_back(std::move(row)); }
  const EvaluatedRow* find(std::string_view mode, std::string_view id) const;

 private:
  EvaluationSetting setting_;
  std::vector<EvaluatedRow> rows_;
};

}  // namespace modus::bridge
