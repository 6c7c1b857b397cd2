#include "bridge/prompted/evaluated_rows.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace modus::bridge {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFormat = "modus.evaluated/v1";

Json setting_json(const EvaluationSetting& setting) {
  Json json = {{"dataset", setting.dataset}, {"model", setting.model},
               {"files", setting.files},     {"seed", setting.seed},
               {"samples", setting.samples}, {"max_tokens", setting.max_tokens}};
  const auto maybe = [](std::optional<std::size_t> n) { return n ? Json(*n) : Json(); };
  json["think"] = maybe(setting.think);
  json["min_depth"] = maybe(setting.min_depth);
  json["max_depth"] = maybe(setting.max_depth);
  return json;
}

Json row_json(const EvaluatedRow& row) {
  return {{"mode", row.mode},
          {"id", row.id},
          {"label", row.label},
          {"answer", row.answer},
          {"right", row.right},
          {"verified", row.verified},
          {"verdict", row.verdict},
          {"reason", row.reason},
          {"said", row.said},
          {"sentences", row.sentences},
          {"unread", row.unread},
          {"refusals", row.refusals},
          {"fallbacks", row.fallbacks},
          {"tokens", row.tokens},
          {"calls", row.calls},
          {"seconds", row.seconds},
          {"model_seconds", row.model_seconds}};
}

EvaluatedRow row_of(const Json& json) {
  EvaluatedRow row;
  json.at("mode").get_to(row.mode);
  json.at("id").get_to(row.id);
  json.at("label").get_to(row.label);
  json.at("answer").get_to(row.answer);
  json.at("right").get_to(row.right);
  json.at("verified").get_to(row.verified);
  json.at("verdict").get_to(row.verdict);
  json.at("reason").get_to(row.reason);
  json.at("said").get_to(row.said);
  json.at("sentences").get_to(row.sentences);
  json.at("unread").get_to(row.unread);
  json.at("refusals").get_to(row.refusals);
  json.at("fallbacks").get_to(row.fallbacks);
  json.at("tokens").get_to(row.tokens);
  json.at("calls").get_to(row.calls);
  json.at("seconds").get_to(row.seconds);
  json.at("model_seconds").get_to(row.model_seconds);
  return row;
}

// The first entry that is not the same; what is not said is null.
std::string difference(const Json& here, const Json& there) {
  for (const auto& [key, value] : here.items())
    if (const Json other = there.value(key, Json()); other != value)
      return fmt::format("{} is {}, there it was {}", key, value.dump(), other.dump());
  return "";
}

}  // namespace

void EvaluatedRows::take(std::string_view json, std::string_view source) {
  try {
    const Json root = Json::parse(json);
    if (root.at("format") != kFormat) throw IoError(fmt::format("{} is no {}", source, kFormat));
    if (const std::string differs = difference(setting_json(setting_), root.at("setting"));
        !differs.empty())
      throw ConfigError(fmt::format(
          "{} is of another evaluation: {}; give another file to --resume", source, differs));
    std::vector<EvaluatedRow> rows;
    for (const Json& row : root.at("rows")) rows.push_back(row_of(row));
    rows_ = std::move(rows);
  } catch (const Json::exception& error) {
    throw IoError(fmt::format("{} is no {}: {}", source, kFormat, error.what()));
  }
}

std::string EvaluatedRows::to_json() const {
  Json json = {{"format", kFormat}, {"setting", setting_json(setting_)}};
  json["rows"] = Json::array();
  for (const EvaluatedRow& row : rows_) json["rows"].push_back(row_json(row));
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

const EvaluatedRow* EvaluatedRows::find(std::string_view mode, std::string_view id) const {
  const auto found = std::ranges::find_if(
      rows_, [&](const EvaluatedRow& row) { return row.mode == mode && row.id == id; });
  return found == rows_.end() ? nullptr : &*found;
}

}  // namespace modus::bridge
