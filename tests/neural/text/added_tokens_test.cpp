#include "neural/text/added_tokens.h"

#include <gtest/gtest.h>

namespace modus::neural {
namespace {

std::vector<std::string> parts(const AddedTokenFinder& finder, std::string_view text) {
  std::vector<std::string> found;
  for (const TextPart& part : finder.split(text))
    found.push_back(std::string(part.text) +
                    (part.token ? "=" + std::to_string(part.token->id) : ""));
  return found;
}

TEST(AddedTokens, TheLongestCounts) {
  const std::vector<AddedToken> tokens = {{1, "<a>"}, {2, "<a><b>"}, {3, "<b>"}};
  AddedTokenFinder finder;
  for (const AddedToken& token : tokens) finder.add(token);
  EXPECT_EQ(parts(finder, "x<a><b><b>y<a>"),
            (std::vector<std::string>{"x", "<a><b>=2", "<b>=3", "y", "<a>=1"}));
  EXPECT_EQ(parts(finder, "<a><a"), (std::vector<std::string>{"<a>=1", "<a"}));
  EXPECT_TRUE(parts(finder, "").empty());
  EXPECT_EQ(parts(AddedTokenFinder(), "<a>"), std::vector<std::string>{"<a>"});
}

TEST(AddedTokens, MayTakeTheSpaceAround) {
  const std::vector<AddedToken> tokens = {{1, "[M]", true, false, true, true},
                                          {2, "[B]", true, false, true, false}};
  AddedTokenFinder finder;
  for (const AddedToken& token : tokens) finder.add(token);
  EXPECT_EQ(parts(finder, "a \u3000[M]\n b [B] c"),
            (std::vector<std::string>{"a", " \u3000[M]\n =1", "b", " [B]=2", " c"}));
  EXPECT_EQ(parts(finder, "[M] [M]"), (std::vector<std::string>{"[M] =1", "[M]=1"}));
}

}  // namespace
}  // namespace modus::neural
