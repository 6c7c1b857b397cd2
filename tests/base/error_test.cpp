#include "base/error.h"

#include <gtest/gtest.h>

namespace modus {
namespace {

TEST(ParseError, NamesPlaceLineAndCaret) {
  const ParseError error("a.chain", "ask p\ngiven kind(Anne)", 17, "names are lower case");
  EXPECT_STREQ(error.what(),
               "a.chain:2:12: names are lower case\n"
               "  given kind(Anne)\n"
               "             ^");
  EXPECT_EQ(error.position().line, 2u);
  EXPECT_EQ(error.message(), "names are lower case");
}

TEST(ParseError, ColumnsCountCodePoints) {
  const ParseError error("t", "\u00e9\u00e9 x", 5, "m");
  EXPECT_EQ(error.position().column, 4u);
  EXPECT_STREQ(error.what(), "t:1:4: m\n  \u00e9\u00e9 x\n     ^");
}

TEST(ParseError, LongLinesAreShownAsAWindow) {
  const std::string text(5000, 'x');
  const ParseError error("t", text, 4000, "m");
  EXPECT_LT(std::string(error.what()).size(), 250u);
  EXPECT_EQ(error.position().column, 4001u);
}

TEST(ParseError, OffsetPastTheEndIsTheEnd) {
  EXPECT_EQ(ParseError("t", "ab", 99, "m").position().column, 3u);
}

TEST(Check, FailureCarriesConditionAndValues) {
  try {
    MODUS_CHECK(1 == 2, "value {}", 7);
    FAIL();
  } catch (const InternalError& error) {
    EXPECT_NE(std::string(error.what()).find("1 == 2: value 7"), std::string::npos);
  }
}

}  // namespace
}  // namespace modus
