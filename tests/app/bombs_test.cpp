// Problems that no solver can do in reasonable time, and inputs made to take for ever: an honest
// `undecided` or a clear error, in bounded time and memory.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "tests/app/run_program.h"
#include "tests/source_folder.h"
#include "tests/temp_folder.h"

namespace modus::app {
namespace {

// Of processor time, three times the watchdog's ten seconds, and some; what hangs is ended by
// ctest.
constexpr double kMostSeconds = 60;
constexpr long kMostKb = 512 * 1024;

struct Bomb {
  const char* name;
  std::string input;
  int exit_code;
  std::string says;  // in stdout or stderr
};

void PrintTo(const Bomb& bomb, std::ostream* out) { *out << bomb.name; }

// n + 1 pigeons in n holes, none shared: false, and exponentially long to see by resolution
// (Haken 1985).
std::string pigeonhole(int holes) {
  std::string text;
  int step = 0;
  for (int pigeon = 0; pigeon <= holes; ++pigeon) {
    text += fmt::format("s{} given ", ++step);
    for (int hole = 0; hole < holes; ++hole)
      text += fmt::format("{}in_{}_{}", hole == 0 ? "" : " or ", pigeon, hole);
    text += "\n";
  }
  for (int hole = 0; hole < holes; ++hole)
    for (int one = 0; one <= holes; ++one)
      for (int other = one + 1; other <= holes; ++other)
        text +=
            fmt::format("s{} given not (in_{}_{} and in_{}_{})\n", ++step, one, hole, other, hole);
  std::string all;
  for (int cited = 1; cited <= step; ++cited) all += fmt::format(" s{}", cited);
  return text + fmt::format("s{} have false by{}\n", step + 1, all);
}

// forall X1: exists X2: forall X3: ... r(X1, X2) and r(X2, X3) and ...
std::string alternation(int depth) {
  std::string prefix, matrix;
  for (int i = 1; i <= depth; ++i) {
    prefix += fmt::format("{} X{}: ", i % 2 == 1 ? "forall" : "exists", i);
    if (i > 1)
      matrix += fmt::format("{}r(X{}, X{})", i == 2 ? "" : i % 3 == 0 ? " -> " : " or ", i - 1, i);
  }
  return fmt::format(
      "s1 given forall X: exists Y: r(X, Y)\ns2 given forall X: forall Y: r(X, Y) -> exists Z: "
      "r(Y, Z) and not r(Z, X)\ns3 have {}{} by s1 s2\n",
      prefix, matrix);
}

std::vector<Bomb> bombs() {
  return {
      {"pigeonhole", pigeonhole(12), 3, "undecided"},
      {"sum_of_three_cubes",
       "sort x: int\nsort y: int\nsort z: int\ns1 have x^3 + y^3 + z^3 != 114\n", 3, "undecided"},
      {"pell",
       "sort x: int\nsort y: int\ns1 given x > 1\ns2 given x^2 - 991 * y^2 = 1\n"
       "s3 have x > 1000000 by s1 s2\n",
       3, "undecided"},
      {"fermat",
       "sort a: int\nsort b: int\nsort c: int\n"
       "s1 have a > 0 and b > 0 and c > 0 -> a^5 + b^5 != c^5\n",
       3, "undecided"},
      {"alternation", alternation(24), 3, "undecided"},
      {"large_modulus",
       "sort x: int\nsort y: int\ns1 given x > 1\ns2 given y > 1\n"
       "s3 have x * y != 1000000016000000063 by s1 s2\n",
       3, "undecided"},
      {"tower", "s1 have 2^(10^9) > 0\n", 3, "undecided"},
      {"tower_of_names", "s1 let x := 2^(2^40)\ns2 have x > 0\n", 3, "undecided"},
      {"high_powers", "s1 let x\ns2 have (x + 1)^400 > 0 by s1\n", 3, "undecided"},
      {"wide_product",
       "s1 let a\ns2 let b\ns3 let c\ns4 let d\ns5 have (a+b+c+d+1)^30 = (a+b+c+d+2)^30\n", 3,
       "undecided"},
      {"million_digits", "s1 have " + std::string(1'000'000, '9') + " > 0\n", 2, "digits"},
      {"look_alike", "s1 given kind(ann)\ns2 have k\xD1\x96nd(ann) by s1\n", 2,
       "2:10: this character is not in the language"},
  };
}

class Bombs : public testing::TestWithParam<Bomb> {};

TEST_P(Bombs, EndHonestly) {
  const ProgramRun run =
      run_program({"verify", "-", "--as", "chain"}, GetParam().input, source_folder());
  EXPECT_EQ(run.exit_code, GetParam().exit_code) << run.out.substr(0, 2000) << run.err;
  EXPECT_NE((run.out + run.err).find(GetParam().says), std::string::npos)
      << run.out.substr(0, 2000) << run.err;
  EXPECT_LT(run.processor_s, kMostSeconds);
  EXPECT_LT(run.peak_kb, kMostKb);
}

INSTANTIATE_TEST_SUITE_P(All, Bombs, testing::ValuesIn(bombs()),
                         [](const auto& test) { return test.param.name; });

// A rule file that looks for ten different steps that say the same where there are nine: 9^9 ways.
TEST(RuleBomb, IsCutShortAndSaidSo) {
  const std::filesystem::path folder = temp_folder() / "rules";
  std::filesystem::create_directories(folder);
  std::string match = "have(S, P)";
  for (int i = 0; i < 9; ++i) {
    match += fmt::format(", claim(A{}, P), A{} != S", i, i);
    for (int j = 0; j < i; ++j) match += fmt::format(", A{} != A{}", i, j);
  }
  std::string same;
  for (int i = 1; i <= 9; ++i) same += fmt::format("s{} {} p or q\n", i, i < 9 ? "given" : "have");
  std::ofstream(folder / "x01.toml")
      << "id = \"X01\"\ntitle = \"joins\"\nseverity = \"warn\"\nmatch = \"" << match
      << "\"\nmessage = \"{S}\"\n[[bad]]\nchain = \"s1 have p\"\n[[good]]\nchain = \"s1 given "
         "p\"\n";
  const ProgramRun run = run_program({"verify", "-", "--as", "chain", "--rules", folder.string()},
                                     same, source_folder());
  EXPECT_NE(run.out.find("undecided X01 on s9"), std::string::npos) << run.out << run.err;
  EXPECT_LT(run.processor_s, kMostSeconds);
  EXPECT_LT(run.peak_kb, kMostKb);
}

// Forward chaining over a predicate of many places: 12^8 facts.
TEST(DirectedBomb, ClosureIsCutShort) {
  std::string chain = "logic directed\n";
  int step = 0;
  for (int i = 0; i < 12; ++i) chain += fmt::format("s{} given p(c{})\n", ++step, i);
  chain += fmt::format(
      "s{} given p(A) and p(B) and p(C) and p(D) and p(F) and p(G) and p(H) and p(I) -> "
      "q(A, B, C, D, F, G, H, I)\n",
      ++step);
  chain += fmt::format("s{} have q(c0, c0, c0, c0, c0, c0, c0, d) by s1 s{}\n", step + 1, step);
  std::string cites;
  for (int i = 1; i <= step; ++i) cites += fmt::format(" s{}", i);
  chain += fmt::format("s{} have r(c0) by{}\n", step + 2, cites);
  const ProgramRun run = run_program({"verify", "-", "--as", "chain"}, chain, source_folder());
  EXPECT_NE(run.out.find("undecided"), std::string::npos) << run.out << run.err;
  EXPECT_LT(run.processor_s, kMostSeconds);
  EXPECT_LT(run.peak_kb, kMostKb);
}

}  // namespace
}  // namespace modus::app
