#include "neural/text/pre_tokenizer.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace modus::neural {
namespace {

using Pieces = std::vector<std::string_view>;

PreTokenizer named(std::string_view name) {
  const auto patterns = patterns_named(name);
  return PreTokenizer(patterns.value());
}

TEST(PreTokenizer, CutsAsGpt2) {
  EXPECT_EQ(named("gpt-2").split("We've  2 dogs'll\n\n x_y"),
            (Pieces{"We", "'ve", " ", " 2", " dogs", "'ll", "\n\n", " x", "_", "y"}));
  EXPECT_EQ(named("gpt-2").split("end  "), (Pieces{"end", "  "}));
  EXPECT_TRUE(named("gpt-2").split("").empty());
}

TEST(PreTokenizer, CutsAsSmolLm) {
  EXPECT_EQ(named("smollm").split("in 1984, \u0663"),
            (Pieces{"in", " ", "1", "9", "8", "4", ",", " ", "\u0663"}));
}

TEST(PreTokenizer, CutsAsQwen2AndLlama3) {
  EXPECT_EQ(
      named("qwen2").split("It'S\u00e9t\u00e9 1984!\r\n  (x)"),
      (Pieces{"It", "'S", "\u00e9t\u00e9", " ", "1", "9", "8", "4", "!\r\n", " ", " (", "x", ")"}));
  EXPECT_EQ(named("llama-bpe").split("x 12345"), (Pieces{"x", " ", "123", "45"}));
  EXPECT_EQ(named("llama3").split(".name'\u017F"), (Pieces{".name", "'\u017F"}));  // long s
}

TEST(PreTokenizer, CutsAsDeepSeek) {
  EXPECT_EQ(named("deepseek-llm").split("Hi all\n12  "),
            (Pieces{"Hi", " all", "\n", "1", "2", "  "}));
  EXPECT_EQ(named("deepseek-llm").split("a  b"), (Pieces{"a", " ", " b"}));
  EXPECT_EQ(named("deepseek-v3").split("12345.abc .d\u4F60\u597D!"),
            (Pieces{"123", "45", ".abc", " .", "d", "\u4F60\u597D", "!"}));
}

// White space is Unicode's: U+0085 and U+3000 are, U+180E and U+200B are not.
TEST(PreTokenizer, KnowsUnicodesWhiteSpace) {
  EXPECT_EQ(named("gpt-2").split("a\u0085\u3000"), (Pieces{"a", "\u0085\u3000"}));
  EXPECT_EQ(named("gpt-2").split("! \u180E\u200B"), (Pieces{"!", " \u180E\u200B"}));
}

TEST(PreTokenizer, TakesPatternsWithLineEndsAsTheyAre) {
  const std::vector<std::string> patterns = {"[\r\n]"};
  EXPECT_EQ(PreTokenizer(patterns).split("a\nb"), (Pieces{"a", "\n", "b"}));
}

TEST(PreTokenizer, NeverRunsAPatternThatIsNotKnown) {
  const std::vector<std::string> patterns = {"(a+)+$"};
  try {
    PreTokenizer{patterns};
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_NE(std::string(error.what()).find("(a+)+$"), std::string::npos);
  }
  EXPECT_EQ(patterns_named("falcon"), std::nullopt);
}

TEST(PreTokenizer, LongRunsTakeNoLongerThanTheirLength) {
  for (const char* name :
       {"gpt-2", "smollm", "qwen2", "llama3", "deepseek-llm", "deepseek-coder", "deepseek-v3"})
    for (const char c : {' ', '\n', 'a', '1', '.', '\''}) {
      const std::string text = std::string(1 << 20, c) + "x";
      std::size_t size = 0;
      for (const std::string_view piece : named(name).split(text)) size += piece.size();
      EXPECT_EQ(size, text.size()) << name << " " << static_cast<int>(c);
    }
}

}  // namespace
}  // namespace modus::neural
