#include "bridge/written_chain.h"

#include <gtest/gtest.h>

#include <fmt/core.h>

#include "claims/chain_text.h"
#include "claims/chain_tokens.h"

namespace modus::bridge {
namespace {

// Names that stand for each other four times over: written out, the last has 4^16 parts.
TEST(WrittenChain, AValueIsNotWrittenOutWithoutEnd) {
  std::string text = "ask X: cats = X\ns1 given ann_cats = 2 @1\ns2 let n2 := ann_cats + 1\n";
  std::vector<std::uint32_t> cites = {1, 2};
  for (std::uint32_t i = 3; i <= 18; ++i) {
    text += fmt::format("s{0} let n{0} := (n{1} + n{1}) * (n{1} + n{1})\n", i, i - 1);
    cites.push_back(i);
  }
  const std::string tokens = claims::chain_to_tokens(claims::parse_chain(text, "lets"));
  const Problem problem = {{"Ann has 2 cats."}, "How many cats has Ann?"};
  WrittenChain chain(problem, {});
  for (std::size_t at = 0; at < tokens.size();) {
    const std::size_t end = tokens.find(';', at) + 1;
    ASSERT_NE(end, std::string::npos + 1) << tokens.substr(at);
    const Judgement judgement = chain.close(tokens.substr(at, end - at));
    ASSERT_TRUE(judgement.accepted) << tokens.substr(at, end - at) << judgement.reason;
    at = tokens.find_first_not_of(' ', end);
  }
  EXPECT_EQ(chain.value("n18", cites), std::nullopt);
}

}  // namespace
}  // namespace modus::bridge
