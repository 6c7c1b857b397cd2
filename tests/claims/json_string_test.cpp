#include "claims/json_string.h"

#include <gtest/gtest.h>

namespace modus::claims {
namespace {

TEST(JsonString, ReadsEveryEscape) {
  EXPECT_EQ(read_json_string(R"("\"\\\/\b\f\n\r\t")"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(read_json_string(R"("\u0041\u00e9\u20AC")"), "A\u00e9\u20ac");
  EXPECT_EQ(read_json_string(R"("\ud83d\ude00")"), "\U0001F600");
}

TEST(JsonString, RefusesWhatIsNone) {
  for (const char* text : {"", "a", "\"", "\"a", "\"a\"b", R"("\q")", R"("\u12")", R"("\u0000")",
                           R"("\ud83d")", R"("\ud83dx")", R"("\ude00")", R"("\ud83d\u0041")",
                           "\"\x01\"", "\"\xff\"", "\"a\nb\"", R"("\")"})
    EXPECT_EQ(read_json_string(text), std::nullopt) << text;
}

TEST(JsonString, WritesAndReadsBack) {
  EXPECT_EQ(write_json_string("a/\"\\\n\x01\u00e9"), "\"a/\\\"\\\\\\n\\u0001\u00e9\"");
  std::string all;
  for (char c = 1; c < 127; ++c) all += c;
  EXPECT_EQ(read_json_string(write_json_string(all)), all);
}

TEST(JsonString, LengthStopsAtTheClosingQuote) {
  EXPECT_EQ(json_string_length("\"a\\\"b\" and more"), 6u);
  EXPECT_EQ(json_string_length("\"a\nb\""), std::nullopt);
  EXPECT_EQ(json_string_length("x\"\""), std::nullopt);
}

}  // namespace
}  // namespace modus::claims
