#include "bridge/text_guide/healing.h"

#include <utility>

namespace modus::bridge {
namespace {

constexpr std::size_t kMaxDropped = 4;

}  // namespace

Healed healed(const VocabularyTrie& trie, std::vector<neural::TokenId> tokens) {
  std::string tail, pending;
  std::size_t dropped = 0;
  for (std::size_t count = 1; count <= kMaxDropped && count <= tokens.size(); ++count) {
    const neural::TokenId token = tokens[tokens.size() - count];
    if (!trie.offers(token)) break;
    tail.insert(0, trie.bytes(token));
    if (!trie.begins_a_longer_token(tail)) continue;
    dropped = count;
    pending = tail;
  }
  tokens.resize(tokens.size() - dropped);
  return {std::move(tokens), std::move(pending)};
}

}  // namespace modus::bridge
