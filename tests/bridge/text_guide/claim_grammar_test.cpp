// What the claim grammar accepts, beside a slow recogniser and beside the parser.
#include "bridge/text_guide/claim_grammar.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "bridge/text_guide/stacks.h"
#include "bridge/text_guide/text_guide.h"
#include "claims/chain_text.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "tests/bridge/text_guide/compared.h"
#include "tests/bridge/text_guide/drawn_claims.h"

namespace modus::bridge {
namespace {

TEST(ClaimGrammar, AcceptsWhatTheRecogniserAccepts) {
  RandomStream random(11);
  std::size_t compared = 0;
  for (int drawn = 0; drawn < 8 && !HasFailure(); ++drawn) {
    const TextLexicon lexicon = drawn == 0 ? full_lexicon() : drawn_lexicon(random);
    const auto grammar = claim_grammar(lexicon);
    ClaimRecogniser recogniser(lexicon, grammar->limits().max_nesting);
    for (int i = 0; i < 3; ++i)
      compared += compare(*grammar, drawn_text(*grammar, 30, random),
                          [&](const std::string& text) { return recogniser.claim_line(text); });
  }
  EXPECT_GT(compared, 10'000u);
}

TEST(ChainLineGrammar, AcceptsWhatTheRecogniserAccepts) {
  RandomStream random(12);
  for (int drawn = 0; drawn < 6 && !HasFailure(); ++drawn) {
    const TextLexicon lexicon = drawn_lexicon(random);
    const ChainLine line = drawn_line(random);
    const auto grammar = chain_line_grammar(lexicon, line);
    ClaimRecogniser recogniser(lexicon, grammar->limits().max_nesting);
    for (int i = 0; i < 3; ++i)
      compare(*grammar, drawn_text(*grammar, 30, random),
              [&](const std::string& text) { return recogniser.chain_line(text, line); });
  }
}

TEST(ClaimGrammar, WhatIsAcceptedParsesAndMeansTheSameWhenPrinted) {
  RandomStream random(13);
  for (int drawn = 0; drawn < 60; ++drawn) {
    const TextLexicon lexicon = drawn == 0 ? full_lexicon() : drawn_lexicon(random);
    const auto grammar = claim_grammar(lexicon);
    for (int i = 0; i < 20; ++i) {
      const std::string text = drawn_text(*grammar, random.below(400), random);
      ASSERT_NO_THROW({
        const claims::Claim claim = claims::parse_claim(text, "drawn");
        EXPECT_EQ(claims::parse_claim(claims::print(claim), "printed"), claim);
        claims::parse_chain("s1 given " + text, "drawn");
      }) << text;
    }
  }
}

TEST(ChainLineGrammar, WhatIsAcceptedParses) {
  RandomStream random(14);
  for (int drawn = 0; drawn < 60; ++drawn) {
    TextLexicon lexicon = drawn == 0 ? full_lexicon() : drawn_lexicon(random);
    const ChainLine line = drawn_line(random);
    const auto grammar = chain_line_grammar(lexicon, line);
    for (int i = 0; i < 20; ++i) {
      const std::string text = drawn_text(*grammar, random.below(100), random);
      ASSERT_NO_THROW(claims::parse_chain(text, "drawn")) << text;
    }
  }
}

std::string times(std::size_t count, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

// At the edge of both limits nothing is accepted that the parser finds too deep.
TEST(ClaimGrammar, TheDeepestTextsParse) {
  const auto grammar = claim_grammar({.predicates = {{"p", 0}},
                                      .functions = {{"f", 1}},
                                      .constants = {"a"},
                                      .variables = {"X"},
                                      .negation = true,
                                      .conditional = true,
                                      .quantifiers = true,
                                      .comparison = true,
                                      .arithmetic = true});
  const auto trie = std::make_shared<const VocabularyTrie>(std::vector<std::string>{"p"});
  const std::size_t deepest = grammar->limits().max_nesting;
  for (const std::string part : {"p -> ", "not p -> ", "forall X: "})
    for (const std::string open : {"(", "-(", "a^-(", "-f(", "a^-f(", "not ("}) {
      const bool claim = open == "(" || open.starts_with("not");
      const std::string inside = times(deepest, open) + (claim ? "p" : "a") + times(deepest, ")") +
                                 (claim ? "\n" : " = a\n");
      const std::size_t room = grammar->limits().max_bytes - inside.size();
      const std::string text = times(room / part.size(), part) + inside;
      EXPECT_TRUE(TextGuide(trie, grammar).take_text(text)) << text;
      EXPECT_NO_THROW(claims::parse_claim(text, "deep")) << text;
      EXPECT_FALSE(TextGuide(trie, grammar).take_text(part + text)) << text;
      EXPECT_FALSE(TextGuide(trie, grammar).take_text(times(deepest + 1, open))) << open;
    }
}

TEST(ClaimGrammar, RefusesWhatIsNoLexicon) {
  const auto refused = [](const TextLexicon& lexicon) {
    EXPECT_THROW(claim_grammar(lexicon), ConfigError);
  };
  refused({});
  refused({.predicates = {{"kind", 1}}});  // and nothing that is kind
  refused({.predicates = {{"Kind", 0}}});
  refused({.predicates = {{"not", 0}}});
  refused({.predicates = {{"s3", 0}}});
  refused({.predicates = {{"graph", 1}}, .constants = {"a"}});
  refused({.predicates = {{"likely", 1}}, .constants = {"a"}});
  refused({.predicates = {{"independent", 1}}, .constants = {"a"}});
  refused({.predicates = {{"sqrt", 2}}, .constants = {"a"}});
  refused({.predicates = {{"p", 17}}, .constants = {"a"}});
  refused({.predicates = {{"p\n", 0}}});
  refused({.predicates = {{"p", 0}}, .functions = {{"f", 0}}});
  refused({.predicates = {{"p", 1}}, .constants = {"a b"}});
  refused({.predicates = {{"p", 15}}, .constants = {std::string(50, 'a')}});  // too long for a line
  refused({.predicates = {{"p", 1}}, .variables = {"x"}});
  refused({.predicates = {{"p", 1}}, .constants = {"X"}, .variables = {"X"}});
  for (const char* number : {"", "1.", "-1", "1 km", "1,000", "x", "2024-03-01"})
    refused({.predicates = {{"p", 1}}, .numbers = {number}});
  for (const char* unit : {"", "foo", "km / h", "m^0"})
    refused({.predicates = {{"p", 1}}, .numbers = {"1"}, .units = {unit}});
  ChainLine line;
  line.steps = {0};
  EXPECT_THROW(chain_line_grammar(full_lexicon(), line), ConfigError);
  line.steps = {};
  line.rules = {"magic"};
  EXPECT_THROW(chain_line_grammar(full_lexicon(), line), ConfigError);
  line.rules = {};
  line.let = true;
  for (const std::string& word : {std::string("3"), std::string("A"), std::string(41, 'a')}) {
    line.new_words = {word};
    EXPECT_THROW(chain_line_grammar(full_lexicon(), line), ConfigError);
  }
}

}  // namespace
}  // namespace modus::bridge
