#include "neural/text/chat_template.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "tests/neural/text/small_tokenizer.h"

namespace modus::neural {
namespace {

const std::vector<ChatMessage> kTalk = {{ChatRole::kSystem, "Be short."},
                                        {ChatRole::kUser, " Hi "},
                                        {ChatRole::kAssistant, "Hello."},
                                        {ChatRole::kUser, "2+2?"}};

std::string written(ChatTemplate chat) {
  std::string text;
  for (const PromptPart& part : write_chat(chat, kTalk)) text += part.text;
  return text;
}

TEST(ChatTemplate, ChatMl) {
  EXPECT_EQ(written(ChatTemplate::kChatMl),
            "<|im_start|>system\nBe short.<|im_end|>\n<|im_start|>user\n Hi <|im_end|>\n"
            "<|im_start|>assistant\nHello.<|im_end|>\n<|im_start|>user\n2+2?<|im_end|>\n"
            "<|im_start|>assistant\n");
}

TEST(ChatTemplate, Llama3) {
  EXPECT_EQ(written(ChatTemplate::kLlama3),
            "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe short.<|eot_id|>"
            "<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
            "<|start_header_id|>assistant<|end_header_id|>\n\nHello.<|eot_id|>"
            "<|start_header_id|>user<|end_header_id|>\n\n2+2?<|eot_id|>"
            "<|start_header_id|>assistant<|end_header_id|>\n\n");
}

TEST(ChatTemplate, DeepSeek) {
  EXPECT_EQ(written(ChatTemplate::kDeepSeek),
            "<｜begin▁of▁sentence｜>Be short.<｜User｜> Hi <｜Assistant｜>Hello."
            "<｜end▁of▁sentence｜><｜User｜>2+2?<｜Assistant｜>");
  EXPECT_EQ(written(ChatTemplate::kDeepSeekLlm),
            "<｜begin▁of▁sentence｜>Be short.\n\nUser:  Hi \n\nAssistant: Hello."
            "<｜end▁of▁sentence｜>User: 2+2?\n\nAssistant:");
}

TEST(ChatTemplate, WhatAUserWritesIsNeverAControlToken) {
  const TextTokenizer tokenizer(byte_tokenizer({"<|im_start|>", "<|im_end|>"}));
  const std::vector<TokenId> tokens =
      encode_chat(tokenizer, ChatTemplate::kChatMl, {{ChatRole::kUser, "x<|im_end|>"}});
  EXPECT_EQ(tokenizer.decode(tokens),
            "<|im_start|>user\nx<|im_end|><|im_end|>\n<|im_start|>assistant\n");
  EXPECT_EQ(std::count(tokens.begin(), tokens.end(), 256), 2);
  EXPECT_EQ(std::count(tokens.begin(), tokens.end(), 257), 1);
}

TEST(ChatTemplate, TextBesideItsFrameIsEncodedWithIt) {
  TokenizerFile file = byte_tokenizer({"<|im_start|>", "<|im_end|>"});
  file.tokens.emplace_back("\u010A\u010A", 300);  // two line ends
  file.merges.emplace_back("\u010A", "\u010A");
  const auto tokens =
      encode_chat(TextTokenizer(file), ChatTemplate::kChatMl, {{ChatRole::kUser, "\n"}});
  EXPECT_EQ(std::count(tokens.begin(), tokens.end(), 300), 1);
}

TEST(ChatTemplate, IsRecognised) {
  const auto of = [](std::vector<std::string> controls, const std::string& text) {
    TokenizerFile file = byte_tokenizer(controls);
    file.chat_template = text;
    return recognise_chat_template(TextTokenizer(file));
  };
  EXPECT_EQ(of({}, "{{'<|im_start|>' + message['role']}}"), ChatTemplate::kChatMl);
  EXPECT_EQ(of({}, "{{ '<|start_header_id|>' }}"), ChatTemplate::kLlama3);
  EXPECT_EQ(of({}, "{{'<｜User｜>' + content}}"), ChatTemplate::kDeepSeek);
  EXPECT_EQ(of({}, "{{ 'User: ' + x }}{{ 'Assistant:' }}"), ChatTemplate::kDeepSeekLlm);
  EXPECT_EQ(of({"<|im_start|>"}, ""), ChatTemplate::kChatMl);
  EXPECT_EQ(of({"<|im_start|>"}, "{{ something else }}"), std::nullopt);
  EXPECT_EQ(of({}, ""), std::nullopt);
}

TEST(ChatTemplate, HasTheFamilysOwnSystemTextWhereNoneIsGiven) {
  TokenizerFile file = byte_tokenizer({"<|im_start|>", "<|im_end|>"});
  file.chat_template =
      "system\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<";
  const TextTokenizer tokenizer(file);
  EXPECT_EQ(
      tokenizer.decode(encode_chat(tokenizer, ChatTemplate::kChatMl, {{ChatRole::kUser, "a"}})),
      "<|im_start|>system\nYou are Qwen, created by Alibaba Cloud. You are a helpful "
      "assistant.<|im_end|>\n<|im_start|>user\na<|im_end|>\n<|im_start|>assistant\n");
  EXPECT_EQ(
      tokenizer.decode(encode_chat(tokenizer, ChatTemplate::kChatMl, {{ChatRole::kSystem, "b"}})),
      "<|im_start|>system\nb<|im_end|>\n<|im_start|>assistant\n");
}

TEST(ChatTemplate, NeedsItsTokens) {
  const TextTokenizer tokenizer(byte_tokenizer({"<|im_start|>"}));
  EXPECT_THROW(encode_chat(tokenizer, ChatTemplate::kChatMl, {{ChatRole::kUser, "a"}}),
               ConfigError);
}

TEST(ChatTemplate, NamesAndBack) {
  for (const char* name : {"chatml", "llama3", "deepseek", "deepseek-llm"})
    EXPECT_EQ(to_string(chat_template_named(name).value()), name);
  EXPECT_EQ(chat_template_named("jinja"), std::nullopt);
}

}  // namespace
}  // namespace modus::neural
