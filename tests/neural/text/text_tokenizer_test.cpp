#include "neural/text/text_tokenizer.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "neural/text/byte_alphabet.h"
#include "neural/text/pre_tokenizer.h"

namespace modus::neural {
namespace {

using Ids = std::vector<TokenId>;

// Bytes 0 to 255, then "he" 256, "ll" 257, "hell" 258, " w" 259; "o" is 111.
TokenizerFile small() {
  TokenizerFile file;
  file.name = "small";
  for (int byte = 0; byte < 256; ++byte)
    file.tokens.emplace_back(to_byte_alphabet(std::string(1, static_cast<char>(byte))), byte);
  file.tokens.insert(file.tokens.end(),
                     {{"he", 256}, {"ll", 257}, {"hell", 258}, {"\u0120w", 259}});
  file.merges = {{"h", "e"}, {"l", "l"}, {"he", "ll"}, {"\u0120", "w"}};
  file.added = {{300, "<|end|>", true}, {301, "<think>", false}};
  file.patterns = {std::string(kGpt2Pattern)};
  file.ends = {300};
  return file;
}

std::string refusal(const TokenizerFile& file) {
  try {
    TextTokenizer{file};
    return "";
  } catch (const IoError& error) {
    return error.what();
  }
}

TEST(TextTokenizer, MergesBytesOfPieces) {
  const TextTokenizer tokenizer(small());
  EXPECT_EQ(tokenizer.size(), 302u);
  EXPECT_EQ(tokenizer.encode("hello w", Controls::kAsTokens), (Ids{258, 111, 259}));
  EXPECT_EQ(tokenizer.encode("\u00e9", Controls::kAsTokens), (Ids{0xC3, 0xA9}));
  EXPECT_EQ(tokenizer.encode("", Controls::kAsTokens), Ids{});
  EXPECT_EQ(tokenizer.decode(Ids{258, 111, 259, 300, 280, -1, 999}), "hello w<|end|>");
}

TEST(TextTokenizer, ControlTokensInForeignTextAreText) {
  const TextTokenizer tokenizer(small());
  EXPECT_EQ(tokenizer.encode("he<|end|><think>", Controls::kAsTokens), (Ids{256, 300, 301}));
  const Ids as_text = tokenizer.encode("he<|end|><think>", Controls::kAsText);
  EXPECT_EQ(as_text, (Ids{256, '<', '|', 'e', 'n', 'd', '|', '>', 301}));
  EXPECT_EQ(tokenizer.decode(as_text), "he<|end|><think>");
  EXPECT_EQ(tokenizer.control("<|end|>"), 300);
  EXPECT_EQ(tokenizer.control("<think>"), std::nullopt);
  EXPECT_TRUE(tokenizer.is_end(300));
  EXPECT_TRUE(tokenizer.is_control(300));
  EXPECT_FALSE(tokenizer.is_control(301));
}

TEST(TextTokenizer, IgnoresMergesOfAWholePieceWhereTold) {
  TokenizerFile file = small();
  file.tokens.emplace_back("hello", 260);
  EXPECT_EQ(TextTokenizer(file).encode("hello", Controls::kAsTokens), (Ids{258, 111}));
  file.ignore_merges = true;
  EXPECT_EQ(TextTokenizer(file).encode("hello", Controls::kAsTokens), Ids{260});
}

TEST(TextTokenizer, LeavesOutBytesWithoutAToken) {
  TokenizerFile file = small();
  file.tokens.erase(file.tokens.begin() + 'o');
  EXPECT_EQ(TextTokenizer(file).encode("hello", Controls::kAsTokens), Ids{258});
}

TEST(TextTokenizer, NormalFormComesBehindTokensAsWritten) {
  TokenizerFile file = small();
  file.nfc = true;
  file.added.push_back({302, "e\u0301", false, false});
  file.added.push_back({303, "a\u0301", false, true});
  const TextTokenizer tokenizer(file);
  EXPECT_EQ(tokenizer.encode("e\u0301", Controls::kAsTokens), Ids{302});
  EXPECT_EQ(tokenizer.encode("\u00e9", Controls::kAsTokens), (Ids{0xC3, 0xA9}));
  EXPECT_EQ(tokenizer.encode("\u00e1a\u0301", Controls::kAsTokens), (Ids{303, 303}));
}

TEST(TextTokenizer, RefusesBadText) {
  const TextTokenizer tokenizer(small());
  EXPECT_THROW(tokenizer.encode("a\xFF", Controls::kAsTokens), IoError);
  EXPECT_THROW(tokenizer.encode(std::string(kMaxTextBytes + 1, 'a'), Controls::kAsTokens), IoError);
}

TEST(TextTokenizer, RefusesFilesThatContradictThemselves) {
  EXPECT_EQ(refusal(small()), "");
  TokenizerFile file = small();
  file.tokens.emplace_back("x", 400);
  EXPECT_EQ(refusal(file), "small: this is no byte-level tokenizer: token `x` is there twice");
  file = small();
  file.tokens.emplace_back("xx", 256);
  EXPECT_NE(refusal(file).find("two tokens have the id 256"), std::string::npos);
  for (const TokenId id : {-1, 1 << 20, 0x7FFFFFFF}) {
    file = small();
    file.tokens.emplace_back("xx", id);
    EXPECT_NE(refusal(file).find("0 to 1048575 are allowed"), std::string::npos) << id;
  }
  file = small();
  file.merges.emplace_back("he", "y");
  EXPECT_NE(refusal(file).find("merge 4 (`he` and `y`): `hey` is no token"), std::string::npos);
  file = small();
  file.merges.emplace_back("h", "e");
  EXPECT_NE(refusal(file).find("is there twice"), std::string::npos);
  file = small();
  file.merges.emplace_back("he", "");  // a token of its own product would never end
  EXPECT_NE(refusal(file).find("`` is no token"), std::string::npos);
  file = small();
  file.added.push_back({5, "<x>", true});
  EXPECT_NE(refusal(file).find("has the id 5 of another one"), std::string::npos);
  file = small();
  file.added.push_back({305, "<|end|>", true});
  EXPECT_NE(refusal(file).find("is there twice"), std::string::npos);
  file = small();
  file.ends.push_back(299);
  EXPECT_NE(refusal(file).find("token 299 has no text"), std::string::npos);
  file = small();
  file.patterns = {"x*"};
  EXPECT_NE(refusal(file).find("`x*` is not known"), std::string::npos);
}

TEST(TextTokenizer, MustFitItsModel) {
  const TextTokenizer tokenizer(small());
  EXPECT_NO_THROW(tokenizer.require_fits(302));
  EXPECT_NO_THROW(tokenizer.require_fits(320));
  EXPECT_THROW(tokenizer.require_fits(301), IoError);
}

}  // namespace
}  // namespace modus::neural
