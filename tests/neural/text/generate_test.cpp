#include "neural/text/generate.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "neural/scripted_decoder.h"
#include "tests/neural/text/small_tokenizer.h"

namespace modus::neural {
namespace {

const TextTokenizer& tokenizer() {
  static const TextTokenizer made(byte_tokenizer({"<|im_end|>", "<|other|>"}));
  return made;
}

struct Told {
  Generated result;
  std::vector<std::string> pieces;
};

// The decoder writes `continuation` behind "Hi".
Told run(std::vector<TokenId> continuation, const GenerateOptions& options,
         std::size_t context = 100) {
  const std::vector<TokenId> prompt = tokenizer().encode("Hi", Controls::kAsText);
  ScriptedDecoder decoder({.vocabulary = 300, .context = context, .otherwise = '.'},
                          {{prompt, std::move(continuation)}});
  Told run;
  run.result = generate(tokenizer(), decoder, prompt, options,
                        [&](std::string_view piece) { run.pieces.emplace_back(piece); });
  return run;
}

std::vector<TokenId> ids(const std::string& text) {
  return tokenizer().encode(text, Controls::kAsTokens);
}

TEST(Generate, WritesUntilTheEnd) {
  const Told written = run(ids("a\u00e9<|other|>b<|im_end|>c"), {});
  EXPECT_EQ(written.result.text, "a\u00e9b");
  EXPECT_EQ(written.pieces, (std::vector<std::string>{"a", "\u00e9", "b"}));
  EXPECT_EQ(written.result.finish, Finish::kEnd);
  EXPECT_EQ(written.result.tokens, ids("a\u00e9<|other|>b<|im_end|>"));
}

TEST(Generate, StopsAtAStopText) {
  const Told written = run(ids("abcSTOPd"), {.stops = {"STOP"}});
  EXPECT_EQ(written.result.text, "abc");
  EXPECT_EQ(written.result.finish, Finish::kStop);
  EXPECT_EQ(run(ids("abST<|im_end|>"), {.stops = {"STOP"}}).result.text, "abST");
}

TEST(Generate, CountsTokens) {
  const Told two = run(ids("abc"), {.max_tokens = 2});
  EXPECT_EQ(two.result.text, "ab");
  EXPECT_EQ(two.result.finish, Finish::kMaxTokens);
  const Told half = run(ids("\u00e9"), {.max_tokens = 1});
  EXPECT_EQ(half.result.text, "\uFFFD");
  const Told full = run(ids("abc"), {}, 4);
  EXPECT_EQ(full.result.text, "ab");
  EXPECT_EQ(full.result.finish, Finish::kContext);
}

TEST(Generate, StopsWhenInterrupted) {
  const std::atomic<bool> stop = true;
  const Told written = run(ids("abc"), {.interrupt = &stop});
  EXPECT_EQ(written.result.finish, Finish::kInterrupted);
  EXPECT_EQ(written.result.text, "");
}

TEST(Generate, NeverWritesATokenThatIsNobodys) {
  EXPECT_EQ(run({280}, {.max_tokens = 1}).result.text, ".");
}

TEST(Generate, RefusesWhatCannotBe) {
  EXPECT_THROW(run(ids("a"), {}, 2), ConfigError);
  EXPECT_THROW(run(ids("a"), {.max_tokens = 99}), ConfigError);
  EXPECT_THROW(run(ids("a"), {.max_tokens = std::size_t(-1)}), ConfigError);
  EXPECT_THROW(run(ids("a"), {.max_tokens = 0}), ConfigError);
  EXPECT_THROW(run(ids("a"), {.stops = {""}}), ConfigError);
  EXPECT_THROW(run(ids("a"), {.stops = std::vector<std::string>(17, "x")}), ConfigError);
  ScriptedDecoder narrow({.vocabulary = 200, .context = 10, .otherwise = 0}, {});
  EXPECT_THROW(generate(tokenizer(), narrow, ids("a"), {}, [](std::string_view) {}), IoError);
  ScriptedDecoder decoder({.vocabulary = 300, .context = 10, .otherwise = 0}, {});
  EXPECT_THROW(generate(tokenizer(), decoder, {}, {}, [](std::string_view) {}), ConfigError);
}

TEST(Generate, ClosesItsSequence) {
  ScriptedDecoder decoder({.vocabulary = 300, .context = 10, .otherwise = '.'}, {});
  generate(tokenizer(), decoder, ids("a"), {.max_tokens = 2}, [](std::string_view) {});
  EXPECT_THROW(decoder.length(SequenceId(1)), InternalError);
}

}  // namespace
}  // namespace modus::neural
