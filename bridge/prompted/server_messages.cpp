#include "bridge/prompted/server_messages.h"

#include <algorithm>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/files.h"
#include "claims/json_tree.h"

namespace modus::bridge {
namespace {

using claims::JsonValue;

std::string_view role_name(neural::ChatRole role) {
  switch (role) {
    case neural::ChatRole::kSystem:
      return "system";
    case neural::ChatRole::kUser:
      return "user";
    case neural::ChatRole::kAssistant:
      return "assistant";
  }
  return "user";
}

const JsonValue* member(const JsonValue* value, std::string_view key, JsonValue::Kind kind) {
  if (value == nullptr || value->kind != JsonValue::Kind::kObject) return nullptr;
  const JsonValue* found = value->find(key);
  return found != nullptr && found->kind == kind ? found : nullptr;
}

bool is_control(char c) { return (c >= 0 && c < ' ') || c == 0x7f; }

// Line ends and tabs stay: nothing else may reach a terminal as a command.
std::string printable(std::string text) {
  std::erase_if(text, [](char c) { return is_control(c) && c != '\n' && c != '\t'; });
  return text;
}

// At most `bytes` of it, without half a character at the end.
std::string cut(std::string text, std::size_t bytes) {
  if (text.size() > bytes) text.resize(bytes);
  const std::size_t invalid = first_invalid_utf8(text);
  if (invalid != std::string::npos) text.resize(invalid);
  return text;
}

const JsonValue* error_in(const JsonValue& root) {
  if (root.kind != JsonValue::Kind::kObject) return nullptr;
  const JsonValue* error = root.find("error");
  const bool there = error != nullptr && error->kind != JsonValue::Kind::kNull;
  return there ? error : nullptr;
}

// {"error": {"message": "..."}}, {"error": "..."}, {"detail": "..."}, {"message": "..."}
std::string message_of(const JsonValue& root) {
  const auto text = [](const JsonValue* value) {
    return value != nullptr && value->kind == JsonValue::Kind::kString ? value->text
                                                                       : std::string();
  };
  if (const JsonValue* error = error_in(root)) {
    const std::string message = text(member(error, "message", JsonValue::Kind::kString));
    return message.empty() ? text(error) : message;
  }
  for (const char* key : {"message", "detail"})
    if (const JsonValue* found = member(&root, key, JsonValue::Kind::kString)) return found->text;
  return "";
}

std::size_t words_in(std::string_view text) {
  std::size_t words = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    words += text[i] > ' ' && (i == 0 || text[i - 1] <= ' ');
  return words;
}

}  // namespace

std::string chat_request_json(const TextRequest& request, std::string_view model,
                              std::string_view grammar) {
  nlohmann::ordered_json json;
  if (!model.empty()) json["model"] = model;
  json["messages"] = nlohmann::ordered_json::array();
  for (const neural::ChatMessage& message : request.messages)
    json["messages"].push_back({{"role", role_name(message.role)}, {"content", message.text}});
  json["max_tokens"] = request.max_tokens;
  json["temperature"] = request.temperature;
  json["seed"] = request.seed;
  if (!request.stops.empty()) json["stop"] = request.stops;
  json["stream"] = false;
  if (!grammar.empty()) json["grammar"] = grammar;
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

TextReply chat_reply(std::string_view json, std::string_view place) {
  const auto refuse = [&](std::string_view why) {
    throw IoError(
        fmt::format("{} answers, but not as an OpenAI-compatible server does: {}", place, why));
  };
  JsonValue root;
  try {
    root = claims::parse_json(json, place);
  } catch (const ParseError& error) {
    refuse(fmt::format("no JSON ({}): {}", error.message(), server_complaint(json)));
  }
  if (error_in(root) != nullptr) refuse(server_complaint(json));
  const JsonValue* choices = member(&root, "choices", JsonValue::Kind::kArray);
  if (choices == nullptr || choices->items.empty()) refuse("it has no \"choices\"");
  const JsonValue* message = member(&choices->items.front(), "message", JsonValue::Kind::kObject);
  if (message == nullptr) refuse("its first choice has no \"message\"");
  const JsonValue* content = member(message, "content", JsonValue::Kind::kString);
  const JsonValue* nothing = member(message, "content", JsonValue::Kind::kNull);
  if (content == nullptr && nothing == nullptr) refuse("its message has no \"content\"");
  TextReply reply;
  if (content != nullptr) reply.text = printable(content->text);
  const JsonValue* counted = member(member(&root, "usage", JsonValue::Kind::kObject),
                                    "completion_tokens", JsonValue::Kind::kInteger);
  reply.tokens = counted != nullptr && counted->integer >= 0
                     ? static_cast<std::size_t>(counted->integer)
                     : words_in(reply.text);
  return reply;
}

std::string server_complaint(std::string_view body) {
  constexpr std::size_t kMostBytes = 300;
  std::string said;
  try {
    said = message_of(claims::parse_json(body, "answer"));
  } catch (const ParseError&) {
  }
  if (said.empty()) said = body.substr(0, 2 * kMostBytes);
  std::ranges::replace_if(said, is_control, ' ');
  said.erase(0, said.find_first_not_of(' '));
  return cut(std::move(said), kMostBytes);
}

std::vector<std::string> listed_models(std::string_view json) {
  std::vector<std::string> names;
  try {
    const JsonValue root = claims::parse_json(json, "models");
    const JsonValue* list = member(&root, "data", JsonValue::Kind::kArray);
    if (list == nullptr) return {};
    for (const JsonValue& item : list->items)
      if (const JsonValue* id = member(&item, "id", JsonValue::Kind::kString)) {
        std::string& name = names.emplace_back(id->text);
        std::erase_if(name, is_control);
      }
  } catch (const ParseError&) {
  }
  return names;
}

}  // namespace modus::bridge
