#include "claims/extract/extract.h"

#include <gtest/gtest.h>

#include "claims/print.h"

namespace modus::claims {
namespace {

// Every claim over numbers, definitions as "A := ...", answers as "answer ...", joined by "; ".
std::string read(std::string_view text) {
  std::string told;
  for (const Reading& reading : extract(text).readings) {
    if (reading.kind == ReadingKind::kAlgebra) continue;
    if (!told.empty()) told += "; ";
    if (reading.kind == ReadingKind::kDefinition) told += reading.name + " := ";
    if (reading.kind == ReadingKind::kAnswer) told += "answer ";
    told += print(reading.claim);
  }
  return told;
}

struct Case {
  const char* prose;
  const char* claims;
};

class Extract : public testing::TestWithParam<Case> {};

TEST_P(Extract, ReadsTheClaims) { EXPECT_EQ(read(GetParam().prose), GetParam().claims); }

INSTANTIATE_TEST_SUITE_P(
    Table, Extract,
    testing::Values(
        Case{"All of them, so 18 + 36 = 44.", "18 + 36 = 44"},
        Case{"Sam has 12*3=<<12*3=36>>36 pens.", "12 * 3 = 36"},
        Case{"It costs $5 x 4 = $<<5*4=20>>20.", "5 * 4 = 20"},
        Case{"18 rolls + 36 rolls = 54 rolls", "18 + 36 = 54"},
        Case{"4 miles/day * 3 days = 12 miles", "4 * 3 = 12"},
        Case{"So $17 \\equiv 2 \\pmod{5}$", "(17 - 2) mod 5 = 0"},
        Case{"Then 7^2 \u2261 49 \u2261 3 (mod 5).", "(7^2 - 49) mod 5 = 0; (49 - 3) mod 5 = 0"},
        Case{"$17 \\bmod 5 = 3$", "17 mod 5 = 3"},
        Case{"It takes 20 minutes / 4 = 5 minutes", "20 / 4 = 5"},
        Case{"Each gets 42 cookies / 7 people = 6 cookies", "42 / 7 = 6"},
        Case{"She makes $2,000 / 200 hours = $10/hour", "2000 / 200 = 10"},
        Case{"So 144 stitches / 24 stitches/minute = 6 minutes", "144 / 24 = 6"},
        Case{"So 360 people / 72 seats = 5 buses", "360 / 72 = 5"},
        Case{"He needs 24 pounds of oats * 4 horses = 96 pounds of oats", "24 * 4 = 96"},
        Case{"$|3 - 8| = 5$, $\\gcd(12, 18) = 6$", "abs(3 - 8) = 5; gcd(12, 18) = 6"},
        Case{"$180^\\circ - 60^{\\circ} = 120\u00b0$", "180 - 60 = 120"},
        Case{"A = (5 + 3 - -2) = (8 + 2) = 10.", "5 + 3 - -2 = 8 + 2; 8 + 2 = 10"},
        Case{"Where A = (2 * 3). Then A + 1 = 7.", "A := 2 * 3; A + 1 = 7"},
        Case{"\\frac{1}{2} \\times 24 = 12", "1 / 2 * 24 = 12"}, Case{"$3^{2} = 9$", "3^2 = 9"},
        Case{"6 \u00d7 7 = 42, so 8 \u00f7 2 = 4", "6 * 7 = 42; 8 / 2 = 4"},
        Case{"1,200 + 300 = 1,500", "1200 + 300 = 1500"}, Case{"20% * 50 = 10", "20% * 50 = 10"},
        Case{"100 - 20 = 80%", "100 - 20 = 80"}, Case{"10 / 3 = 3.33", "10 / 3 ~= 3.33"},
        Case{"22 / 7 is about 22 / 7 = 3", "22 / 7 ~= 3"},
        Case{"half of 24 is 12", "0.5 * 24 = 12"},
        Case{"Three more than twice five is thirteen.", "2 * 5 + 3 = 13"},
        Case{"The sum of three and twenty-five is 28.", "3 + 25 = 28"},
        Case{"2) 5 + 3 = 8\n(b) 2 + 2 = 4\n- **Step 3:** 4 + 4 = 8",
             "5 + 3 = 8; 2 + 2 = 4; 4 + 4 = 8"},
        Case{"15% of 80 is 12", "15% * 80 = 12"}, Case{"twice 18 is 36", "2 * 18 = 36"},
        Case{"3 1/2 + 1 = 4 1/2", "3 + 1 / 2 + 1 = 4 + 1 / 2"}, Case{"#### 72", "answer 72"},
        Case{"So the answer is -304", "answer -304"}, Case{"Thus \\boxed{24}.", "answer 24"},
        Case{"1. First, 2 + 2 = 4.", "2 + 2 = 4"},
        Case{"Let n be the number of rolls. Then n = 18 + 36 = 54, so 2 * n = 108.",
             "n := 18 + 36; 18 + 36 = 54; 2 * n = 108"},
        Case{"Let n be 5 + 3 and m be 4. So n + m = 13.", "n := 5 + 3; m := 4; n + m = 13"},
        Case{"Let n be the number of rolls. If n = 2 * 3, it is odd. n = 4 * 2", ""},
        Case{"Let n be the number of rolls. 3n = 12, so n = 12 / 3", ""},
        Case{"Let n denote the sum of the 5 ages.", ""},
        Case{"Let $w$ be the width. $2w + 6 = 20$. The width is asked for. We look at it and get "
             "$w = 9$.",
             "2 * 9 + 6 = 20"},
        Case{"where A = 5, B = (2 * 3), and C = 4", "A := 5; B := 2 * 3; C := 4"},
        Case{"He ate 6 = <<2*3=6>>7 figs", "2 * 3 = 6; 6 = 7"},
        Case{"costs <<0.4*100=40>>40% more", "0.4 * 100 = 40"},
        Case{"10 x <<0.5*100=50>>50 cents", "0.5 * 100 = 50"},
        Case{"3 hours * 60 minutes/hour = 180 minutes", "3 * 60 = 180"},
        Case{"18 plus 36 equals 54", "18 + 36 = 54"}, Case{"12 divided by 4 is 3", "12 / 4 = 3"},
        Case{"500(.40) = 200", "500 * 0.40 = 200"},
        Case{"2/3 of 30 = 20 and 15% of 80 = 12", "2 / 3 * 30 = 20; 15% * 80 = 12"},
        Case{"3/12 * 100% = 25%", "3 / 12 * 100% = 25%"}, Case{"- 5 + 3 = 8", "5 + 3 = 8"},
        Case{"It is -5 + 3 = -2.", "-5 + 3 = -2"},
        Case{"**5 + 3 = 8** and 2**3 = 8", "5 + 3 = 8; 2^3 = 8"},
        Case{"so 5 = 2 + 3 = 4", "5 = 2 + 3; 2 + 3 = 4"},
        Case{"a third of 9 is 3", "1 / 3 * 9 = 3"},
        Case{"twice as many as 18, which is 36", "2 * 18 = 36"},
        Case{"3 times as many rolls as 4 is 12", "3 * 4 = 12"},
        Case{"the sum of 3 and 4 is 7", "3 + 4 = 7"},
        Case{"3 more than twice 5 is 13", "2 * 5 + 3 = 13"},
        Case{"4 less than 10 is 6", "10 - 4 = 6"},
        Case{"2 fewer apples than 3 times 4 is 10", "3 * 4 - 2 = 10"},
        Case{"15% more than 80 is 92", "80 * (1 + 15%) = 92"},
        Case{"80 decreased by 15% is 68", "80 * (1 - 15%) = 68"},
        Case{"7 increased by 3 is 10", "7 + 3 = 10"},
        Case{"half of twice 12 is 12", "0.5 * (2 * 12) = 12"},
        Case{"the sum of 3, 4, and 5 is 12", "3 + 4 + 5 = 12"},
        Case{"The average of 3, 4 and 8 is 5.", "(3 + 4 + 8) / 3 = 5"},
        Case{"A quarter of 20 is 5.", "0.25 * 20 = 5"},
        Case{"the difference between 4 and 9 is 5", "9 - 4 = 5"},
        Case{"The answer is x = 5 + 3 = 8", "5 + 3 = 8; answer 8"},
        Case{"\\[ 2 + 2 = 4 \\] \\[ -3 + 1 = -2 \\]", "2 + 2 = 4; -3 + 1 = -2"},
        Case{"\\(1 + 1 = 2\\) \\(3 + 1 = 4\\)", "1 + 1 = 2; 3 + 1 = 4"},
        Case{"\\begin{align*} 2 + 3 &= 5 \\\\ 5 + 1 &= 6 \\end{align*}", "2 + 3 = 5; 5 + 1 = 6"},
        Case{"$$2 \\cdot 3 + 1 \\\\ &= 6 + 1$$", "2 * 3 + 1 = 6 + 1"},
        Case{"\\frac{1}{2} (3 + 5) = 4", "1 / 2 * (3 + 5) = 4"},
        Case{"\\left(\\frac{1}{2}\\right) \\left(3 + 5\\right) = 4", "1 / 2 * (3 + 5) = 4"},
        Case{"\\frac12 \\cdot 8 = 4", "1 / 2 * 8 = 4"},
        Case{"4\\frac{5}{8} + 1 = 5\\frac{5}{8}", "4 + 5 / 8 + 1 = 5 + 5 / 8"},
        Case{"10{,}000 + 1 = 10{,}001", "10000 + 1 = 10001"},
        Case{"326.5 / 4 = 81.6", "326.5 / 4 ~= 81.6"}, Case{"2 \\cdot 3 = 6 (in all)", "2 * 3 = 6"},
        Case{"let A = 2. Then A + 1 = 3. For A = 4, A + 1 = 5.", "A := 2; A + 1 = 3"},
        Case{"706 \u00f7 7 = 101 with a remainder of 1", "706 = 7 * 101 + 1"},
        Case{"$355\\div 6=58\\;\\mathrm{R}\\;5$", "355 = 6 * 58 + 5"},
        Case{"\\[ 16 + x = 27, \\quad x = 8 \\]", "16 + 8 = 27"},

        Case{"So $3x = 12$ and $y = 2$. Then we get $x = 5$.", "3 * 5 = 12"},
        Case{"\\( f(t) = (t + 1)^2 = t^2 + 1 \\)", "(2 + 1)^2 = 2^2 + 1"},
        Case{"\\(\\lceil -8.8 \\rceil = -9\\)", "ceil(-8.8) = -9"},
        Case{"$\\binom{5}{2} = 12$", "binomial(5, 2) = 12"},
        Case{"$\\lfloor 3.5 \\rfloor = 3$ and $5! = 120$", "floor(3.5) = 3; factorial(5) = 120"},
        Case{"$\\sqrt{50} = 5\\sqrt{2}$", "sqrt(50) = 5 * sqrt(2)"},
        Case{"Answer: $1,250.50", "answer 1250.50"}, Case{"\\boxed{\\frac{3}{4}}", "answer 3 / 4"}),
    [](const auto& tested) { return "case" + std::to_string(tested.index); });

class ExtractNothing : public testing::TestWithParam<const char*> {};

TEST_P(ExtractNothing, WhereReadingWouldBeGuessing) { EXPECT_EQ(read(GetParam()), ""); }

INSTANTIATE_TEST_SUITE_P(
    Table, ExtractNothing,
    testing::Values(
        "A bottle lasts 14 / 1 / 4 = 56 washes", "Add 20 + 10 to the 29 + 24 cups = 83 cups",
        "So 100 stickers / 3 friends = 33 stickers each, with 1 remaining",
        "So $5^{-1} \\equiv 3 \\pmod 7$", "If $17 \\equiv 3 \\pmod 5$ held",
        "$x - 3 \\equiv 2 \\pmod 5$", "$17 \\equiv 2$", "$17 \\not\\equiv 3 \\pmod 5$",
        "$7^{100000} \\equiv 3 \\pmod 5$", "Add 1/2 a cup = 4 ounces",
        "It lasts 2 hours / 30 minutes = 4", "He has 1 / 2 boxes = 6",
        "Then $\\sin 30^\\circ + 1 = 1.5$", "So $5 / 25 cents = 20",

        "There are 5 apples = 10 pears", "2x + 3 = 11", "The bus leaves at 10:30 = early",
        "x + 15 = 20", "60 kW would cost = 0.10 * 60", "16,0000 / 10 = 16000", "if and/or = not",
        "The total - 5 + 3 = 8", "5 apples * cost = 15", "twice 5 + 3 = 13",
        "3 more than 5 * 2 = 13", "2 hours + 30 minutes = 150", "$5 + 50 cents = $5.50",
        "30 minutes * 4 = 2 hours", "week 3 = 5 * 2", "weeks 1-2 = 96 - 70", "2 * 3 = 1/2 dozen",
        "14 / 3 = 4 and 2/3", "50/ 1/2 = 100", "12/2(1 + 2) = 18", "3! + 1 = 7", "x_1 + 2 = 3",
        "5 + 3 != 9", "half of 24 is 12 more than", "The third one is 5 feet",
        "three hundred more than 5 is 305", "5 + half of 24 is 17",
        "1000 pounds more than 5ooo pounds is 6000", "two thirds of half of 12 is 4",
        "the difference of 3, 4 and 5 is 2", "0130 + 2 = 0132", "2 cups = 16 ounces",
        "about 11 / 4 = 2 boxes", "the answer is yes", "\\boxed{8\\sqrt{3}}",
        "\\frac{60}{29}a - \\frac{4}{29} = 0", "\\frac{1}{3}Bh = \\frac{1}{3}(30)(6)",
        "But we cannot have 1 + 2 = 2", "$z^{1} = z^{25} = z^{81}$",
        "5 / 4 \\cdot\n5 / 4 = 25 / 16", "40 bricks at (1 - 0.2) each = 40 * 0.8",
        "the LCM of 6,8 and 10 = 2^3 * 15", "1200 / 11 = 109", "\\[ 16 + x = 27 \\\\ x = 11 \\]",
        "$x^2 = 9$, so $x = 3$ or $x = -3$", "$3x = 12$. For $x = 5$ it fails.",
        "$x - 2 = 0$ or $x + 3 = 0$, so $x = 2$ or $x = -3$", "$A = (t + 1)^2 = t^2 + 2t + 1$",
        "$2x + 3 = 11 = y$", "$x^2 = 2x - 1$", "$i^2 = (1 + i)i = 2i$", "$f(x) = f(x + 1) = f(2x)$",
        "$y = AB + BC = CD$", "$\\sqrt{2} = 1.41$", "the units digit of 16^{17} is 6",
        "the GCD of 6^{2} and 15^{4} is 9", "5^8 is 5 multiplied by itself",
        "\\log_{10}(10^{2}) = 2", "sin(30 + 60) = 1", "\\frac{2}{3} = 0.\\overline{6}",
        "60 = 30 + 40 - |A|", "2863 \\div 1344 = 2 \\text{(quotient)}", "2 + 4 = 3\\sqrt{4}",
        "\\sqrt{16} +4 * 2 = 12", "2 + 3 \\approx 2 * 2.4", "199 / 156 \\approx 1.279",
        "2 / 3 = 0.66", "1 + 2 + \\cdots + 9 = 45", "\\lfloor 7 / 2 \\rfloor = 3",
        "3 \\cdot 4 = 2 (x + 1)", "the answer is 2 dozen"),
    [](const auto& tested) { return "case" + std::to_string(tested.index); });

// Every equation over unknowns, "<-" and the one that it is said to follow from.
std::string algebra(std::string_view text) {
  const Extraction extraction = extract(text);
  std::string told;
  for (const Reading& reading : extraction.readings) {
    if (reading.kind != ReadingKind::kAlgebra) continue;
    if (!told.empty()) told += "; ";
    told += print(reading.claim);
    if (reading.follows) told += " <- " + print(extraction.readings[*reading.follows].claim);
  }
  return told;
}

class Algebra : public testing::TestWithParam<Case> {};

TEST_P(Algebra, ReadsEquationsAndWhatTheyFollowFrom) {
  EXPECT_EQ(algebra(GetParam().prose), GetParam().claims);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Algebra,
    testing::Values(
        Case{"2x + 3 = 11, so 2x = 8.", "2 * x + 3 = 11; 2 * x = 8 <- 2 * x + 3 = 11"},
        Case{"If 3(x - 2) = 12, then x - 2 = 4.",
             "3 * (x - 2) = 12; x - 2 = 4 <- 3 * (x - 2) = 12"},
        Case{"We have $2x = 8$. Dividing both sides by 2 gives $x = 4$.",
             "2 * x = 8; x = 4 <- 2 * x = 8"},
        Case{"\\begin{align*}\n2x &= 8 \\\\\nx &= 4\n\\end{align*}",
             "2 * x = 8; x = 4 <- 2 * x = 8"},
        Case{"$24c = 0 \\implies c = 5$", "24 * c = 0; c = 5 <- 24 * c = 0"},
        Case{"$a + 7 = 0 \\quad \\text{or} \\quad a - 2 = 0$, so $a = -7$",
             "a + 7 = 0; a - 2 = 0; a = -7"},
        Case{"\\[ 16 + x = 27 \\\\ x = 8 \\]", "16 + x = 27; x = 8 <- 16 + x = 27"},
        Case{"$x^2 = x$. Assuming $x \\neq 0$, dividing both sides by $x$ gives $x = 1$.",
             "x^2 = x; x = 1"},
        Case{"$11,520.25 = 1.45x$", "11520.25 = 1.45 * x"},
        Case{"2a = 14 => a = 7", "2 * a = 14; a = 7 <- 2 * a = 14"},
        Case{"x = \\frac{8}{2} = 4", "x = 8 / 2"}, Case{"-y = 3", "-y = 3"},
        // Not derived: systems, cases, a second solution, another unknown, a value that is found.
        Case{"x + y = 10 and x - y = 2", "x + y = 10; x - y = 2"},
        Case{"2x = 8 or so x + 1 = 5", "x + 1 = 5"},
        Case{"2x = 8. If x > 1 then x + 1 = 4", "2 * x = 8; x + 1 = 4"},
        Case{"x = 3, so x = -3", "x = 3; x = -3"}, Case{"2x = 8, so y = 4", "2 * x = 8; y = 4"},
        // No equation from end to end.
        Case{"x = 2 or 3; x = 2, 3; x = 5%; x_1 = 5; f(x) = 2x; f^{-1}(4) = 2", ""},
        Case{"total - x = 5; half of x = 5; 2 < x = 5; |x| = 5; x + \\sqrt{2} = 5; x = \\pm 3", ""},
        Case{"3x = 60 minutes; x = 72 rolls / 4; 6W / 6 = 30 rolls / 6", ""},
        Case{"xy = 5; x = 3 squared; i^2 = -1; where A = 5. A + 1 = 6", ""}),
    [](const auto& tested) { return "case" + std::to_string(tested.index); });

TEST(Extraction, UnreadSentencesAreCounted) {
  const Extraction read = extract("We think. She has 5 cats. So 2 + 3 = 5.");
  ASSERT_EQ(read.sentences.size(), 3u);
  EXPECT_TRUE(read.sentences[0].understood);
  EXPECT_FALSE(read.sentences[1].understood);
  EXPECT_TRUE(read.sentences[2].understood);
  EXPECT_EQ(read.understood, 2u);
}

TEST(Extraction, SpansPointIntoTheProse) {
  const std::string text = "First. Then 6 \u00d7 7 = 42 eggs.";
  const Extraction read = extract(text);
  ASSERT_EQ(read.readings.size(), 1u);
  const Span span = read.readings[0].span;
  EXPECT_EQ(text.substr(span.begin, span.end - span.begin), "6 \u00d7 7 = 42");
}

// A sign may be longer than what it is read as.
TEST(ExtractSpans, EndBehindWholeSigns) {
  for (const std::string claim : {"9 = 3\u00b2", "27 = 3\u00b3", "20 = 100 * 20\\%"}) {
    const Extraction read = extract("So " + claim + " holds.");
    ASSERT_EQ(read.readings.size(), 1u) << claim;
    const Span span = read.readings[0].span;
    EXPECT_EQ(("So " + claim).substr(span.begin, span.end - span.begin), claim);
  }
}

TEST(Extraction, JunkIsReadInBoundedTime) {
  std::string junk;
  for (int i = 0; i < 20000; ++i) junk += "((((= 1 + {\\frac{x = ";
  EXPECT_EQ(extract(junk).final_answer, std::nullopt);
  for (const char* marker : {"-", "*", "1.", "(a", "Step", "- Step 2", "(1) "})
    EXPECT_EQ(read(marker), "");
  EXPECT_NO_THROW(extract(std::string(200000, '=')));
  EXPECT_NO_THROW(extract(std::string(200000, '(')));
}

}  // namespace
}  // namespace modus::claims
