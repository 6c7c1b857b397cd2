#include "neural/text/print_text_tokenizer.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "neural/text/text_tokenizer_json.h"
#include "tests/neural/text/small_tokenizer.h"

namespace modus::neural {
namespace {

TokenizerFile printed_and_read(const TokenizerFile& file) {
  TokenizerFile again = parse_text_tokenizer_json(print_text_tokenizer_json(file), "tokenizer");
  add_tokenizer_config(print_tokenizer_config(file), "config", again);
  add_generation_config(print_generation_config(file), "generation", again);
  return again;
}

TokenizerFile small_file() {
  TokenizerFile file = byte_tokenizer({"<s>", "</s>", "<end>"});
  file.tokens.emplace_back("ab", 259);
  file.tokens.emplace_back("abc", 260);
  file.merges = {{"a", "b"}, {"ab", "c"}};
  file.added.push_back({.id = 261, .text = "[x]", .normalized = true, .takes_space_before = true});
  file.patterns.emplace_back(kDigitPattern);
  file.nfc = file.ignore_merges = true;
  file.prefix = {256};
  file.ends = {257, 258};
  file.chat_template = "{{ \"x\" }}";
  return file;
}

TEST(PrintTextTokenizer, WhatIsPrintedIsReadBack) {
  const TokenizerFile file = small_file(), again = printed_and_read(file);
  EXPECT_EQ(again.merges, file.merges);
  EXPECT_EQ(again.patterns, file.patterns);
  EXPECT_EQ(again.nfc, file.nfc);
  EXPECT_EQ(again.ignore_merges, file.ignore_merges);
  EXPECT_EQ(again.prefix, file.prefix);
  EXPECT_EQ(again.ends, file.ends);
  EXPECT_EQ(again.chat_template, file.chat_template);
  ASSERT_EQ(again.added.size(), file.added.size());
  for (std::size_t i = 0; i < file.added.size(); ++i) {
    EXPECT_EQ(again.added[i].id, file.added[i].id);
    EXPECT_EQ(again.added[i].text, file.added[i].text);
    EXPECT_EQ(again.added[i].control, file.added[i].control);
    EXPECT_EQ(again.added[i].normalized, file.added[i].normalized);
    EXPECT_EQ(again.added[i].takes_space_before, file.added[i].takes_space_before);
  }
}

TEST(PrintTextTokenizer, TheIdsAreTheSame) {
  const TextTokenizer before(small_file()), after(printed_and_read(small_file()));
  for (const char* text : {"abc ab 1234", "<s>a [x]abcab</s>", "caf\u00e9 cafe\u0301", ""})
    EXPECT_EQ(before.encode(text, Controls::kAsTokens), after.encode(text, Controls::kAsTokens))
        << text;
  EXPECT_TRUE(after.is_end(258));
}

TEST(PrintTextTokenizer, WithoutPrefixEndsAndTemplate) {
  TokenizerFile file = small_file();
  file.prefix.clear();
  file.ends.clear();
  file.chat_template.clear();
  file.nfc = false;
  const TokenizerFile again = printed_and_read(file);
  EXPECT_TRUE(again.prefix.empty());
  EXPECT_TRUE(again.ends.empty());
  EXPECT_EQ(again.chat_template, "");
  EXPECT_FALSE(again.nfc);
}

TEST(PrintTextTokenizer, EndsAreListedOrOne) {
  TokenizerFile file = small_file();
  add_generation_config(R"({"eos_token_id": 12})", "g", file);
  EXPECT_EQ(file.ends, (std::vector<TokenId>{257, 258, 12}));
  add_generation_config(R"({"eos_token_id": null})", "g", file);
  EXPECT_EQ(file.ends.size(), 3u);
  EXPECT_THROW(add_generation_config(R"({"eos_token_id": [-1]})", "g", file), IoError);
  EXPECT_THROW(add_generation_config("[]", "g", file), IoError);
}

}  // namespace
}  // namespace modus::neural
