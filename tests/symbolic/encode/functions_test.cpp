#include <gtest/gtest.h>

#include "claims/definedness.h"
#include "tests/symbolic/chain_checks.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

struct Case {
  const char* header;
  std::vector<std::string> premises;
  const char* goal;
  const char* told;
};

TEST(FunctionTerms, RootsAndRounding) {
  const Case kTable[] = {
      {"", {"x >= 0", "sqrt(x) = 3"}, "x = 9", "entailed"},
      {"", {"x = 16"}, "sqrt(x) = 4", "entailed"},
      {"", {"x = 16"}, "sqrt(x) = -4", "refuted"},
      {"", {"x > 2"}, "sqrt(x) > 1.4", "entailed"},
      {"", {"x > 2"}, "sqrt(x) > 1.5", "open"},
      {"", {"x > 0", "y > 0"}, "sqrt(x * y) = sqrt(x) * sqrt(y)", "entailed"},
      {"", {"x = 27"}, "root(x, 3) = 3", "entailed"},
      {"", {"x = 8"}, "x ^ (2 / 3) = 4", "entailed"},
      {"", {"x > 0", "x ^ 0.5 = 5"}, "x = 25", "entailed"},
      {"", {"x = -3"}, "abs(x) = 3", "entailed"},
      {"", {"abs(x) < 2"}, "x < 2 and x > -2", "entailed"},
      {"", {"x = 2", "y = 5"}, "max(x, y, 3) - min(x, y, 3) = 3", "entailed"},
      {"", {"max(x, y) < 4"}, "x < 4", "entailed"},
      {"", {"x = 2.5"}, "floor(x) = 2 and ceil(x) = 3 and floor(-x) = -3", "entailed"},
      {"sort n: int", {"x < n"}, "ceil(x) <= n", "entailed"},
      {"", {"floor(x) = 2"}, "x = 2", "open"},
      {"", {}, "forall X: abs(X) >= X", "entailed"},
  };
  for (const Case& c : kTable) EXPECT_EQ(fresh(c.header, c.premises, c.goal), c.told) << c.goal;
}

TEST(FunctionTerms, WholeNumbers) {
  const std::string ints = "sort n: int\nsort m: int";
  const Case kTable[] = {
      {ints.c_str(), {"n = 12", "m = 18"}, "gcd(n, m) = 6", "entailed"},
      {ints.c_str(), {"n = 4", "m = 6"}, "lcm(n, m) = 12", "entailed"},
      {ints.c_str(), {"n = 12"}, "gcd(n, 18) = 5", "refuted"},
      {ints.c_str(), {"divides(6, n)"}, "divides(3, n)", "entailed"},
      {ints.c_str(), {"divides(3, n)"}, "divides(6, n)", "open"},
      {ints.c_str(), {"divides(4, n)"}, "n mod 4 = 0", "entailed"},
      {ints.c_str(), {"divides(0, n)"}, "n = 0", "entailed"},
      {ints.c_str(), {"n = 5"}, "factorial(n) = 120", "entailed"},
      {ints.c_str(), {"n > 3"}, "factorial(n) = n * factorial(n - 1)", "entailed"},
      {ints.c_str(), {"n > 2"}, "binomial(n, 1) = n", "entailed"},
  };
  for (const Case& c : kTable) EXPECT_EQ(fresh(c.header, c.premises, c.goal), c.told) << c.goal;
}

// No model is trusted where only laws are known: what is neither proved nor refuted stays
// undecided, unless our own evaluator confirms a witness.
TEST(FunctionTerms, LogarithmsByTheirLaws) {
  const std::string unknown = "undecided: some of its functions are known by their laws only";
  EXPECT_EQ(fresh("", {"x > 0", "y > 0"}, "ln(x * y) = ln(x) + ln(y)"), "entailed");
  EXPECT_EQ(fresh("", {"ln(x) = 0.5"}, "x > 0"), unknown) << "no model of it can be evaluated";
  Asked query = asked("", {"x > 0", "y > 0"}, "ln(x * y) = ln(x) + ln(y)");
  query.query.premises_satisfiable = true;
  EXPECT_EQ(told(decided_fresh(query, Wanted::kVerdict)), "entailed");
  for (const char* goal : {"ln(x) < ln(x + 1)", "ln(8) = 3 * ln(2)", "exp(x + y) = exp(x) * exp(y)",
                           "ln(exp(x)) = x", "exp(ln(x)) = x", "ln(x / y) = ln(x) - ln(y)",
                           "ln(x) <= x - 1", "ln(6) > 1.79 and ln(6) < 1.8"}) {
    query = asked("", {"x > 0", "y > 0"}, goal);
    query.query.premises_satisfiable = true;
    EXPECT_EQ(told(decided_fresh(query, Wanted::kVerdict)), "entailed") << goal;
  }
  EXPECT_EQ(fresh("", {"x > 1"}, "ln(x) = 0.5"), unknown);
}

TEST(FunctionTerms, TotalFunctionsNeedTheirCondition) {
  for (const char* goal :
       {"sqrt(-1) = sqrt(-1)", "sqrt(x - 6) >= 0", "ln(x - 5) = ln(x - 5)", "log(x, 1) = log(x, 1)",
        "factorial(x - 6) = factorial(x - 6)", "gcd(x / 2, 1) = 1", "(x - 6) ^ 0.5 >= 0"}) {
    Asked query = asked("", {"x = 5"}, goal);
    query.query.goal = claims::definedness(query.query.goal, {});
    EXPECT_EQ(told(decided_fresh(query, Wanted::kVerdict)), "refuted") << goal;
  }
}

TEST(FunctionTerms, InChains) {
  const auto told_of = [](const char* chain, const char* step) {
    return step_told(check_text(chain), step);
  };
  EXPECT_EQ(told_of("s1 have sqrt(2) < 3 / 2\n", "s1"), "proved");
  EXPECT_EQ(told_of("s1 have sqrt(2) = 1.414\n", "s1"), "refuted");
  EXPECT_EQ(told_of("s1 have log(8, 2) = 3 and gcd(12, 18) = 6\n", "s1"), "proved");
  EXPECT_EQ(told_of("s1 have sqrt(-1) = sqrt(-1)\n", "s1"), "undecided (undefined at column 14)");
  EXPECT_EQ(told_of("s1 let x\ns2 have sqrt(x) >= 0\n", "s2"),
            "undecided (undefined at column 14)");
  EXPECT_EQ(told_of("s1 given x = 4\ns2 have sqrt(x) = 2 by s1\n", "s2"), "proved");
  EXPECT_EQ(told_of("s1 given area = 9 m^2\ns2 have sqrt(area) = 3 m by s1\n", "s2"), "proved");
  EXPECT_EQ(told_of("s1 given x > 1\ns2 have ln(x) > 0 by s1\n", "s2"), "proved");
  EXPECT_EQ(
      told_of("s1 given exists X: sqrt(X) = 2\ns2 have 1 = 1\n", "s2"),
      "undecided (premises: outside the fragment: a root, a logarithm or their like of a bound "
      "variable)");
}

}  // namespace
}  // namespace modus::symbolic
