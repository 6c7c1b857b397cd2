#include "bridge/text_guide/mask_cache.h"

#include <algorithm>
#include <utility>

namespace modus::bridge {
namespace {

constexpr std::size_t kEntryBytes = 128;  // of a map's entry, without what its vectors hold

}  // namespace

std::size_t MaskCache::HashOfKey::operator()(const std::vector<std::uint32_t>& key) const {
  std::uint64_t hash = key.size();
  for (const std::uint32_t word : key) {
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 32;
  }
  return hash;
}

MaskCache::MaskCache(std::shared_ptr<const VocabularyTrie> trie,
                     std::shared_ptr<const TextGrammar> grammar, std::size_t max_bytes)
    : trie_(std::move(trie)),
      grammar_(std::move(grammar)),
      max_bytes_(max_bytes),
      walk_(*trie_, *grammar_) {}

std::size_t MaskCache::kept_bytes() const {
  const std::lock_guard lock(mutex_);
  return kept_bytes_;
}

void MaskCache::add(const Stacks& stacks, std::size_t bytes_left, TokenMask& mask) {
  const std::lock_guard lock(mutex_);
  stacks.write_key(key_);
  auto found = stacks_.find(key_);
  if (found == stacks_.end()) {
    std::vector<std::uint32_t> key = key_;
    Tokens tokens = of_stacks(stacks);
    make_room(kEntryBytes + 4 * (key.size() + tokens.ids.size()));
    found = stacks_.emplace(std::move(key), std::move(tokens)).first;
  }
  if (bytes_left < found->second.reach)
    return add_exactly(VocabularyTrie::kRoot, stacks, bytes_left, mask);
  for (const neural::TokenId token : found->second.ids) mask.set(token);
}

void MaskCache::add_below(VocabularyTrie::Node node, const Stacks& stacks, std::size_t bytes_left,
                          TokenMask& mask) {
  const std::lock_guard lock(mutex_);
  add_exactly(node, stacks, bytes_left, mask);
}

void MaskCache::add_exactly(VocabularyTrie::Node node, const Stacks& stacks, std::size_t bytes_left,
                            TokenMask& mask) {
  walk_.below(node, stacks, [&](VocabularyTrie::Node at, const Stacks& after, std::size_t length) {
    if (length + after.need(*grammar_) > bytes_left) return false;
    for (const neural::TokenId token : trie_->tokens(at)) mask.set(token);
    return true;
  });
}

void MaskCache::make_room(std::size_t bytes) {
  if (kept_bytes_ + bytes > max_bytes_) {
    tops_.clear();
    stacks_.clear();
    kept_bytes_ = 0;
  }
  kept_bytes_ += bytes;
}

const MaskCache::OfTop& MaskCache::of_top(const Stacks::Top& top) {
  const std::uint64_t key = std::uint64_t{top.nesting} << 32 | top.state;
  if (const auto found = tops_.find(key); found != tops_.end()) return found->second;
  OfTop of;
  const Stacks alone(top.state, top.nesting);
  walk_.below(VocabularyTrie::kRoot, alone,
              [&](VocabularyTrie::Node at, const Stacks& after, std::size_t length) {
                const auto tokens = trie_->tokens(at);
                of.tokens.ids.insert(of.tokens.ids.end(), tokens.begin(), tokens.end());
                of.tokens.reach = std::max(of.tokens.reach, length + after.need(*grammar_));
                if (after.ends() && !trie_->child_bytes(at).empty())
                  of.overruns.emplace_back(at, length);
                return true;
              });
  make_room(kEntryBytes + 4 * of.tokens.ids.size() + 16 * of.overruns.size());
  return tops_.emplace(key, std::move(of)).first->second;
}

MaskCache::Tokens MaskCache::of_stacks(const Stacks& stacks) {
  Tokens all;
  Stacks popped;
  for (const Stacks::Top& top : stacks.tops()) {
    const OfTop& of = of_top(top);
    all.ids.insert(all.ids.end(), of.tokens.ids.begin(), of.tokens.ids.end());
    all.reach = std::max(all.reach, of.tokens.reach + stacks.need_below(*grammar_, top));
    if (of.overruns.empty() || top.frames == 0) continue;
    popped.pop(*grammar_, stacks, top);
    for (const auto& [node, so_far] : of.overruns)
      walk_.below(node, popped,
                  [&](VocabularyTrie::Node at, const Stacks& after, std::size_t length) {
                    const auto tokens = trie_->tokens(at);
                    all.ids.insert(all.ids.end(), tokens.begin(), tokens.end());
                    all.reach = std::max(all.reach, so_far + length + after.need(*grammar_));
                    return true;
                  });
  }
  std::sort(all.ids.begin(), all.ids.end());
  all.ids.erase(std::unique(all.ids.begin(), all.ids.end()), all.ids.end());
  return all;
}

}  // namespace modus::bridge
