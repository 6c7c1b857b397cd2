#include "bridge/guide/token_trie.h"

#include <utility>

#include "neural/normalise.h"

namespace modus::bridge {

std::vector<neural::TokenId> tokens_of(const neural::Tokenizer& tokenizer,
                                       const std::string& text) {
  return tokenizer.encode(neural::split_chain(text));
}

TokenTrie::TokenTrie(std::vector<Entry> entries) : entries_(std::move(entries)) {
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

const std::vector<neural::TokenId>& CodedTexts::tokens_of_text(const std::string& text) {
  const auto [coded, is_new] = coded_.try_emplace(text);
  if (is_new) coded->second = tokens_of(tokenizer_, text);
  return coded->second;
}

}  // namespace modus::bridge
