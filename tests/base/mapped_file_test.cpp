#include "base/mapped_file.h"

#include <cstring>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "tests/temp_folder.h"

namespace modus {
namespace {

TEST(MappedFile, HoldsTheBytesOfTheFile) {
  const std::string path = in_temp("mapped"), text = "one\ntwo";
  write_file(path, text);
  const MappedFile file(path);
  ASSERT_EQ(file.bytes().size(), text.size());
  EXPECT_EQ(std::memcmp(file.bytes().data(), text.data(), text.size()), 0);
}

TEST(MappedFile, AnEmptyFileHasNoBytes) {
  write_file(in_temp("empty"), "");
  EXPECT_TRUE(MappedFile(in_temp("empty")).bytes().empty());
}

TEST(MappedFile, WhatIsNoFileIsAnIoErrorThatNamesIt) {
  EXPECT_THROW(MappedFile(in_temp("none")), IoError);
  EXPECT_THROW(MappedFile(temp_folder().string()), IoError);
}

}  // namespace
}  // namespace modus
