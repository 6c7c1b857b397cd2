#include "neural/text/byte_pairs.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <tuple>

namespace modus::neural {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

std::uint64_t pair_key(TokenId left, TokenId right) {
  return static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32 |
         static_cast<std::uint32_t>(right);
}

// A symbol of the list that is merged; one that was merged away has token -1.
struct Node {
  TokenId token = 0;
  std::uint32_t before = kNone, behind = kNone;
};

// A pair that may be merged, as it was when it was found: it counts only while both are the same.
struct PairCandidate {
  std::uint32_t rank = 0, at = 0;
  TokenId left = 0, right = 0, merged = 0;

  friend bool operator>(const PairCandidate& a, const PairCandidate& b) {
    return std::tie(a.rank, a.at) > std::tie(b.rank, b.at);
  }
};

}  // namespace

bool BytePairs::add(TokenId left, TokenId right, TokenId merged) {
  const Merge merge{static_cast<std::uint32_t>(merges_.size()), merged};
  return merges_.emplace(pair_key(left, right), merge).second;
}

const BytePairs::Merge* BytePairs::find(TokenId left, TokenId right) const {
  const auto found = merges_.find(pair_key(left, right));
  return found == merges_.end() ? nullptr : &found->second;
}

void BytePairs::merge(std::vector<TokenId>& symbols) const {
  std::vector<Node> nodes(symbols.size());
  std::priority_queue<PairCandidate, std::vector<PairCandidate>, std::greater<>> candidates;
  const auto offer = [&](std::uint32_t at) {
    if (at == kNone || nodes[at].behind == kNone) return;
    const TokenId left = nodes[at].token, right = nodes[nodes[at].behind].token;
    if (const Merge* merge = find(left, right))
      candidates.push({merge->rank, at, left, right, merge->merged});
  };
  for (std::uint32_t i = 0; i < nodes.size(); ++i)
    nodes[i] = {symbols[i], i == 0 ? kNone : i - 1, i + 1 == nodes.size() ? kNone : i + 1};
  for (std::uint32_t i = 0; i < nodes.size(); ++i) offer(i);
  while (!candidates.empty()) {
    const PairCandidate best = candidates.top();
    candidates.pop();
    Node& left = nodes[best.at];
    if (left.token != best.left || left.behind == kNone || nodes[left.behind].token != best.right)
      continue;
    Node& right = nodes[left.behind];
    left.token = best.merged;
    right.token = -1;
    left.behind = right.behind;
    if (left.behind != kNone) nodes[left.behind].before = best.at;
    offer(left.before);
    offer(best.at);
  }
  symbols.clear();
  for (const Node& node : nodes)
    if (node.token >= 0) symbols.push_back(node.token);
}

}  // namespace modus::neural
