#include "bridge/text_guide/stacks.h"

#include <algorithm>

#include "base/error.h"

namespace modus::bridge {

void Stacks::clear() {
  tops_.clear();
  frames_.clear();
  ends_ = false;
}

void Stacks::begin(const TextGrammar& grammar) {
  clear();
  enter(grammar, grammar.start(), {}, 0);
}

void Stacks::advance(const TextGrammar& grammar, const Stacks& from, std::uint8_t byte) {
  clear();
  for (const Top& top : from.tops_) {
    const State to = grammar.next(top.state, byte);
    if (to != TextGrammar::kNoState) enter(grammar, to, from.frames(top), top.nesting);
  }
}

void Stacks::pop(const TextGrammar& grammar, const Stacks& from, const Top& top) {
  clear();
  const std::span<const Frame> frames = from.frames(top);
  MODUS_CHECK(!frames.empty(), "a stack of one state is popped");
  const bool deeper = (frames.back() & TextGrammar::kDeeperFrame) != 0;
  enter(grammar, frames.back() & ~TextGrammar::kDeeperFrame, frames.first(frames.size() - 1),
        top.nesting - (deeper ? 1 : 0));
}

// All that is open when `state` is reached: itself, what it may begin with, and, where its rule may
// be over, the same for what used the rule.
void Stacks::enter(const TextGrammar& grammar, State state, std::span<const Frame> below,
                   std::uint32_t nesting) {
  for (;;) {
    for (const TextGrammar::Opening& opening : grammar.openings(state))
      if (nesting + opening.deeper <= grammar.limits().max_nesting)
        add(grammar, opening, below, nesting);
    if (!grammar.final(state)) return;
    if (below.empty()) {
      ends_ = true;
      return;
    }
    const Frame frame = below.back();
    below = below.first(below.size() - 1);
    if ((frame & TextGrammar::kDeeperFrame) != 0) --nesting;
    state = frame & ~TextGrammar::kDeeperFrame;
  }
}

void Stacks::add(const TextGrammar& grammar, const TextGrammar::Opening& opening,
                 std::span<const Frame> below, std::uint32_t nesting) {
  const std::span<const Frame> pushed = grammar.frames(opening);
  const std::size_t size = below.size() + pushed.size();
  for (const Top& top : tops_) {
    if (top.state != opening.state || top.frames != size) continue;
    const auto known = frames(top);
    if (std::equal(below.begin(), below.end(), known.begin()) &&
        std::equal(pushed.begin(), pushed.end(), known.begin() + below.size()))
      return;
  }
  tops_.push_back({opening.state, static_cast<std::uint32_t>(frames_.size()),
                   static_cast<std::uint32_t>(size), nesting + opening.deeper});
  frames_.insert(frames_.end(), below.begin(), below.end());
  frames_.insert(frames_.end(), pushed.begin(), pushed.end());
}

std::array<std::uint64_t, 4> Stacks::bytes(const TextGrammar& grammar) const {
  std::array<std::uint64_t, 4> all = {};
  for (const Top& top : tops_)
    for (std::size_t i = 0; i < all.size(); ++i) all[i] |= grammar.bytes(top.state)[i];
  return all;
}

std::size_t Stacks::need(const TextGrammar& grammar) const {
  if (ends_) return 0;
  std::size_t least = static_cast<std::size_t>(-1);
  for (const Top& top : tops_)
    least = std::min(least, grammar.need(top.state) + need_below(grammar, top));
  return least;
}

std::size_t Stacks::need_below(const TextGrammar& grammar, const Top& top) const {
  std::size_t sum = 0;
  for (const Frame frame : frames(top)) sum += grammar.need(frame & ~TextGrammar::kDeeperFrame);
  return sum;
}

void Stacks::write_key(std::vector<std::uint32_t>& key) const {
  const auto before = [&](const Top& a, const Top& b) {
    if (a.state != b.state) return a.state < b.state;
    const auto of_a = frames(a), of_b = frames(b);
    return std::lexicographical_compare(of_a.begin(), of_a.end(), of_b.begin(), of_b.end());
  };
  std::vector<Top> sorted = tops_;
  std::sort(sorted.begin(), sorted.end(), before);
  key.clear();
  key.push_back(ends_ ? 1 : 0);
  for (const Top& top : sorted) {
    key.push_back(top.state);
    key.push_back(top.frames);
    key.push_back(top.nesting);
    const auto open = frames(top);
    key.insert(key.end(), open.begin(), open.end());
  }
}

}  // namespace modus::bridge
