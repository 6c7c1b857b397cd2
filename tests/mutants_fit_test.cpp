// The planted mistakes of tools/mutants are patches against the real sources: one that the code has
// moved away from would plant nothing, and nobody would see it before the next long run.
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "base/files.h"
#include "tests/source_folder.h"

namespace modus {
namespace {

struct Hunk {
  std::string file;
  std::string before, after;  // the lines that it expects, and what it makes of them
};

std::vector<Hunk> hunks_of(const std::string& patch) {
  std::vector<Hunk> hunks;
  std::istringstream lines(patch);
  std::string file;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("--- a/")) {
      file = line.substr(6);
    } else if (line.starts_with("@@")) {
      hunks.push_back({file, "", ""});
    } else if (!hunks.empty() && !line.starts_with("+++")) {
      const char mark = line.empty() ? ' ' : line[0];
      const std::string text = line.empty() ? "" : line.substr(1);
      if (mark == ' ' || mark == '-') hunks.back().before += text + "\n";
      if (mark == ' ' || mark == '+') hunks.back().after += text + "\n";
    }
  }
  return hunks;
}

TEST(Mutants, FitTheSources) {
  std::size_t patches = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(source_folder() + "/tools/mutants")) {
    if (entry.path().extension() != ".patch") continue;
    ++patches;
    const std::string name = entry.path().filename().string();
    const std::vector<Hunk> hunks = hunks_of(read_text(entry.path().string(), kMaxTextBytes));
    EXPECT_FALSE(hunks.empty()) << name;
    for (const Hunk& hunk : hunks) {
      EXPECT_NE(hunk.before, hunk.after) << name;
      const std::string file = source_folder() + "/" + hunk.file;
      ASSERT_TRUE(std::filesystem::exists(file)) << name << ": " << hunk.file;
      EXPECT_NE(read_text(file, kMaxTextBytes).find(hunk.before), std::string::npos)
          << name << " no longer fits " << hunk.file << ":\n"
          << hunk.before;
    }
  }
  EXPECT_GE(patches, 50u);
}

}  // namespace
}  // namespace modus
