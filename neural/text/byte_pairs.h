// Byte-pair merging by rank (Sennrich et al. 2016, arXiv 1508.07909): the pair of neighbours with
// the lowest rank, the leftmost of equals, is replaced by its token until no pair has a rank.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "neural/vocabulary.h"

namespace modus::neural {

class BytePairs {
 public:
  // The next rank. False, and nothing is added, where the pair has one already.
  bool add(TokenId left, TokenId right, TokenId merged);
  std::size_t size() const { return merges_.size(); }

  // Merges in place. O(n log n) in the number of symbols. Thread-safe.
  void merge(std::vector<TokenId>& symbols) const;

 private:
  struct Merge {
    std::uint32_t rank = 0;
    TokenId merged = 0;
  };
  const Merge* find(TokenId left, TokenId right) const;

  std::unordered_map<std::uint64_t, Merge> merges_;  // by both ids
};

}  // namespace modus::neural
