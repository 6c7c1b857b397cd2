// Texts by their tokens, in order, so that what may follow a prefix lies side by side.
//
//   ann  [412]      old_bear  [88 _ 97]      older  [88 1033]
//   behind [88]: `_` and 1033
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "neural/tokenizer.h"

namespace modus::bridge {

// The tokens of a text in the token form.
std::vector<neural::TokenId> tokens_of(const neural::Tokenizer& tokenizer, const std::string& text);

// Immutable. Every text has the one token sequence that the tokenizer gives it.
class TokenTrie {
 public:
  struct Entry {
    std::vector<neural::TokenId> tokens;
    std::string text;
  };
  // What begins with the tokens read so far: entries [first, last), of which `depth` were read.
  struct Cursor {
    std::size_t first = 0, last = 0, depth = 0;
    bool dead() const { return first == last; }
  };

  TokenTrie() = default;
  // Those that stand twice count once.
  explicit TokenTrie(std::vector<Entry> entries);

  std::size_t size() const { return entries_.size(); }
  std::span<const Entry> entries() const { return entries_; }
  Cursor begin() const { return {0, entries_.size(), 0}; }
  Cursor advance(Cursor cursor, neural::TokenId token) const;
  // The entry that was read to its end, or nullptr.
  const Entry* complete(Cursor cursor) const;

  // Calls offer(next) for each entry below the cursor and its next token, if wanted(entry, next).
  template <typename Wanted, typename Offer>
  void each_next(Cursor cursor, Wanted wanted, Offer&& offer) const {
    for (std::size_t i = cursor.first; i < cursor.last; ++i) {
      const Entry& entry = entries_[i];
      if (entry.tokens.size() <= cursor.depth) continue;
      const neural::TokenId next = entry.tokens[cursor.depth];
      if (wanted(entry, next)) offer(next);
    }
  }

 private:
  std::vector<Entry> entries_;  // sorted by tokens: a prefix before what it begins
};

// Names and numbers as in the token form, each coded once however many tries it stands in. The
// tokenizer is borrowed.
class CodedTexts {
 public:
  explicit CodedTexts(const neural::Tokenizer& tokenizer) : tokenizer_(tokenizer) {}

  template <typename Texts>
  TokenTrie trie_of(const Texts& texts) {
    std::vector<TokenTrie::Entry> entries;
    entries.reserve(texts.size());
    for (const std::string& text : texts) entries.push_back({tokens_of_text(text), text});
    return TokenTrie(std::move(entries));
  }

 private:
  const std::vector<neural::TokenId>& tokens_of_text(const std::string& text);

  const neural::Tokenizer& tokenizer_;
  std::unordered_map<std::string, std::vector<neural::TokenId>> coded_;
};

}  // namespace modus::bridge
