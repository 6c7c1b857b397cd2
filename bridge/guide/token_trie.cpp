#include "bridge/guide/token_trie.h"

#include "neural/normalise.h"

namespace modus::bridge {

TokenTrie::TokenTrie(const neural::Tokenizer& tokenizer, std::span<const std::string> texts) {
  for (const std::string& text : texts)
    entries_.push_back({tokenizer.encode(neural::split_chain(text)), text});
  const auto by_tokens = [](const Entry& a, const Entry& b) { return a.tokens < b.tokens; };
  std::sort(entries_.begin(), entries_.end(), by_tokens);
  const auto same = [](const Entry& a, const Entry& b) { return a.tokens == b.tokens; };
  entries_.erase(std::unique(entries_.begin(), entries_.end(), same), entries_.end());
}

TokenTrie::Cursor TokenTrie::advance(Cursor cursor, neural::TokenId token) const {
  const auto next = [&](const Entry& entry) {
    return entry.tokens.size() > cursor.depth ? entry.tokens[cursor.depth] : neural::TokenId{-1};
  };
  while (cursor.first < cursor.last && next(entries_[cursor.first]) != token) ++cursor.first;
  std::size_t end = cursor.first;
  while (end < cursor.last && next(entries_[end]) == token) ++end;
  return {cursor.first, end, cursor.depth + 1};
}

const TokenTrie::Entry* TokenTrie::complete(Cursor cursor) const {
  if (cursor.dead() || cursor.depth == 0) return nullptr;
  const Entry& entry = entries_[cursor.first];
  return entry.tokens.size() == cursor.depth ? &entry : nullptr;
}

}  // namespace modus::bridge
