// A million beginnings of texts, each judged by the grammar and by the recogniser.
#include <gtest/gtest.h>

#include "bridge/text_guide/claim_grammar.h"
#include "tests/bridge/text_guide/compared.h"
#include "tests/bridge/text_guide/drawn_claims.h"

namespace modus::bridge {
namespace {

TEST(ClaimGrammarSlow, NothingIsWronglyAcceptedOrRefused) {
  RandomStream random(31);
  std::size_t compared = 0;
  while (compared < 1'000'000 && !HasFailure()) {
    const TextLexicon lexicon = drawn_lexicon(random);
    const auto grammar = claim_grammar(lexicon);
    ClaimRecogniser recogniser(lexicon, grammar->limits().max_nesting);
    for (int i = 0; i < 3; ++i)
      compared += compare(*grammar, drawn_text(*grammar, 30, random),
                          [&](const std::string& text) { return recogniser.claim_line(text); });
    const ChainLine line = drawn_line(random);
    const auto lines = chain_line_grammar(lexicon, line);
    compared += compare(*lines, drawn_text(*lines, 30, random),
                        [&](const std::string& text) { return recogniser.chain_line(text, line); });
  }
}

}  // namespace
}  // namespace modus::bridge
