// Masks beside what taking each token says, and the sharing, healing and limits of a guide.
#include "bridge/text_guide/text_guide.h"

#include <thread>

#include <gtest/gtest.h>

#include "bridge/text_guide/claim_grammar.h"
#include "bridge/text_guide/healing.h"
#include "tests/bridge/text_guide/drawn_claims.h"

namespace modus::bridge {
namespace {

using neural::TokenId;

// The slow way to a mask.
void expect_exact(const TextGuide& guide, const VocabularyTrie& trie, const std::string& so_far) {
  TokenMask mask(trie.size());
  guide.allowed(mask);
  for (std::size_t id = 0; id < trie.size(); ++id) {
    const auto token = static_cast<TokenId>(id);
    TextGuide copy = guide;
    ASSERT_EQ(mask.test(token), copy.take(token)) << so_far << "|" << trie.bytes(token);
  }
}

// Follows a text by tokens that are drawn among those that fit it.
void follow(TextGuide guide, const VocabularyTrie& trie, const std::string& text,
            RandomStream& random) {
  std::size_t at = 0;
  while (at < text.size() && !testing::Test::HasFatalFailure()) {
    expect_exact(guide, trie, text.substr(0, at));
    std::vector<TokenId> fitting;
    for (std::size_t id = 0; id < trie.size(); ++id) {
      const std::string& bytes = trie.bytes(static_cast<TokenId>(id));
      if (!bytes.empty() && text.compare(at, bytes.size(), bytes) == 0)
        fitting.push_back(static_cast<TokenId>(id));
    }
    const TokenId token = fitting[random.below(static_cast<std::uint32_t>(fitting.size()))];
    ASSERT_TRUE(guide.take(token)) << text.substr(0, at) << "|" << trie.bytes(token);
    at += trie.bytes(token).size();
  }
  EXPECT_TRUE(guide.may_end()) << text;
}

TEST(TextGuide, AllowsATokenIfAndOnlyIfItCanBeTaken) {
  RandomStream random(21);
  for (int drawn = 0; drawn < 12; ++drawn) {
    const TextLexicon lexicon = drawn == 0 ? full_lexicon() : drawn_lexicon(random);
    const auto grammar = claim_grammar(lexicon);
    const auto trie =
        std::make_shared<const VocabularyTrie>(drawn_vocabulary(*grammar, 1500, random));
    const TextGuide guide(trie, grammar);
    for (int i = 0; i < 4; ++i) follow(guide, *trie, drawn_text(*grammar, 40, random), random);
  }
}

// Near the end of the room only what can still be ended is allowed, and there is always something.
TEST(TextGuide, CanAlwaysBeEndedWithinItsBytes) {
  RandomStream random(22);
  const std::vector<TextRule> rules = {
      {"line", sequence({use(RuleId{1}, Nesting::kFlat), bytes("\n")})},
      {"claim", sequence({choice({bytes("p"), use(RuleId{2}, Nesting::kDeeper)}),
                          optional(sequence({bytes(" and "), use(RuleId{1}, Nesting::kFlat)}))})},
      {"brackets", sequence({bytes("("), use(RuleId{1}, Nesting::kFlat), bytes(")")})}};
  const auto grammar =
      std::make_shared<const TextGrammar>(rules, TextLimits{.max_bytes = 30, .max_nesting = 5});
  const auto trie =
      std::make_shared<const VocabularyTrie>(std::vector<std::string>{"(",
                                                                      ")",
                                                                      "))",
                                                                      ")))",
                                                                      "((",
                                                                      "((((",
                                                                      "((((((",
                                                                      "p",
                                                                      "p\n",
                                                                      "p)",
                                                                      "(p",
                                                                      "p and",
                                                                      " and",
                                                                      " ",
                                                                      "a",
                                                                      "n",
                                                                      "d",
                                                                      " and p",
                                                                      " and (",
                                                                      "(p)",
                                                                      ")\n",
                                                                      "\n",
                                                                      "and p and p and p",
                                                                      "x"});
  for (int i = 0; i < 300; ++i) {
    TextGuide guide(trie, grammar);
    std::string text;
    while (!guide.may_end()) {
      expect_exact(guide, *trie, text);
      TokenMask mask(trie->size());
      guide.allowed(mask);
      std::vector<TokenId> offered;
      mask.each([&](TokenId token) { offered.push_back(token); });
      ASSERT_FALSE(offered.empty()) << text;
      const TokenId token = offered[random.below(static_cast<std::uint32_t>(offered.size()))];
      ASSERT_TRUE(guide.take(token));
      text += trie->bytes(token);
    }
    EXPECT_LE(text.size(), 30u);
  }
}

TEST(TextGuide, CopiesGoTheirOwnWays) {
  const auto grammar = claim_grammar(full_lexicon());
  const auto trie = std::make_shared<const VocabularyTrie>(
      std::vector<std::string>{"kind", "sees", "(", "ann", "ann)", ", bob)", "\n"});
  TextGuide one(trie, grammar);
  ASSERT_TRUE(one.take_text("kind("));
  TextGuide other = one;
  EXPECT_FALSE(one.take_text("rains"));
  EXPECT_TRUE(one.take(4));
  EXPECT_TRUE(one.take(6));
  EXPECT_TRUE(one.may_end());
  EXPECT_FALSE(other.may_end());
  EXPECT_TRUE(other.take(3));
  EXPECT_FALSE(other.take(6));
  EXPECT_TRUE(other.take(5));
  EXPECT_EQ(other.bytes_taken(), 14u);
  other.restart();
  EXPECT_EQ(other.bytes_taken(), 0u);
  EXPECT_TRUE(other.take(1));
  EXPECT_FALSE(other.take(-1));
  EXPECT_FALSE(other.take(7));
}

// Copies of one guide share what was worked out, whatever thread they are in.
TEST(TextGuide, ThreadsMayShareWhatWasWorkedOut) {
  RandomStream random(24);
  const auto grammar = claim_grammar(full_lexicon());
  const auto trie = std::make_shared<const VocabularyTrie>(drawn_vocabulary(*grammar, 800, random));
  std::vector<std::string> texts;
  for (int i = 0; i < 30; ++i) texts.push_back(drawn_text(*grammar, 50, random));
  const auto masks_of = [&](TextGuide guide, const std::string& text) {
    std::vector<TokenMask> masks;
    for (const char byte : text) {
      guide.allowed(masks.emplace_back(trie->size()));
      guide.take_text(std::string(1, byte));
    }
    return masks;
  };
  const TextGuide shared(trie, grammar);
  std::vector<std::vector<std::vector<TokenMask>>> found(4);
  std::vector<std::thread> threads;
  for (auto& mine : found)
    threads.emplace_back([&] {
      for (const std::string& text : texts) mine.push_back(masks_of(shared, text));
    });
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < texts.size(); ++i)
    for (const auto& mine : found) EXPECT_EQ(mine[i], masks_of(TextGuide(trie, grammar), texts[i]));
}

TEST(TextGuide, KnowsWhatIsForced) {
  const auto grammar = claim_grammar({.predicates = {{"kind", 1}}, .constants = {"ann", "anton"}});
  const auto trie = std::make_shared<const VocabularyTrie>(std::vector<std::string>{"k"});
  TextGuide guide(trie, grammar);
  EXPECT_EQ(guide.forced(), "kind(an");
  ASSERT_TRUE(guide.take_text("kind(ann"));
  EXPECT_EQ(guide.forced(), ")\n");
  ASSERT_TRUE(guide.take_text(")\n"));
  EXPECT_EQ(guide.forced(), "");
}

TEST(TextGuide, TokensMayBeginBeforeTheClaim) {
  const auto grammar = claim_grammar({.predicates = {{"kind", 1}}, .constants = {"ann"}});
  const auto trie = std::make_shared<const VocabularyTrie>(
      std::vector<std::string>{":", ": ", ": kind", ": k", ": ki(", " kind", " ", "kind", ": a"});
  TextGuide guide(trie, grammar);
  guide.expect(": ");
  expect_exact(guide, *trie, "");
  TokenMask mask(trie->size());
  guide.allowed(mask);
  EXPECT_EQ(mask.count(), 4u);
  EXPECT_EQ(guide.forced(), ": kind(ann)\n");
  ASSERT_TRUE(guide.take(0));
  expect_exact(guide, *trie, ":");
  ASSERT_TRUE(guide.take(5));
  EXPECT_TRUE(guide.take_text("(ann)\n"));
  EXPECT_TRUE(guide.may_end());
}

TEST(Healing, DropsWhatMayBeTheBeginningOfALongerToken) {
  const VocabularyTrie trie({"kind", "(", "a", "ann", "(ann", " ", "", "x"});
  EXPECT_EQ(healed(trie, {0, 1, 2}).tokens, (std::vector<TokenId>{0}));
  EXPECT_EQ(healed(trie, {0, 1, 2}).pending, "(a");
  EXPECT_EQ(healed(trie, {0, 2}).pending, "a");
  EXPECT_EQ(healed(trie, {2, 7}).pending, "");
  EXPECT_EQ(healed(trie, {2, 7}).tokens.size(), 2u);
  EXPECT_EQ(healed(trie, {1, 6}).tokens.size(), 2u);  // a control token stays
  EXPECT_TRUE(healed(trie, {}).tokens.empty());
}

TEST(MaskCache, KeepsNoMoreThanItsBound) {
  RandomStream random(23);
  const auto grammar = claim_grammar(full_lexicon());
  const auto trie = std::make_shared<const VocabularyTrie>(drawn_vocabulary(*grammar, 600, random));
  constexpr std::size_t kBound = 20'000;
  MaskCache cache(trie, grammar, kBound);
  Stacks now, next;
  for (int i = 0; i < 20; ++i) {
    now.begin(*grammar);
    for (const char byte : drawn_text(*grammar, 60, random)) {
      TokenMask mask(trie->size()), again(trie->size());
      cache.add(now, 700, mask);
      MaskCache(trie, grammar, 1 << 20).add(now, 700, again);
      EXPECT_EQ(mask, again);
      EXPECT_LE(cache.kept_bytes(), kBound);
      next.advance(*grammar, now, static_cast<std::uint8_t>(byte));
      std::swap(now, next);
    }
  }
}

}  // namespace
}  // namespace modus::bridge
