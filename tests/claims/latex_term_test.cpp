#include "claims/extract/latex_term.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "claims/evaluate.h"
#include "claims/print.h"

namespace modus::claims {
namespace {

std::string read(const std::string& text) {
  const auto term = read_latex_term(text);
  return term ? print(term->term) : "unread";
}

TEST(LatexTerm, ReadsProductsSideBySide) {
  const std::pair<const char*, const char*> kCases[] = {
      {"2x + 3", "2 * x + 3"},
      {"-\\frac{5}{4}x", "-(5 / 4) * x"},
      {"3(x - 1)^2", "3 * (x - 1)^2"},
      {"(n)(n + 1)", "n * (n + 1)"},
      {"x^{10}", "x^10"},
      {"\\left(x + 1\\right)\\cdot 2", "(x + 1) * 2"},
      {"10{,}000 + 1", "10000 + 1"},
      {"5!", "120"},
      {"\\binom{6}{2}", "15"},
      {"\\lfloor x \\rfloor", "x div 1"},
  };
  for (const auto& [text, claim] : kCases) EXPECT_EQ(read(text), claim) << text;
}

TEST(LatexTerm, LeavesUnreadWhatHasTwoReadings) {
  for (const char* text : {"f(x)", "x(2)", "1/2x", "4\\frac{5}{8}", "x_1", "\\sin x", "\\sqrt{2}",
                           "abc", "x'", "2 3", "", "(x", "x +", "30!", "\\binom{2}{3}", "i + 1"})
    EXPECT_EQ(read(text), "unread") << text;
}

TEST(LatexTerm, CeilingsAreExact) {
  const auto value = [](const char* text) {
    return to_string(evaluate_ground(read_latex_term(text)->term));
  };
  EXPECT_EQ(value("\\lceil -8.8 \\rceil"), "-8");
  EXPECT_EQ(value("\\lceil 9.09 \\rceil"), "10");
  EXPECT_EQ(value("\\lceil 4 \\rceil"), "4");
  EXPECT_EQ(value("\\lfloor -0.5 \\rfloor"), "-1");
}

TEST(LatexTerm, IsBounded) {
  std::string deep, wide;
  for (int i = 0; i < 100; ++i) deep += "(-", wide += "x+";
  EXPECT_EQ(read(deep), "unread");
  EXPECT_EQ(read(std::string(1000, '1')), "unread");
  for (int i = 0; i < 10; ++i) wide += wide;
  EXPECT_EQ(read(wide), "unread");
}

}  // namespace
}  // namespace modus::claims
