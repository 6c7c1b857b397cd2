#include "bridge/text_guide/chain_guide.h"

#include <gtest/gtest.h>

#include "claims/chain_text.h"
#include "tests/bridge/text_guide/drawn_claims.h"

namespace modus::bridge {
namespace {

using neural::TokenId;

const TextLexicon kEggs = {.constants = {"eggs_per_day", "eaten"},
                           .numbers = {"13", "2"},
                           .comparison = true,
                           .arithmetic = true};
const ChainLine kAfterGivens = {.next_step = 3,
                                .steps = {1, 2},
                                .rules = {"calculate"},
                                .new_names = {},
                                .new_words = {"eggs", "left"},
                                .have = true,
                                .let = true,
                                .answer = true};

std::shared_ptr<const VocabularyTrie> single_bytes() {
  std::vector<std::string> tokens;
  for (int byte = 0; byte < 256; ++byte) tokens.emplace_back(1, static_cast<char>(byte));
  return std::make_shared<const VocabularyTrie>(std::move(tokens));
}

TEST(ChainGuide, ALineMayUseWhatTheLinesBeforeBroughtIn) {
  ChainGuide guide(single_bytes(), kEggs, kAfterGivens, 10);
  EXPECT_FALSE(guide.take_text("s3 have eggs_left"));
  EXPECT_FALSE(guide.take_text("s3 have eaten = 2 by s3"));
  EXPECT_TRUE(guide.at_boundary());
  ASSERT_TRUE(guide.take_text("s3 let eggs_left := eggs_per_day - eaten"));
  const ChainGuide before = guide;
  ASSERT_TRUE(guide.take_text("\n"));
  EXPECT_EQ(guide.last_line(), "s3 let eggs_left := eggs_per_day - eaten\n");
  ASSERT_TRUE(guide.take_text("s4 have eggs_left = 13 by calculate s1 s2 s3\n"));
  ASSERT_TRUE(guide.take_text("answer 13 by s4\n"));
  EXPECT_TRUE(guide.finished());
  EXPECT_FALSE(guide.take_text("s"));
  EXPECT_FALSE(guide.take('s'));
  EXPECT_FALSE(before.finished());
  EXPECT_EQ(before.last_line(), "");
}

TEST(ChainGuide, TheLastLineIsAnAnswer) {
  ChainGuide guide(single_bytes(), kEggs, kAfterGivens, 2);
  ASSERT_TRUE(guide.take_text("s3 have eaten = 2\n"));
  EXPECT_EQ(guide.forced(), "answer ");
  EXPECT_FALSE(guide.take_text("s"));
  ASSERT_TRUE(guide.take_text("answer eaten by s3\n"));
  EXPECT_TRUE(guide.finished());
}

// Tokens that run over what ends within a line never run over the line's end.
TEST(ChainGuide, ChainsThatAreDrawnParse) {
  RandomStream random(51);
  const auto sample = chain_line_grammar(kEggs, kAfterGivens);
  const auto trie = std::make_shared<const VocabularyTrie>(drawn_vocabulary(*sample, 900, random));
  for (int drawn = 0; drawn < 40; ++drawn) {
    ChainGuide guide(trie, kEggs, kAfterGivens, 6);
    std::string text = "s1 given eggs_per_day = 16\ns2 given eaten = 3\n";
    TokenMask mask(trie->size());
    while (!guide.finished()) {
      guide.allowed(mask);
      std::vector<TokenId> offered;
      mask.each([&](TokenId token) { offered.push_back(token); });
      ASSERT_FALSE(offered.empty()) << text;
      const TokenId token = offered[random.below(static_cast<std::uint32_t>(offered.size()))];
      ASSERT_TRUE(guide.take(token)) << text;
      text += trie->bytes(token);
    }
    EXPECT_NO_THROW(claims::parse_chain(text, "drawn")) << text;
  }
}

}  // namespace
}  // namespace modus::bridge
