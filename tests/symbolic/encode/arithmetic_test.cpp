#include "symbolic/encode/arithmetic.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "claims/definedness.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

TEST(Arithmetic, DivisionIsNeverWhole) {
  EXPECT_EQ(fresh("sort n: int", {"n = 5"}, "n / 2 = 2"), "refuted");
  EXPECT_EQ(fresh("sort n: int", {"n = 5"}, "n / 2 = 2.5"), "entailed");
  EXPECT_EQ(fresh("", {}, "5 / 2 = 2"), "refuted");
}

// Our own evaluator is the judge of floor division for every pair of signs, over names so that
// nothing is folded.
TEST(Arithmetic, FloorDivisionAndRemainder) {
  for (const int a : {-7, -6, 0, 6, 7})
    for (const int b : {-3, -2, 2, 3}) {
      const auto quotient = *claims::floor_div(a, b), remainder = *claims::floor_mod(a, b);
      for (const char* sort : {"int", "real"}) {
        const std::string header = fmt::format("sort x: {0}\nsort y: {0}", sort);
        const std::vector<std::string> values = {fmt::format("x = {}", a),
                                                 fmt::format("y = {}", b)};
        EXPECT_EQ(fresh(header, values, "x div y = " + claims::to_string(quotient)), "entailed")
            << sort << " " << a << " " << b;
        EXPECT_EQ(fresh(header, values, "x mod y = " + claims::to_string(remainder)), "entailed")
            << sort << " " << a << " " << b;
      }
      EXPECT_EQ(fresh("sort x: int", {fmt::format("x = {}", a)},
                      fmt::format("x div {} = {}", b, claims::to_string(quotient))),
                "entailed");
    }
}

TEST(Arithmetic, ModuloOverRealsKeepsTheFraction) {
  EXPECT_EQ(fresh("", {"x = 7.5"}, "x mod 2 = 1.5"), "entailed");
  EXPECT_EQ(fresh("", {"x = -7.5"}, "x mod 2 = 0.5"), "entailed");
}

TEST(Arithmetic, PowersAreProducts) {
  EXPECT_EQ(fresh("", {"x = 3"}, "x ^ 4 = 81"), "entailed");
  EXPECT_EQ(fresh("", {"x = 2"}, "x ^ -2 = 0.25"), "entailed");
  EXPECT_EQ(fresh("", {"x = 2"}, "-x ^ 2 = -4"), "entailed");
  EXPECT_EQ(fresh("", {"x = 2 ^ 100"}, "x = 1267650600228229401496703205376"), "entailed");
  EXPECT_EQ(fresh("", {"x = 2"}, "2 ^ x = 4"),
            "undecided: outside the fragment: exponent is no whole number");
  EXPECT_EQ(fresh("", {"x = 2"}, "x ^ 1000 > 1"),
            "undecided: outside the fragment: exponent too large");
}

TEST(Arithmetic, RoundedValuesAreWithinHalfAUnit) {
  EXPECT_EQ(fresh("", {"x = 7 / 3"}, "x ~= 2.33"), "entailed");
  EXPECT_EQ(fresh("", {"x = 7 / 3"}, "x ~= 2.34"), "refuted");
  EXPECT_EQ(fresh("", {"x ~= 2.33"}, "x = 2.33"), "open");
}

// A total function may make the bare goal true; its definedness is what the kernel asks beside it.
TEST(Arithmetic, TotalFunctionsNeedTheirCondition) {
  for (const char* goal : {"1 / 0 = 1 / 0", "exists Y: Y = 1 / 0", "x div 0 = x div 0", "0 ^ 0 = 1",
                           "x / (x - x) = x / (x - x)"}) {
    Asked query = asked("", {"x = 5"}, goal);
    query.query.goal = claims::definedness(query.query.goal, {});
    EXPECT_EQ(told(decided_fresh(query, Wanted::kVerdict)), "refuted") << goal;
  }
}

RC_GTEST_PROP(ArithmeticProperty, AgreesWithOurOwnEvaluation, ()) {
  const auto number = [] { return *rc::gen::inRange(-9, 10); };
  const char* const op = *rc::gen::element("+", "-", "*", "/", "div", "mod");
  const int a = number(), b = number(), c = number();
  RC_PRE(b != 0);
  const std::string goal = fmt::format("(x {} y) + z", op);
  const auto value = std::get<claims::Quantity>(claims::evaluate_ground(
      asked("", {}, fmt::format("({} {} ({})) + ({}) = 0", a, op, b, c)).query.goal.child(0)));
  const Asked query =
      asked("", {fmt::format("x = {}", a), fmt::format("y = {}", b), fmt::format("z = {}", c)},
            fmt::format("{} = {}", goal, claims::to_string(value.value)));
  RC_ASSERT(told(decided_fresh(query, Wanted::kVerdict)) == "entailed");
}

}  // namespace
}  // namespace modus::symbolic
