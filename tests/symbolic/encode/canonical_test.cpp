#include "symbolic/encode/canonical.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "claims/parse.h"
#include "claims/print.h"

namespace modus::symbolic {
namespace {

std::vector<std::string> ordered(const std::vector<std::string>& texts) {
  std::vector<claims::Claim> claims;
  for (const std::string& text : texts) claims.push_back(claims::parse_claim(text, "test"));
  std::vector<std::string> result;
  for (const std::size_t i : encode::canonical_order(claims))
    result.push_back(claims::print(claims[i]));
  return result;
}

TEST(Canonical, ShapeComesBeforeText) {
  const std::vector<std::string> wanted = {"dog(ann)", "kind(bob)", "dog(X) -> kind(X)"};
  EXPECT_EQ(ordered({"kind(bob)", "dog(X) -> kind(X)", "dog(ann)"}), wanted);
  // Renamed: the same places.
  const std::vector<std::string> renamed = {"a(zoe)", "b(yan)", "a(Z) -> b(Z)"};
  EXPECT_EQ(ordered({"a(Z) -> b(Z)", "b(yan)", "a(zoe)"}), renamed);
}

RC_GTEST_PROP(CanonicalProperty, TheOrderOfWritingDoesNotMatter, ()) {
  std::vector<std::string> texts;
  for (int i = *rc::gen::inRange(0, 12); i > 0; --i)
    texts.push_back(*rc::gen::element<std::string>("p(a)", "q(b)", "x = 2", "p(X) -> q(X)",
                                                   "x > y + 1", "rain or snow"));
  std::vector<std::string> shuffled = texts;
  for (std::size_t i = shuffled.size(); i > 1; --i)
    std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<std::size_t>(0, i)]);
  RC_ASSERT(ordered(texts) == ordered(shuffled));
}

}  // namespace
}  // namespace modus::symbolic
