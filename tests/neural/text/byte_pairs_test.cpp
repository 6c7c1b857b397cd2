#include "neural/text/byte_pairs.h"

#include <map>
#include <utility>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace modus::neural {
namespace {

using Ranked = std::map<std::pair<TokenId, TokenId>, std::pair<std::size_t, TokenId>>;

// One merge after the other, looking at everything each time.
std::vector<TokenId> merged_slowly(const Ranked& merges, std::vector<TokenId> symbols) {
  for (;;) {
    const Ranked::value_type* best = nullptr;
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < symbols.size(); ++i) {
      const auto found = merges.find({symbols[i], symbols[i + 1]});
      if (found != merges.end() && (best == nullptr || found->second.first < best->second.first)) {
        best = &*found;
        at = i;
      }
    }
    if (best == nullptr) return symbols;
    symbols[at] = best->second.second;
    symbols.erase(symbols.begin() + static_cast<std::ptrdiff_t>(at) + 1);
  }
}

TEST(BytePairs, LowestRankFirstThenLeftmost) {
  BytePairs pairs;
  EXPECT_TRUE(pairs.add(1, 2, 10));
  EXPECT_TRUE(pairs.add(0, 1, 11));
  EXPECT_TRUE(pairs.add(0, 0, 12));
  EXPECT_FALSE(pairs.add(0, 1, 13));
  std::vector<TokenId> symbols = {0, 1, 2};
  pairs.merge(symbols);
  EXPECT_EQ(symbols, (std::vector<TokenId>{0, 10}));
  symbols = {0, 0, 0};
  pairs.merge(symbols);
  EXPECT_EQ(symbols, (std::vector<TokenId>{12, 0}));
  symbols.clear();
  pairs.merge(symbols);
  EXPECT_TRUE(symbols.empty());
}

RC_GTEST_PROP(BytePairs, MergesAsTheDefinitionDoes, ()) {
  BytePairs pairs;
  Ranked merges;
  TokenId next = 4;
  for (int i = *rc::gen::inRange(0, 30); i > 0; --i) {
    const TokenId left = *rc::gen::inRange<TokenId>(0, next);
    const TokenId right = *rc::gen::inRange<TokenId>(0, next);
    if (pairs.add(left, right, next)) {
      merges[{left, right}] = {merges.size(), next};
      ++next;
    }
  }
  std::vector<TokenId> symbols =
      *rc::gen::container<std::vector<TokenId>>(rc::gen::inRange<TokenId>(0, 4));
  const std::vector<TokenId> expected = merged_slowly(merges, symbols);
  pairs.merge(symbols);
  RC_ASSERT(symbols == expected);
}

TEST(BytePairs, AMillionSymbolsTakeNoLongerThanTheirNumber) {
  BytePairs pairs;
  for (TokenId i = 0; i < 20; ++i) pairs.add(i, i, i + 1);
  std::vector<TokenId> symbols(std::size_t{1} << 20, 0);
  pairs.merge(symbols);
  EXPECT_EQ(symbols, std::vector<TokenId>{20});
}

}  // namespace
}  // namespace modus::neural
