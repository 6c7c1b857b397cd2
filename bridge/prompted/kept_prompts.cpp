#include "bridge/prompted/kept_prompts.h"

#include <algorithm>

#include "base/error.h"

namespace modus::bridge {

using neural::TokenId;

namespace {

// The examples of each kind of reading, and the choice of steps: more begin no prompt.
constexpr std::size_t kMostKept = 4;
constexpr std::size_t kPart = 64;  // tokens between which a stop is seen

std::size_t common_prefix(std::span<const TokenId> a, std::span<const TokenId> b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t length = 0;
  while (length < most && a[length] == b[length]) ++length;
  return length;
}

}  // namespace

KeptPrompts::~KeptPrompts() {
  for (const Kept& kept : kept_) decoder_.close(kept.sequence);
}

void KeptPrompts::append(Kept& kept, std::span<const TokenId> tokens, std::span<float> logits) {
  const neural::Append append{kept.sequence, tokens};
  decoder_.append({&append, 1}, logits);
  kept.tokens.insert(kept.tokens.end(), tokens.begin(), tokens.end());
}

// The kept prompt that has most of the new one, where the new one takes up most of it; a new
// sequence while there is room, else the one that was not used for longest.
std::size_t KeptPrompts::place_for(std::span<const TokenId> prompt) {
  std::size_t best = kept_.size(), most = 0;
  for (std::size_t i = 0; i < kept_.size(); ++i)
    if (const std::size_t common = common_prefix(kept_[i].tokens, prompt); common > most) {
      best = i;
      most = common;
    }
  if (best < kept_.size() && 2 * most >= kept_[best].tokens.size()) return best;
  if (kept_.size() < kMostKept) {
    // What they have in common is shared, not read again.
    const neural::SequenceId sequence =
        best < kept_.size() ? decoder_.fork(kept_[best].sequence) : decoder_.open();
    const std::vector<TokenId> tokens =
        best < kept_.size() ? kept_[best].tokens : std::vector<TokenId>();
    kept_.push_back({sequence, tokens, 0});
    return kept_.size() - 1;
  }
  const auto oldest = std::ranges::min_element(kept_, {}, &Kept::used);
  return static_cast<std::size_t>(oldest - kept_.begin());
}

neural::SequenceId KeptPrompts::read(std::span<const TokenId> prompt, std::span<float> logits,
                                     const std::function<void()>& between) {
  MODUS_CHECK(!prompt.empty(), "an empty prompt");
  Kept& kept = kept_[place_for(prompt)];
  kept.used = ++uses_;
  // The last token is always appended: its logits are asked for.
  const std::size_t length = std::min(common_prefix(kept.tokens, prompt), prompt.size() - 1);
  if (length < kept.tokens.size()) {
    decoder_.rollback(kept.sequence, length);
    kept.tokens.resize(length);
  }
  for (std::size_t at = length; at < prompt.size(); at += kPart) {
    between();
    append(kept, prompt.subspan(at, std::min(kPart, prompt.size() - at)), logits);
  }
  tokens_read_ += prompt.size() - length;
  return kept.sequence;
}

}  // namespace modus::bridge
