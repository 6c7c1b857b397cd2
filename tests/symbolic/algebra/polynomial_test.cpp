#include "symbolic/algebra/polynomial.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace modus::symbolic::algebra {
namespace {

const Polynomial x = Polynomial::of(0), y = Polynomial::of(1);
Polynomial number(int value) { return Polynomial(value); }

TEST(Polynomial, HasOneNormalForm) {
  EXPECT_EQ(power(x + number(1), 2), x * x + number(2) * x + number(1));
  EXPECT_EQ((x + y) * (x - y), x * x - y * y);
  EXPECT_EQ(x - x, Polynomial());
  EXPECT_EQ(power(x, 0), number(1));
}

TEST(Polynomial, IsSolvedOnlyWhereAnIndeterminateStandsAlone) {
  EXPECT_EQ((number(2) * x + y).solved_for(0), Polynomial(Rational(-1, 2)) * y);
  EXPECT_EQ((x * x + x).solved_for(0), std::nullopt);
  EXPECT_EQ((x * y + number(1)).solved_for(0), std::nullopt);
  EXPECT_EQ((x + x * y).solved_for(0), std::nullopt);
  EXPECT_EQ(y.solved_for(0), std::nullopt);
}

TEST(Polynomial, KnowsItsRatio) {
  EXPECT_EQ((number(4) * x - number(2)).ratio_to(number(-2) * x + number(1)), Rational(-2));
  EXPECT_EQ((x + number(1)).ratio_to(x + number(2)), std::nullopt);
  EXPECT_EQ(Polynomial().ratio_to(Polynomial()), std::nullopt);
}

TEST(Polynomial, WhatGrowsTooLargeIsRefused) {
  EXPECT_THROW(power(x, kMaxDegree + 1), TooLarge);
  EXPECT_THROW(power(number(2), 1'000'000'000), TooLarge);
  Polynomial many = number(1);
  for (Indeterminate i = 0; i < 10; ++i) many = many + Polynomial::of(i);
  EXPECT_THROW(power(many, 12), TooLarge);
}

Polynomial any_polynomial() {
  Polynomial sum;
  for (int terms = *rc::gen::inRange(0, 4); terms > 0; --terms)
    sum = sum + number(*rc::gen::inRange(-5, 6)) *
                    power(x, static_cast<unsigned>(*rc::gen::inRange(0, 3))) *
                    power(y, static_cast<unsigned>(*rc::gen::inRange(0, 3)));
  return sum;
}

RC_GTEST_PROP(PolynomialProperty, IsARing, ()) {
  const Polynomial a = any_polynomial(), b = any_polynomial(), c = any_polynomial();
  RC_ASSERT(a + b == b + a);
  RC_ASSERT(a * b == b * a);
  RC_ASSERT((a * b) * c == a * (b * c));
  RC_ASSERT(a * (b + c) == a * b + a * c);
  RC_ASSERT((a - b) + b == a);
}

RC_GTEST_PROP(PolynomialProperty, SubstitutionIsARingMap, ()) {
  const Polynomial a = any_polynomial(), b = any_polynomial(), value = any_polynomial();
  RC_ASSERT((a + b).substitute(0, value) == a.substitute(0, value) + b.substitute(0, value));
  RC_ASSERT((a * b).substitute(0, value) == a.substitute(0, value) * b.substitute(0, value));
}

}  // namespace
}  // namespace modus::symbolic::algebra
