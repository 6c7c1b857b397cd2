#include "bridge/text_guide/vocabulary_trie.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace modus::bridge {

using neural::TokenId;

VocabularyTrie::VocabularyTrie(std::vector<std::string> tokens) : bytes_of_(std::move(tokens)) {
  std::vector<TokenId> sorted;
  for (std::size_t id = 0; id < bytes_of_.size(); ++id)
    if (!bytes_of_[id].empty() && bytes_of_[id].size() <= kMaxTokenBytes)
      sorted.push_back(static_cast<TokenId>(id));
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](TokenId a, TokenId b) { return bytes_of_[a] < bytes_of_[b]; });
  struct Range {
    std::size_t first, last, depth;  // of the sorted tokens that go through a node
  };
  std::vector<Range> ranges = {{0, sorted.size(), 0}};
  byte_ = {0};
  for (std::size_t node = 0; node < ranges.size(); ++node) {
    auto [at, last, depth] = ranges[node];
    first_token_.push_back(static_cast<std::uint32_t>(token_.size()));
    for (; at < last && bytes_of_[sorted[at]].size() == depth; ++at) token_.push_back(sorted[at]);
    first_child_.push_back(static_cast<Node>(ranges.size()));
    while (at < last) {
      const std::size_t first = at;
      const char byte = bytes_of_[sorted[at]][depth];
      while (at < last && bytes_of_[sorted[at]][depth] == byte) ++at;
      ranges.push_back({first, at, depth + 1});
      byte_.push_back(static_cast<std::uint8_t>(byte));
    }
  }
  first_child_.push_back(static_cast<Node>(ranges.size()));
  first_token_.push_back(static_cast<std::uint32_t>(token_.size()));
}

std::optional<VocabularyTrie::Node> VocabularyTrie::child(Node node, std::uint8_t byte) const {
  const auto children = child_bytes(node);
  const auto found = std::lower_bound(children.begin(), children.end(), byte);
  if (found == children.end() || *found != byte) return std::nullopt;
  return first_child_[node] + static_cast<Node>(found - children.begin());
}

bool VocabularyTrie::begins_a_longer_token(std::string_view bytes) const {
  Node node = kRoot;
  for (const char byte : bytes) {
    const auto next = child(node, static_cast<std::uint8_t>(byte));
    if (!next) return false;
    node = *next;
  }
  return !child_bytes(node).empty();
}

std::shared_ptr<const VocabularyTrie> vocabulary_trie(const neural::TextTokenizer& tokenizer) {
  std::vector<std::string> tokens(tokenizer.size());
  for (std::size_t id = 0; id < tokens.size(); ++id)
    if (!tokenizer.is_control(static_cast<TokenId>(id)))
      tokens[id] = tokenizer.bytes(static_cast<TokenId>(id));
  return std::make_shared<const VocabularyTrie>(std::move(tokens));
}

}  // namespace modus::bridge
