#include "claims/extract/algebra_term.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "claims/print.h"

namespace modus::claims {
namespace {

// The whole text as a term.
std::string read(const std::string& text, Notation notation = Notation::kFormula) {
  const auto term = read_algebra_term(text, 0, notation);
  return term && term->end == text.size() ? print(term->term) : "unread";
}

TEST(AlgebraTerm, ReadsProductsSideBySide) {
  const std::pair<const char*, const char*> kCases[] = {
      {"2x + 3", "2 * x + 3"},
      {"-((5)/(4))x", "-(5 / 4) * x"},
      {"3(x - 1)^2", "3 * (x - 1)^2"},
      {"(n)(n + 1)", "n * (n + 1)"},
      {"x^(10)", "x^10"},
      {"x^2 y", "x^2 * y"},
      {"x(x - 1)", "x * (x - 1)"},
      {"2 x", "2 * x"},
      {"10,000 + 1", "10000 + 1"},
      {"5! + 1", "factorial(5) + 1"},
      {"(8!)/(3!5!)", "factorial(8) / (factorial(3) * factorial(5))"},
      {"\\binom{6}{2}", "binomial(6, 2)"},
      {"\\lfloor x \\rfloor", "floor(x)"},
      {"2 \\sqrt{x + 1}", "2 * sqrt(x + 1)"},
      {"\\sqrt[3]{27}", "root(27, 3)"},
      {"{6 \\choose 2}", "binomial(6, 2)"},
      {"\\gcd(12, 18)", "gcd(12, 18)"},
      {"\\gcd(12, 18, 30) + 1", "gcd(gcd(12, 18), 30) + 1"},
      {"\\operatorname{lcm}(4, 6)", "lcm(4, 6)"},
      {"\\max(3, 5, 4)", "max(3, 5, 4)"},
      {"\\log_2 8", "log(8, 2)"},
      {"\\log_{10}(100)", "log(100, 10)"},
      {"17 \\bmod 5", "17 mod 5"},
      {"|3 - 8| + 1", "abs(3 - 8) + 1"},
  };
  for (const auto& [text, claim] : kCases) EXPECT_EQ(read(text), claim) << text;
}

TEST(AlgebraTerm, LeavesUnreadWhatHasTwoReadings) {
  for (const char* text :
       {"f(x)",    "x(2)",      "1/2x",       "x_1",        "\\sin x",    "|x|",   "abc",
        "\\log 8", "\\gcd(4)",  "\\gcd(4, 6", "\\max 3",    "|3 - |2||",  "|3",    "{6 \\choose}",
        "x'",      "2 3",       "",           "(x",         "x +",        "i + 1", "AB",
        "dx",      "f^(-1)(4)", "e^x",        "\\lfloor x", "\\binom{5}", "3!!"})
    EXPECT_EQ(read(text), "unread") << text;
}

TEST(AlgebraTerm, ProseKeepsWordsApart) {
  EXPECT_EQ(read("2x + 3(x - 1)", Notation::kProse), "2 * x + 3 * (x - 1)");
  for (const char* text : {"2 x", "xy", "5!", "x(x - 1)", "\\sqrt{4}", "x + 1\n"})
    EXPECT_EQ(read(text, Notation::kProse), "unread") << text;
}

TEST(AlgebraTerm, IsBounded) {
  std::string deep, wide;
  for (int i = 0; i < 100; ++i) deep += "(-", wide += "x+";
  EXPECT_EQ(read(deep), "unread");
  EXPECT_EQ(read(std::string(1000, '1')), "unread");
  for (int i = 0; i < 10; ++i) wide += wide;
  EXPECT_EQ(read(wide), "unread");
}

}  // namespace
}  // namespace modus::claims
