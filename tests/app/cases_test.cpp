// Folders in tests/app/cases: `args` (one argument a line), `stdin` if there is one, and what is
// expected: `stdout`, `stderr` (missing: empty) and `exit`. Times are replaced by "T s". The
// program runs in the root of the sources. MODUS_WRITE_CASES=1 writes what it says instead of
// comparing.
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/app/run_program.h"

#include "tests/source_folder.h"

namespace modus::app {
namespace {

namespace fs = std::filesystem;
const fs::path kCases = fs::path(source_folder()) / "tests/app/cases";

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// "0.04 s" -> "T s", "\"seconds\":0.041}" -> "\"seconds\":T}".
std::string without_times(const std::string& text) {
  static const std::string kKey = "\"seconds\":";
  std::string kept;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() &&
           (std::isdigit(static_cast<unsigned char>(text[end])) ||
            (end > i && (text[end] == '.' || text[end] == 'e' || text[end] == '-'))))
      ++end;
    const bool after_key = kept.ends_with(kKey);
    const bool before_unit = end > i && text.compare(end, 3, " s\n") == 0;
    if (end > i && (after_key || before_unit)) {
      kept += "T";
      i = end;
    } else if (end > i) {
      kept += text.substr(i, end - i);
      i = end;
    } else {
      kept += text[i++];
    }
  }
  return kept;
}

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(kCases))
    if (entry.is_directory()) found.push_back(entry.path().filename());
  std::sort(found.begin(), found.end());
  return found;
}

class Case : public testing::TestWithParam<std::string> {};

TEST_P(Case, SaysWhatIsExpected) {
  const fs::path folder = kCases / GetParam();
  const ProgramRun run =
      run_program(lines_of(read(folder / "args")), read(folder / "stdin"), source_folder());
  const std::string out = without_times(run.out), err = without_times(run.err);
  if (std::getenv("MODUS_WRITE_CASES")) {
    std::ofstream(folder / "stdout") << out;
    if (!err.empty()) std::ofstream(folder / "stderr") << err;
    std::ofstream(folder / "exit") << run.exit_code << "\n";
    GTEST_SKIP() << "written";
  }
  EXPECT_EQ(out, read(folder / "stdout"));
  EXPECT_EQ(err, read(folder / "stderr"));
  EXPECT_EQ(std::to_string(run.exit_code) + "\n", read(folder / "exit"));
}

INSTANTIATE_TEST_SUITE_P(App, Case, testing::ValuesIn(names()),
                         [](const auto& test) { return test.param; });

TEST(CaseTimes, AreReplacedAndNothingElse) {
  EXPECT_EQ(without_times("6 of 7.  0.04 s\n"), "6 of 7.  T s\n");
  EXPECT_EQ(without_times("{\"n\":2,\"seconds\":1.5e-05}"), "{\"n\":2,\"seconds\":T}");
  EXPECT_EQ(without_times("s1 s2"), "s1 s2");
}

}  // namespace
}  // namespace modus::app
