// The tokens that a text may go on with: grammar and vocabulary walked side by side, a byte a step.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <deque>

#include "bridge/text_guide/stacks.h"
#include "bridge/text_guide/text_grammar.h"
#include "bridge/text_guide/vocabulary_trie.h"

namespace modus::bridge {

// Keeps its room between walks. Not thread-safe.
class TrieWalk {
 public:
  TrieWalk(const VocabularyTrie& trie, const TextGrammar& grammar)
      : trie_(trie), grammar_(grammar) {}

  // Calls visit(node, stacks, length) for every node below `node`, itself left out, whose bytes
  // `from` can go on with. length: how many bytes lie between. visit says whether to go deeper.
  template <typename Visit>
  void below(VocabularyTrie::Node node, const Stacks& from, Visit&& visit) {
    walk(node, from, 1, visit);
  }

 private:
  template <typename Visit>
  void walk(VocabularyTrie::Node node, const Stacks& from, std::size_t length, Visit& visit) {
    const auto children = trie_.child_bytes(node);
    if (children.empty() || from.tops().empty()) return;
    if (levels_.size() < length) levels_.emplace_back();
    const auto bytes = from.bytes(grammar_);
    const auto go = [&](std::size_t at) {
      Stacks& to = levels_[length - 1];
      to.advance(grammar_, from, children[at]);
      const VocabularyTrie::Node child =
          trie_.first_child(node) + static_cast<VocabularyTrie::Node>(at);
      if (to.alive() && visit(child, to, length)) walk(child, to, length + 1, visit);
    };
    if (children.size() <= kFew) {
      for (std::size_t at = 0; at < children.size(); ++at)
        if ((bytes[children[at] / 64] >> (children[at] % 64) & 1) != 0) go(at);
      return;
    }
    // Both ascend: the children are never looked at one by one.
    auto next = children.begin();
    for (std::size_t word = 0; word < bytes.size(); ++word)
      for (std::uint64_t left = bytes[word]; left != 0; left &= left - 1) {
        const auto byte = static_cast<std::uint8_t>(64 * word + std::countr_zero(left));
        next = std::lower_bound(next, children.end(), byte);
        if (next == children.end()) return;
        if (*next == byte) go(static_cast<std::size_t>(next - children.begin()));
      }
  }

  static constexpr std::size_t kFew = 16;

  const VocabularyTrie& trie_;
  const TextGrammar& grammar_;
  std::deque<Stacks> levels_;  // by length; a deque: they stay where they are
};

}  // namespace modus::bridge
