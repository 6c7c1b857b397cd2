#include "base/files.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "base/error.h"

namespace modus {
namespace {

std::string scratch(const char* name) {
  return (std::filesystem::temp_directory_path() / name).string();
}

TEST(Files, WriteThenReadGivesTheBytes) {
  const std::string path = scratch("modus_files_test");
  write_file(path, "one\ntwo");
  EXPECT_EQ(read_text(path, 100), "one\ntwo");
  EXPECT_THROW(read_text(path, 6), IoError);
  write_file(path, "a\xff");
  EXPECT_THROW(read_text(path, 100), IoError);
  std::filesystem::remove(path);
  EXPECT_THROW(read_text(path, 100), IoError);
  EXPECT_THROW(read_text(std::filesystem::temp_directory_path().string(), 100), IoError);
}

TEST(Utf8, FindsTheFirstBadByte) {
  EXPECT_EQ(first_invalid_utf8("plain \u00e9 \u20ac \U0001F600"), std::string_view::npos);
  EXPECT_EQ(first_invalid_utf8(std::string_view("a\0b", 3)), 1u);
  EXPECT_EQ(first_invalid_utf8("ab\xc0\x80"), 2u);      // overlong
  EXPECT_EQ(first_invalid_utf8("\xed\xa0\x80"), 0u);    // surrogate
  EXPECT_EQ(first_invalid_utf8("x\xe2\x82"), 1u);       // cut off
  EXPECT_EQ(first_invalid_utf8("\xf5\x80\x80\x80"), 0u);  // beyond U+10FFFF
}

}  // namespace
}  // namespace modus
