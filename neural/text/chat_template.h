// How a conversation is written for the chat models of a family. The templates are fixed and few:
// the template program that a file carries is looked at to recognise its family, and never run.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "neural/text/text_tokenizer.h"

namespace modus::neural {

// chatml: Qwen, SmolLM2. llama3: Llama 3 (without the dates that 3.1 puts before a system text).
// deepseek: V3 and R1. deepseek-llm: DeepSeek LLM, Coder and V2.
enum class ChatTemplate { kChatMl, kLlama3, kDeepSeek, kDeepSeekLlm };

std::optional<ChatTemplate> chat_template_named(std::string_view name);
std::string_view to_string(ChatTemplate chat);

// By the file's template, else by the control tokens of its vocabulary; nullopt: neither tells.
std::optional<ChatTemplate> recognise_chat_template(const TextTokenizer& tokenizer);

enum class ChatRole { kSystem, kUser, kAssistant };
struct ChatMessage {
  ChatRole role = ChatRole::kUser;
  std::string text;
};

// A part of a prompt: a control token by its name, or text, in which control tokens are but text.
struct PromptPart {
  std::string text;
  bool control = false;

  friend bool operator==(const PromptPart&, const PromptPart&) = default;
};

// The conversation up to where the assistant is to write.
std::vector<PromptPart> write_chat(ChatTemplate chat, std::span<const ChatMessage> messages);

// The same as tokens. Where no message is the system's, the family's own system text goes first if
// the file's template has it (Qwen2.5, SmolLM2). ConfigError where the vocabulary lacks a control
// token of the template.
std::vector<TokenId> encode_chat(const TextTokenizer& tokenizer, ChatTemplate chat,
                                 std::vector<ChatMessage> messages);

}  // namespace modus::neural
