// modus verify --export: folders and files as a user finds them.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/app/run_program.h"
#include "tests/source_folder.h"
#include "tests/temp_folder.h"

namespace modus::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kChain =
    "s1 given kind(X) -> nice(X)\n"
    "s2 given kind(ann)\n"
    "s3 have nice(ann) by s1 s2\n"
    "s4 have log(8, 2) = 3\n"
    "s5 have kind(bob) by s2\n";

ProgramRun exported(const std::string& language, const std::string& target,
                    std::string_view chain = kChain) {
  return run_program({"verify", "-", "--export", language, target}, chain, source_folder());
}

std::string read(const fs::path& path) {
  return (std::ostringstream() << std::ifstream(path).rdbuf()).str();
}

std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

TEST(ExportCommand, OneFileAStepNamedByIt) {
  const fs::path folder = temp_folder() / "smt2" / "inner";
  const ProgramRun run = exported("smt2", folder.string());
  EXPECT_EQ(run.exit_code, 1) << run.err;
  EXPECT_EQ(files_in(folder), (std::vector<std::string>{"s3.smt2", "s5.smt2"}));
  const std::string text = read(folder / "s3.smt2");
  EXPECT_TRUE(text.starts_with("; standard input: s3")) << text;
  EXPECT_NE(text.find("; modus: proved\n"), std::string::npos) << text;
  EXPECT_NE(text.find("(check-sat)\n"), std::string::npos) << text;
  EXPECT_NE(run.err.find("not exported: s4: log(8, 2) has no SMT-LIB form"), std::string::npos)
      << run.err;
}

TEST(ExportCommand, OneFileForAll) {
  const fs::path file = temp_folder() / "all.smt2";
  exported("smt2", file.string());
  const std::string text = read(file);
  EXPECT_NE(text.find("(check-sat)\n(reset)\n; standard input: s5"), std::string::npos) << text;
  const ProgramRun tptp = exported("tptp", (temp_folder() / "all.p").string());
  EXPECT_EQ(tptp.exit_code, 2) << tptp.err;
  EXPECT_FALSE(fs::exists(temp_folder() / "all.p"));
}

TEST(ExportCommand, TptpFilesHaveItsComments) {
  const fs::path folder = temp_folder() / "tptp";
  exported("tptp", folder.string());
  EXPECT_EQ(files_in(folder), (std::vector<std::string>{"s3.p", "s5.p"}));
  EXPECT_TRUE(read(folder / "s3.p").starts_with("% standard input: s3"));
}

TEST(ExportCommand, AProofLiesBesideItsProblem) {
  const fs::path folder = temp_folder() / "alethe";
  const ProgramRun run = exported("alethe", folder.string());
  if (run.err.find("this build has no cvc5") != std::string::npos)
    GTEST_SKIP() << "this build has no cvc5";
  EXPECT_EQ(files_in(folder), (std::vector<std::string>{"s3.alethe", "s3.smt2"}));
  EXPECT_NE(run.err.find("not exported: s5: it does not follow"), std::string::npos) << run.err;
}

TEST(ExportCommand, NothingIsLeftBehindWhereItCannotBeWritten) {
  const fs::path file = temp_folder() / "a_file";
  std::ofstream(file) << "mine";
  const ProgramRun run = exported("smt2", (file / "inner/").string());
  EXPECT_EQ(run.exit_code, 2) << run.err;
  EXPECT_NE(run.err.find("cannot make the folder"), std::string::npos) << run.err;
  EXPECT_EQ(read(file), "mine");
  EXPECT_EQ(exported("smt2", "x", "logic directed\ns1 given p\n").exit_code, 2);
  EXPECT_EQ(run_program({"verify", "-", "--export", "smt2"}, kChain, source_folder()).exit_code,
            2);
}

}  // namespace
}  // namespace modus::app
