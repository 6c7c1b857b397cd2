#include "neural/bpe_training.h"

#include <algorithm>
#include <queue>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/error.h"

namespace modus::neural {
namespace {

using Pair = std::pair<TokenId, TokenId>;

struct PairHash {
  std::size_t operator()(const Pair& pair) const {
    return std::hash<std::uint64_t>()(static_cast<std::uint64_t>(pair.first) << 32 |
                                      static_cast<std::uint32_t>(pair.second));
  }
};

struct Word {
  std::vector<TokenId> symbols;
  std::uint64_t count = 0;
};

struct Neighbours {
  std::uint64_t count = 0;
  std::vector<std::size_t> words;  // that hold or held the pair, rising, once each
};

// Most frequent first; a candidate whose count has fallen since is stale.
struct Candidate {
  std::uint64_t count = 0;
  Pair pair;
  bool operator<(const Candidate& other) const {
    return std::tuple(count, other.pair) < std::tuple(other.count, pair);
  }
};

class MergeLearner {
 public:
  MergeLearner(Vocabulary base, const std::map<std::string, std::uint64_t>& piece_counts)
      : vocabulary_(std::move(base)), spelled_(vocabulary_.bytes.begin(), vocabulary_.bytes.end()) {
    std::vector<TokenId> byte_token(256);
    for (std::size_t id = 0; id < vocabulary_.bytes.size(); ++id)
      if (vocabulary_.bytes[id].size() == 1)
        byte_token[static_cast<unsigned char>(vocabulary_.bytes[id][0])] = static_cast<TokenId>(id);
    for (const auto& [piece, count] : piece_counts) {
      if (spelled_.contains(" " + piece)) continue;
      Word word{.symbols = {byte_token[' ']}, .count = count};
      for (const char c : piece) word.symbols.push_back(byte_token[static_cast<unsigned char>(c)]);
      words_.push_back(std::move(word));
    }
    for (std::size_t i = 0; i < words_.size(); ++i) count_pairs(i, words_[i].symbols);
    for (const auto& [pair, neighbours] : pairs_) queue_.push({neighbours.count, pair});
  }

  Vocabulary learn(std::size_t size) {
    while (vocabulary_.bytes.size() < size) {
      if (queue_.empty())
        throw ConfigError(fmt::format(
            "the text gives {} tokens, {} were asked for: more words or a smaller vocabulary",
            vocabulary_.bytes.size(), size));
      const Candidate best = queue_.top();
      queue_.pop();
      const std::uint64_t count = pairs_[best.pair].count;
      if (count != best.count) {
        if (count > 0) queue_.push({count, best.pair});
        continue;
      }
      const auto [left, right] = best.pair;
      std::string bytes = vocabulary_.bytes[static_cast<std::size_t>(left)] +
                          vocabulary_.bytes[static_cast<std::size_t>(right)];
      if (!spelled_.insert(bytes).second) continue;
      vocabulary_.bytes.push_back(std::move(bytes));
      vocabulary_.merges.push_back(best.pair);
      apply(best.pair, static_cast<TokenId>(vocabulary_.bytes.size() - 1));
    }
    return std::move(vocabulary_);
  }

 private:
  void count_pairs(std::size_t word, const std::vector<TokenId>& symbols) {
    for (std::size_t i = 0; i + 1 < symbols.size(); ++i) {
      Neighbours& neighbours = pairs_[{symbols[i], symbols[i + 1]}];
      neighbours.count += words_[word].count;
      if (neighbours.words.empty() || neighbours.words.back() != word)
        neighbours.words.push_back(word);
    }
  }

  void apply(Pair pair, TokenId merged) {
    const std::vector<std::size_t> holders = std::move(pairs_[pair].words);
    std::vector<Pair> grown;
    for (const std::size_t index : holders) {
      Word& word = words_[index];
      std::vector<TokenId> symbols;
      for (std::size_t i = 0; i < word.symbols.size(); ++i) {
        const bool here =
            i + 1 < word.symbols.size() && Pair(word.symbols[i], word.symbols[i + 1]) == pair;
        symbols.push_back(here ? merged : word.symbols[i]);
        if (here) ++i;
      }
      if (symbols.size() == word.symbols.size()) continue;
      for (std::size_t i = 0; i + 1 < word.symbols.size(); ++i)
        pairs_[{word.symbols[i], word.symbols[i + 1]}].count -= word.count;
      count_pairs(index, symbols);
      word.symbols = std::move(symbols);
      for (std::size_t i = 0; i + 1 < word.symbols.size(); ++i)
        if (word.symbols[i] == merged || word.symbols[i + 1] == merged)
          grown.emplace_back(word.symbols[i], word.symbols[i + 1]);
    }
    std::sort(grown.begin(), grown.end());
    grown.erase(std::unique(grown.begin(), grown.end()), grown.end());
    for (const Pair& neighbour : grown) queue_.push({pairs_[neighbour].count, neighbour});
  }

  Vocabulary vocabulary_;
  std::unordered_set<std::string> spelled_;
  std::vector<Word> words_;
  std::unordered_map<Pair, Neighbours, PairHash> pairs_;
  std::priority_queue<Candidate> queue_;
};

}  // namespace

Vocabulary learn_merges(Vocabulary base, const std::map<std::string, std::uint64_t>& piece_counts,
                        std::size_t size) {
  if (size < base.bytes.size() || size > kMaxVocabulary)
    throw ConfigError(
        fmt::format("a vocabulary with {} reserved tokens has {} to {} tokens, not {}",
                    base.reserved_count, base.bytes.size(), kMaxVocabulary, size));
  return MergeLearner(std::move(base), piece_counts).learn(size);
}

}  // namespace modus::neural
