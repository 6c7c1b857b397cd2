// The masks of one grammar over one vocabulary, each worked out once and kept.
//
// What may follow is split as in XGrammar (Dong et al. 2024, arXiv 2411.15100, section 3.1): the
// tokens that stay within the rule of a stack's top are known from the top alone; for those that
// run over its end, the place in the vocabulary is kept where they do, and only from there on the
// frames below are asked. Above it, the tokens of whole sets of stacks are kept too.
//
// Thread-safe. Bounded: what is kept is dropped, all at once, where it would be larger than the
// bound.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "bridge/guide/token_mask.h"
#include "bridge/text_guide/stacks.h"
#include "bridge/text_guide/trie_walk.h"

namespace modus::bridge {

class MaskCache {
 public:
  MaskCache(std::shared_ptr<const VocabularyTrie> trie, std::shared_ptr<const TextGrammar> grammar,
            std::size_t max_bytes);

  const VocabularyTrie& trie() const { return *trie_; }
  const TextGrammar& grammar() const { return *grammar_; }

  // Adds the tokens that may follow, so that the text can be ended within bytes_left.
  void add(const Stacks& stacks, std::size_t bytes_left, TokenMask& mask);
  // The same for tokens of which the bytes on the way to `node` are there already.
  void add_below(VocabularyTrie::Node node, const Stacks& stacks, std::size_t bytes_left,
                 TokenMask& mask);

  std::size_t kept_bytes() const;

 private:
  // reach: with so many bytes left nothing is refused for its length.
  struct Tokens {
    std::vector<neural::TokenId> ids;
    std::size_t reach = 0;
  };
  struct OfTop {
    Tokens tokens;  // that end within the rule; their reach is without the frames below
    std::vector<std::pair<VocabularyTrie::Node, std::size_t>>
        overruns;  // where, after how many bytes
  };
  struct HashOfKey {
    std::size_t operator()(const std::vector<std::uint32_t>& key) const;
  };

  const OfTop& of_top(const Stacks::Top& top);
  Tokens of_stacks(const Stacks& stacks);
  void make_room(std::size_t bytes);
  void add_exactly(VocabularyTrie::Node node, const Stacks& stacks, std::size_t bytes_left,
                   TokenMask& mask);

  std::shared_ptr<const VocabularyTrie> trie_;
  std::shared_ptr<const TextGrammar> grammar_;
  std::size_t max_bytes_;

  mutable std::mutex mutex_;  // of all below
  TrieWalk walk_;
  std::size_t kept_bytes_ = 0;
  std::unordered_map<std::uint64_t, OfTop> tops_;  // by state and nesting
  std::unordered_map<std::vector<std::uint32_t>, Tokens, HashOfKey> stacks_;
  std::vector<std::uint32_t> key_;
};

}  // namespace modus::bridge
