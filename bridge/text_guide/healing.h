// Token healing: a text that a model is to go on with, without the tokens at its end that would
// have been others had the text gone on.
//
//   "... Claim: kind(a"  ->  the tokens of "... Claim: kind(", and "a" pending: the next token may
//   be
//                            `a`, `ann`, `ann)`
#pragma once

#include <string>
#include <vector>

#include "bridge/text_guide/vocabulary_trie.h"
#include "neural/text/text_tokenizer.h"

namespace modus::bridge {

struct Healed {
  std::vector<neural::TokenId> tokens;
  std::string pending;  // for TextGuide::expect; the bytes of the tokens and these are the text's
};

// Drops from the end the tokens that are together the beginning of a longer one, at most four, and
// never a control token.
Healed healed(const VocabularyTrie& trie, std::vector<neural::TokenId> tokens);

}  // namespace modus::bridge
