// What bad input gets: a clear message with its place, in bounded time and memory, never a crash.
// Inputs that are too large or too strange for a folder of cases are made here.
#include <gtest/gtest.h>

#include "tests/app/run_program.h"

#include "tests/source_folder.h"

namespace modus::app {
namespace {

constexpr double kMostSeconds = 20;
constexpr long kMostKb = 400 * 1024;

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

struct BadInput {
  const char* name;
  std::string input;
  std::vector<std::string> more;  // arguments behind `verify -`
  int exit_code;
  std::string says;  // in stdout or stderr
};

void PrintTo(const BadInput& bad, std::ostream* out) { *out << bad.name; }

std::vector<BadInput> bad_inputs() {
  const std::vector<std::string> chain = {"--as", "chain"};
  return {
      {"empty", "", {}, 2, "is empty"},
      {"blank", " \n\t\n", {}, 2, "is empty"},
      {"binary",
       std::string("\x7f"
                   "ELF\0\1\2",
                   7),
       {},
       2,
       "not UTF-8 text: byte 4"},
      {"invalid_utf8", "s1 given kind(ann)\ns2 given k\xff\n", {}, 2, "line 2"},
      {"ten_megabytes", repeated("s1 given p\n", 1'000'000), {}, 2, "larger than"},
      {"deep_brackets", "s1 given " + repeated("(", 100'000) + "p" + repeated(")", 100'000) + "\n",
       chain, 2, "too long"},
      {"brackets", "s1 given " + repeated("(", 5'000) + "p" + repeated(")", 5'000) + "\n", chain, 2,
       "nest"},
      {"deep_nots", "s1 given " + repeated("not ", 100'000) + "p\n", chain, 2, "1:"},
      {"deep_json", repeated("[", 100'000) + repeated("]", 100'000), {"--as", "json"}, 2, "1:"},
      {"open_json", "{\"format\":\"modus.chain/v1\"", {}, 2, "standard input:"},
      {"huge_power", "s1 have 10^10^10 = 0\n", {}, 3, "undecided"},
      {"huge_number", "s1 have " + repeated("9", 100'000) + " > 0\n", {}, 2, "digits"},
      {"long_prose", repeated("So 1 + 1 = 2. ", 50'000), {"--as", "prose"}, 3, "50000"},
      {"control_bytes", "\x01\x02\x03\x1b[31m 2 + 2 = 4\n", {"--as", "prose"}, 3, "understood"},
  };
}

class Bad : public testing::TestWithParam<BadInput> {};

TEST_P(Bad, GetsAClearAnswer) {
  const BadInput& bad = GetParam();
  std::vector<std::string> arguments = {"verify", "-"};
  arguments.insert(arguments.end(), bad.more.begin(), bad.more.end());
  const ProgramRun run = run_program(arguments, bad.input, source_folder());
  EXPECT_EQ(run.exit_code, bad.exit_code) << run.err.substr(0, 2000);
  EXPECT_NE((run.out + run.err).find(bad.says), std::string::npos)
      << run.out.substr(0, 2000) << run.err.substr(0, 2000);
  EXPECT_LT(run.err.size(), 4000u) << "a message nobody reads to the end";
  EXPECT_LT(run.elapsed_s, kMostSeconds);
  EXPECT_LT(run.peak_kb, kMostKb);
}

INSTANTIATE_TEST_SUITE_P(App, Bad, testing::ValuesIn(bad_inputs()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Json, ErrorsAreOneObjectOnStdoutToo) {
  const ProgramRun run =
      run_program({"verify", "-", "--json"}, "s1 given kind(Anne)\n", source_folder());
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_TRUE(run.out.starts_with("{\"error\":{\"kind\":\"parse\"")) << run.out;
  EXPECT_EQ(run.out.find('\n'), run.out.size() - 1) << "one line";
  EXPECT_NE(run.out.find("anne"), std::string::npos);
}

TEST(Usage, UnknownFlagIsExitCode2) {
  EXPECT_EQ(run_program({"verify", "--nonsense"}, "", source_folder()).exit_code, 2);
  EXPECT_EQ(run_program({}, "", source_folder()).exit_code, 2);
  EXPECT_EQ(run_program({"--help"}, "", source_folder()).exit_code, 0);
}

}  // namespace
}  // namespace modus::app
