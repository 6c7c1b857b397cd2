#include "symbolic/algebra/sign_cells.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace modus::symbolic::algebra {
namespace {

std::string told(const std::vector<Univariate>& polynomials, Numbers numbers) {
  const auto cells = sign_cells(polynomials, numbers);
  if (!cells) return "too large";
  std::string text;
  for (const Cell& cell : *cells) {
    if (!text.empty()) text += ' ';
    for (const int sign : cell.signs) text += sign < 0 ? '-' : sign > 0 ? '+' : '0';
  }
  return text;
}

TEST(SignCells, OfTheReals) {
  EXPECT_EQ(told({{-9, 0, 1}, {0, 1}}, Numbers::kReal), "+- 0- -- -0 -+ 0+ ++");
  EXPECT_EQ(told({{1, 0, 1}}, Numbers::kReal), "+");
  EXPECT_EQ(told({{-2, 0, 1}}, Numbers::kReal), "+ 0 - 0 +");
  EXPECT_EQ(told({{1, -2, 1}}, Numbers::kReal), "+ 0 +");
  EXPECT_EQ(told({{7}}, Numbers::kReal), "+");
  EXPECT_EQ(told({}, Numbers::kReal), "");
}

TEST(SignCells, RootsThatLieCloseAreToldApart) {
  // (x^2 - 2) and (100000*x - 141421): 1.41421 < sqrt(2)
  EXPECT_EQ(told({{-2, 0, 1}, {-141421, 100000}}, Numbers::kReal), "+- 0- -- -0 -+ 0+ ++");
}

TEST(SignCells, OfTheWholeNumbers) {
  EXPECT_EQ(told({{-1, 2}}, Numbers::kInteger), "- +");
  EXPECT_EQ(told({{-2, 0, 1}}, Numbers::kInteger), "+ - +");
  EXPECT_EQ(told({{-9, 0, 1}}, Numbers::kInteger), "+ 0 - 0 +");
  EXPECT_EQ(told({{0, -1, 1}}, Numbers::kInteger), "+ 0 0 +");
  // (x - 1/3) * (x - 2/3): both roots between 0 and 1
  EXPECT_EQ(told({{2, -9, 9}}, Numbers::kInteger), "+ +");
}

TEST(SignCells, LimitsHold) {
  EXPECT_EQ(told({Univariate(kMaxTotalDegree + 2, Rational(1))}, Numbers::kReal), "too large");
  Rational large;
  mpz_ui_pow_ui(large.get_num_mpz_t(), 2, kMaxBits + 1);
  EXPECT_EQ(told({{large, 1}}, Numbers::kReal), "too large");
}

Univariate product_of_roots(const std::vector<Rational>& roots) {
  Univariate p = {1};
  for (const Rational& root : roots) {
    Univariate next(p.size() + 1);
    for (std::size_t i = 0; i < p.size(); ++i) {
      next[i + 1] += p[i];
      next[i] -= root * p[i];
    }
    p = std::move(next);
  }
  return p;
}

int sign_at(const Univariate& p, const Rational& x) {
  Rational value = 0;
  for (auto it = p.rbegin(); it != p.rend(); ++it) value = value * x + *it;
  return sgn(value);
}

std::vector<Rational> any_roots() {
  std::vector<Rational> roots;
  for (int n = *rc::gen::inRange(0, 4); n > 0; --n) {
    roots.emplace_back(*rc::gen::inRange(-12, 13), *rc::gen::inRange(1, 5));
    roots.back().canonicalize();
  }
  return roots;
}

// Signs at the points of a grid fine enough to meet every root and every gap, neighbours merged.
RC_GTEST_PROP(SignCellsProperty, AreThoseOfAFineGrid, ()) {
  std::vector<Univariate> polynomials;
  for (int n = *rc::gen::inRange(1, 4); n > 0; --n)
    polynomials.push_back(product_of_roots(any_roots()));
  const bool off_the_grid = *rc::gen::arbitrary<bool>();  // the roots of x^2 - 2 are
  if (off_the_grid) polynomials.insert(polynomials.begin(), {-2, 0, 1});
  if (*rc::gen::arbitrary<bool>()) polynomials.push_back({5, 1, 1});
  for (const Numbers numbers : {Numbers::kReal, Numbers::kInteger}) {
    const auto cells = sign_cells(polynomials, numbers);
    RC_ASSERT(cells.has_value());
    const int step = numbers == Numbers::kReal ? 24 : 1;  // roots are multiples of 1/12
    std::vector<std::vector<int>> met;
    for (int i = -15 * step; i <= 15 * step; ++i) {
      std::vector<int> signs;
      Rational at(i, step);
      at.canonicalize();
      for (const Univariate& p : polynomials) signs.push_back(sign_at(p, at));
      if (met.empty() || met.back() != signs) met.push_back(std::move(signs));
    }
    std::vector<std::vector<int>> found;
    for (const Cell& cell : *cells) {
      if (cell.point)
        for (std::size_t k = 0; k < polynomials.size(); ++k)
          RC_ASSERT(sign_at(polynomials[k], *cell.point) == cell.signs[k]);
      if (off_the_grid && cell.signs.front() == 0) continue;
      if (found.empty() || found.back() != cell.signs) found.push_back(cell.signs);
    }
    if (!off_the_grid) RC_ASSERT(found == met);
    for (const auto& signs : met)
      RC_ASSERT(std::find(found.begin(), found.end(), signs) != found.end());
  }
}

}  // namespace
}  // namespace modus::symbolic::algebra
