#include "neural/text/chat_template.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/error.h"
#include "neural/text/chat_markers.h"

namespace modus::neural {
namespace {

constexpr std::array<std::pair<ChatTemplate, std::string_view>, 4> kTemplateNames = {{
    {ChatTemplate::kChatMl, "chatml"},
    {ChatTemplate::kLlama3, "llama3"},
    {ChatTemplate::kDeepSeek, "deepseek"},
    {ChatTemplate::kDeepSeekLlm, "deepseek-llm"},
}};

// What the templates of these models put where nobody wrote a system text.
constexpr std::array kOwnSystemTexts = {
    std::string_view("You are a helpful AI assistant named SmolLM, trained by Hugging Face"),
    std::string_view("You are Qwen, created by Alibaba Cloud. You are a helpful assistant."),
};

std::string_view name_of(ChatRole role) {
  switch (role) {
    case ChatRole::kSystem:
      return "system";
    case ChatRole::kUser:
      return "user";
    case ChatRole::kAssistant:
      return "assistant";
  }
  return "";
}

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t\n\v\f\r");
  const auto end = text.find_last_not_of(" \t\n\v\f\r");
  return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

// Neighbouring texts become one part: tokens may reach over their seam.
class Prompt {
 public:
  Prompt& control(std::string_view name) {
    parts_.push_back({std::string(name), true});
    return *this;
  }
  Prompt& text(std::string_view text) {
    if (text.empty()) return *this;
    if (parts_.empty() || parts_.back().control) parts_.push_back({});
    parts_.back().text += text;
    return *this;
  }
  std::vector<PromptPart> take() { return std::move(parts_); }

 private:
  std::vector<PromptPart> parts_;
};

std::vector<PromptPart> chat_ml(std::span<const ChatMessage> messages) {
  Prompt prompt;
  for (const auto& [role, text] : messages)
    prompt.control(marker::kChatMlStart)
        .text(fmt::format("{}\n{}", name_of(role), text))
        .control(marker::kChatMlEnd)
        .text("\n");
  return prompt.control(marker::kChatMlStart).text("assistant\n").take();
}

std::vector<PromptPart> llama3(std::span<const ChatMessage> messages) {
  Prompt prompt;
  const auto header = [&](ChatRole role) {
    prompt.control(marker::kLlama3Header)
        .text(name_of(role))
        .control(marker::kLlama3HeaderEnd)
        .text("\n\n");
  };
  prompt.control(marker::kLlama3Begin);
  for (const auto& [role, text] : messages) {
    header(role);
    prompt.text(trimmed(text)).control(marker::kLlama3TurnEnd);
  }
  header(ChatRole::kAssistant);
  return prompt.take();
}

std::vector<PromptPart> deep_seek(std::span<const ChatMessage> messages) {
  Prompt prompt;
  prompt.control(marker::kDeepSeekBegin);
  for (const auto& [role, text] : messages) {
    if (role == ChatRole::kUser) prompt.control(marker::kDeepSeekUser);
    if (role == ChatRole::kAssistant) prompt.control(marker::kDeepSeekAssistant);
    prompt.text(text);
    if (role == ChatRole::kAssistant) prompt.control(marker::kDeepSeekEnd);
  }
  return prompt.control(marker::kDeepSeekAssistant).take();
}

std::vector<PromptPart> deep_seek_llm(std::span<const ChatMessage> messages) {
  Prompt prompt;
  prompt.control(marker::kDeepSeekBegin);
  for (const auto& [role, text] : messages) {
    if (role == ChatRole::kAssistant)
      prompt.text("Assistant: ").text(text).control(marker::kDeepSeekEnd);
    else
      prompt.text(role == ChatRole::kUser ? "User: " : "").text(text).text("\n\n");
  }
  return prompt.text("Assistant:").take();
}

}  // namespace

std::optional<ChatTemplate> chat_template_named(std::string_view name) {
  for (const auto& [chat, its_name] : kTemplateNames)
    if (its_name == name) return chat;
  return std::nullopt;
}

std::string_view to_string(ChatTemplate chat) {
  for (const auto& [its, name] : kTemplateNames)
    if (its == chat) return name;
  return "";
}

std::optional<ChatTemplate> recognise_chat_template(const TextTokenizer& tokenizer) {
  const std::string& text = tokenizer.chat_template();
  const auto tells = [&](std::string_view marker) {
    return text.empty() ? tokenizer.control(marker).has_value()
                        : text.find(marker) != std::string::npos;
  };
  if (tells(marker::kChatMlStart)) return ChatTemplate::kChatMl;
  if (tells(marker::kLlama3Header)) return ChatTemplate::kLlama3;
  if (tells(marker::kDeepSeekUser)) return ChatTemplate::kDeepSeek;
  if (!text.empty() && tells("'User: '") && tells("'Assistant:'"))
    return ChatTemplate::kDeepSeekLlm;
  return std::nullopt;
}

std::vector<PromptPart> write_chat(ChatTemplate chat, std::span<const ChatMessage> messages) {
  switch (chat) {
    case ChatTemplate::kChatMl:
      return chat_ml(messages);
    case ChatTemplate::kLlama3:
      return llama3(messages);
    case ChatTemplate::kDeepSeek:
      return deep_seek(messages);
    case ChatTemplate::kDeepSeekLlm:
      return deep_seek_llm(messages);
  }
  return {};
}

std::vector<TokenId> encode_chat(const TextTokenizer& tokenizer, ChatTemplate chat,
                                 std::vector<ChatMessage> messages) {
  const bool has_system =
      std::any_of(messages.begin(), messages.end(),
                  [](const ChatMessage& message) { return message.role == ChatRole::kSystem; });
  for (const std::string_view own : kOwnSystemTexts)
    if (!has_system && tokenizer.chat_template().find(own) != std::string::npos)
      messages.insert(messages.begin(), {ChatRole::kSystem, std::string(own)});
  std::vector<TokenId> tokens;
  // The other templates begin with that token themselves.
  if (chat == ChatTemplate::kChatMl)
    tokens.assign(tokenizer.prefix().begin(), tokenizer.prefix().end());
  for (const PromptPart& part : write_chat(chat, messages)) {
    if (!part.control) {
      const std::vector<TokenId> text = tokenizer.encode(part.text, Controls::kAsText);
      tokens.insert(tokens.end(), text.begin(), text.end());
    } else if (const auto token = tokenizer.control(part.text)) {
      tokens.push_back(*token);
    } else {
      throw ConfigError(
          fmt::format("the chat template {} needs the token `{}`, which this "
                      "vocabulary has not; choose another one with --chat-template",
                      to_string(chat), part.text));
    }
  }
  return tokens;
}

}  // namespace modus::neural
