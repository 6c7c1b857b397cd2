#include "bridge/text_guide/text_guide.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

#include "base/error.h"

namespace modus::bridge {

using neural::TokenId;

namespace {

constexpr std::size_t kMaskBytes = 64u << 20;

// The only byte that may come, or nothing.
std::optional<std::uint8_t> only_byte(const std::array<std::uint64_t, 4>& bytes) {
  std::optional<std::uint8_t> only;
  for (std::size_t word = 0; word < bytes.size(); ++word) {
    if (bytes[word] == 0) continue;
    if (only || !std::has_single_bit(bytes[word])) return std::nullopt;
    only = static_cast<std::uint8_t>(64 * word + std::countr_zero(bytes[word]));
  }
  return only;
}

}  // namespace

TextGuide::TextGuide(std::shared_ptr<const VocabularyTrie> trie,
                     std::shared_ptr<const TextGrammar> grammar)
    : masks_(std::make_shared<MaskCache>(std::move(trie), std::move(grammar), kMaskBytes)) {
  restart();
}

void TextGuide::restart() {
  stacks_.begin(masks_->grammar());
  pending_.clear();
  taken_ = 0;
}

void TextGuide::expect(std::string_view pending) {
  MODUS_CHECK(taken_ == 0 && pending_.empty(), "{} bytes were taken already", taken_);
  pending_ = pending;
}

void TextGuide::allowed(TokenMask& mask) const {
  mask.clear();
  if (pending_.empty()) return masks_->add(stacks_, bytes_left(), mask);
  const VocabularyTrie& trie = masks_->trie();
  VocabularyTrie::Node node = VocabularyTrie::kRoot;
  for (const char byte : pending_) {
    const auto next = trie.child(node, static_cast<std::uint8_t>(byte));
    if (!next) return;
    node = *next;
    for (const TokenId token : trie.tokens(node)) mask.set(token);
  }
  masks_->add_below(node, stacks_, bytes_left(), mask);
}

bool TextGuide::take(TokenId token) {
  const VocabularyTrie& trie = masks_->trie();
  if (token < 0 || static_cast<std::size_t>(token) >= trie.size()) return false;
  const std::string& bytes = trie.bytes(token);
  return !bytes.empty() && take_text(bytes);
}

bool TextGuide::take_text(std::string_view text) {
  const std::size_t known = std::min(text.size(), pending_.size());
  if (text.substr(0, known) != std::string_view(pending_).substr(0, known)) return false;
  text.remove_prefix(known);
  Stacks now, next;
  const Stacks* from = &stacks_;
  std::size_t left = bytes_left();
  for (const char byte : text) {
    next.advance(masks_->grammar(), *from, static_cast<std::uint8_t>(byte));
    if (!next.alive() || next.need(masks_->grammar()) >= left) return false;
    --left;
    std::swap(now, next);
    from = &now;
  }
  if (!text.empty()) stacks_ = std::move(now);
  taken_ += text.size();
  pending_.erase(0, known);
  return true;
}

std::string TextGuide::forced() const {
  std::string text = pending_;
  Stacks now = stacks_, next;
  std::size_t left = bytes_left();
  while (!now.ends()) {
    const auto byte = only_byte(now.bytes(masks_->grammar()));
    if (!byte) break;
    next.advance(masks_->grammar(), now, *byte);
    MODUS_CHECK(next.alive() && left > 0, "the grammar has a dead end behind `{}`", text);
    text += static_cast<char>(*byte);
    --left;
    std::swap(now, next);
  }
  return text;
}

}  // namespace modus::bridge
