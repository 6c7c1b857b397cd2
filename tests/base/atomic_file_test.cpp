#include "base/atomic_file.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "tests/temp_folder.h"

namespace modus {
namespace {

TEST(AtomicFile, IsThereOnceItIsFinished) {
  const std::string path = in_temp("finished");
  AtomicFile file(path);
  file.write("ab", 2);
  file.write("c", 1);
  EXPECT_FALSE(std::filesystem::exists(path));
  file.finish();
  EXPECT_EQ(read_file(path, 10), "abc");
}

TEST(AtomicFile, WithoutFinishNothingStaysAndWhatWasThereDoes) {
  const std::string path = in_temp("kept/file");
  std::filesystem::create_directories(in_temp("kept"));
  write_file(path, "before");
  { AtomicFile(path).write("after", 5); }
  EXPECT_EQ(read_file(path, 10), "before");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(in_temp("kept")), {}), 1);
}

TEST(AtomicFile, APlaceThatCannotBeWrittenIsNamed) {
  EXPECT_THROW(AtomicFile(in_temp("no/such/folder/file")), IoError);
}

}  // namespace
}  // namespace modus
