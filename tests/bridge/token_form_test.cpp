// The token form of any chain survives the way through pieces and through tokens.
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "bridge/row.h"
#include "claims/chain_tokens.h"
#include "neural/normalise.h"
#include "neural/tokenizer.h"
#include "tests/claims/generators.h"

namespace modus::bridge {
namespace {

// Spaces round brackets, commas, colons and signs are nothing that a reader of chains sees.
std::string tight(const std::string& text) {
  constexpr std::string_view kLoose = "()[]{},:-";
  std::string out;
  for (const char c : text) {
    const bool loose = kLoose.find(c) != std::string_view::npos;
    if (loose)
      while (!out.empty() && out.back() == ' ') out.pop_back();
    const bool after = !out.empty() && kLoose.find(out.back()) != std::string_view::npos;
    if (c != ' ' || !after) out += c;
  }
  return out;
}

const neural::Tokenizer& tokenizer() {
  static const neural::Tokenizer trained = neural::Tokenizer::train(
      {.vocabulary = 640,
       .reserved = reserved_tokens(),
       .piece_counts = {{"likes", 3}, {"kind", 9}, {"bob", 4}, {"bear", 5}, {"ann", 7}}});
  return trained;
}

RC_GTEST_PROP(TokenForm, PiecesGiveItBack, ()) {
  claims::Chain chain = *claims::any_chain();
  const std::string tokens = claims::chain_to_tokens(chain);
  const std::vector<neural::Piece> pieces = neural::split_chain(tokens);
  const std::string joined = neural::join(pieces);
  RC_ASSERT(tight(joined) == tight(tokens));
  chain.text.clear();
  RC_ASSERT(claims::chain_from_tokens(joined, "test") == chain);
  RC_ASSERT(tokenizer().decode(tokenizer().encode(pieces)) == joined);
}

}  // namespace
}  // namespace modus::bridge
