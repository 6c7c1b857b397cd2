#include "neural/text/gguf_tokenizer.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "tests/neural/gguf_bytes.h"
#include "tests/temp_folder.h"

namespace modus::neural {
namespace {

struct Keys {
  std::string model = "gpt2", pre = "smollm";
  std::vector<std::string> tokens = {"a", "b", "ab", "<|im_end|>", "<tool>", "[PAD5]", "1"};
  std::vector<int> types = {1, 1, 1, 3, 4, 5, 1};
  std::vector<std::string> merges = {"a b"};
  std::uint32_t end = 3;
};

TokenizerFile read(const Keys& keys) {
  GgufBytes bytes;
  bytes.add_text("tokenizer.ggml.model", keys.model);
  bytes.add_text("tokenizer.ggml.pre", keys.pre);
  bytes.add_texts("tokenizer.ggml.tokens", keys.tokens);
  std::string types = u32(5) + u64(keys.types.size());
  for (const int type : keys.types) types += u32(static_cast<std::uint32_t>(type));
  bytes.add_key("tokenizer.ggml.token_type", 9, types);
  bytes.add_texts("tokenizer.ggml.merges", keys.merges);
  bytes.add_key("tokenizer.ggml.bos_token_id", 4, u32(3));
  bytes.add_key("tokenizer.ggml.eos_token_id", 4, u32(keys.end));
  bytes.add_text("tokenizer.chat_template", "{{ x }}");
  const std::string path = in_temp("tokenizer.gguf");
  write_file(path, bytes.file());
  return tokenizer_file_of(GgufFile::open(path));
}

std::string refusal(const Keys& keys) {
  try {
    TextTokenizer{read(keys)};
    return "";
  } catch (const IoError& error) {
    return error.what();
  }
}

TEST(GgufTokenizer, IsRead) {
  const TextTokenizer tokenizer(read({}));
  EXPECT_EQ(tokenizer.size(), 7u);
  EXPECT_EQ(tokenizer.encode("abab<tool>11", Controls::kAsTokens),
            (std::vector<TokenId>{2, 2, 4, 6, 6}));
  EXPECT_EQ(tokenizer.control("<|im_end|>"), 3);
  EXPECT_TRUE(tokenizer.is_end(3));
  EXPECT_TRUE(tokenizer.bytes(5).empty());
  EXPECT_TRUE(tokenizer.prefix().empty());
  EXPECT_EQ(tokenizer.chat_template(), "{{ x }}");
}

TEST(GgufTokenizer, FamiliesBringWhatTheFileDoesNotSay) {
  EXPECT_TRUE(read({.pre = "qwen2"}).nfc);
  EXPECT_FALSE(read({.pre = "smollm"}).nfc);
  EXPECT_TRUE(read({.pre = "llama-bpe"}).ignore_merges);
  EXPECT_EQ(read({.pre = "llama-bpe"}).prefix, std::vector<TokenId>{3});
}

TEST(GgufTokenizer, RefusesOthers) {
  EXPECT_EQ(refusal({}), "");
  EXPECT_NE(refusal({.model = "llama"}).find("tokenizer.ggml.model is `llama`"), std::string::npos);
  EXPECT_NE(refusal({.pre = "falcon"}).find("tokenizer.ggml.pre is `falcon`"), std::string::npos);
  EXPECT_NE(refusal({.types = {1}}).find("7 tokens, but 1 entries"), std::string::npos);
  EXPECT_NE(refusal({.merges = {"ab"}}).find("entry 0 is not two tokens"), std::string::npos);
  EXPECT_NE(refusal({.merges = {"a c"}}).find("`c` is no token"), std::string::npos);
  EXPECT_NE(refusal({.merges = {"b a"}}).find("`ba` is no token"), std::string::npos);
  EXPECT_NE(refusal({.merges = {"a b", "a b"}}).find("is there twice"), std::string::npos);
  EXPECT_NE(refusal({.end = 5}).find("token 5 has no text"), std::string::npos);
  EXPECT_NE(refusal({.end = 4'000'000'000}).find("eos_token_id is 4000000000"), std::string::npos);
  EXPECT_NE(refusal({.tokens = {"a", "b", "ab", "x", "y", "z", "a"}}).find("twice"),
            std::string::npos);
}

}  // namespace
}  // namespace modus::neural
