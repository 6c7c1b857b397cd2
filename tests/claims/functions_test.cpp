#include "claims/functions.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "claims/chain_json.h"
#include "claims/chain_text.h"
#include "claims/chain_tokens.h"
#include "claims/evaluate.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "claims/reals.h"

namespace modus::claims {
namespace {

std::string ground(std::string_view text) {
  return to_string(evaluate_ground(parse_claim(text, "test")));
}

TEST(Functions, RationalValuesAreExact) {
  const std::pair<const char*, const char*> kTable[] = {
      {"sqrt(9/4)", "1.5"},
      {"sqrt(0)", "0"},
      {"root(8/27, 3)", "2/3"},
      {"27^(2/3)", "9"},
      {"8^(-1/3)", "0.5"},
      {"0^0.5", "0"},
      {"abs(-7/2)", "3.5"},
      {"min(3, 1, 2)", "1"},
      {"max(3 km, 4 km)", "4 km"},
      {"floor(-7/2)", "-4"},
      {"ceil(-7/2)", "-3"},
      {"log(8, 2)", "3"},
      {"log(1/8, 4)", "-1.5"},
      {"ln(1)", "0"},
      {"exp(0)", "1"},
      {"gcd(12, -18)", "6"},
      {"gcd(0, 0)", "0"},
      {"lcm(4, 6)", "12"},
      {"factorial(5)", "120"},
      {"binomial(5, 2)", "10"},
      {"binomial(5, 7)", "0"},
      {"divides(3, 12)", "true"},
      {"divides(0, 12)", "false"},
      {"divides(0, 0)", "true"},
      {"sqrt(9 m^2)", "3 m"},
      {"floor(sqrt(2))", "1"},
      {"ceil(ln(10))", "3"},
  };
  for (const auto& [text, value] : kTable) EXPECT_EQ(ground(text), value) << text;
}

TEST(Functions, OutsideTheirDomainTheyAreUndefined) {
  for (const char* text :
       {"sqrt(-1)", "root(2, 0)", "root(2, 1.5)", "(-8)^(1/3)", "0^-0.5", "ln(0)", "log(2, 1)",
        "log(2, -3)", "log(-2, 3)", "gcd(1.5, 2)", "factorial(-1)", "factorial(0.5)",
        "binomial(-1, 2)", "divides(2, 0.5)", "sqrt(1 - sqrt(2)) = 1",
        "1 / (sqrt(2) - sqrt(2)) = 1", "ln(sqrt(2) - 2) < 1"})
    EXPECT_EQ(ground(text), "undefined") << text;
}

TEST(Functions, IrrationalNumbersAreCompared) {
  const std::pair<const char*, const char*> kTable[] = {
      {"sqrt(2) < 3/2", "true"},
      {"sqrt(2) = 1.41421356", "false"},
      {"sqrt(2) ~= 1.414", "true"},
      {"sqrt(2) ~= 1.415", "false"},
      {"sqrt(2) * sqrt(8) = 4", "true"},
      {"sqrt(50) = 5 * sqrt(2)", "true"},
      {"sqrt(2) + sqrt(3) = sqrt(5)", "false"},
      {"(sqrt(2) + sqrt(3))^2 = 5 + 2 * sqrt(6)", "true"},
      {"1 / sqrt(2) = sqrt(2) / 2", "true"},
      {"2^0.5 = sqrt(2)", "true"},
      {"root(2, 3)^3 = 2", "true"},
      {"abs(1 - sqrt(2)) = sqrt(2) - 1", "true"},
      {"max(sqrt(2), sqrt(3)) = sqrt(3)", "true"},
      {"ln(2) > 0.693147180559945", "true"},
      {"ln(2) < 0.693147180559946", "true"},
      {"exp(1) ~= 2.718281828", "true"},
      {"log(5, 2) > 2.32 and log(5, 2) < 2.33", "true"},
      {"sqrt(sqrt(16)) = 2", "true"},
      {"sqrt(2)^2 = 2", "true"},
      {"exp(ln(3)) = 3", "unknown (numbers too close to tell)"},
  };
  for (const auto& [text, value] : kTable) EXPECT_EQ(ground(text), value) << text;
}

TEST(Functions, HugeArgumentsAreUnknownNotACrash) {
  for (const char* text : {"factorial(10^9)", "binomial(10^30, 10^20)", "exp(10^9) > 1",
                           "root(2, 10^9) > 1", "2^(1/10^6) > 1", "sqrt(10^10000 + 1) > 1"})
    EXPECT_EQ(ground(text).substr(0, 4) == "unkn" || ground(text) == "true", true) << text;
}

TEST(Functions, AllFormsAreLossless) {
  const char* text =
      "s1 given floor(x) + max(x, y, 2) ^ 0.5 = log(x, 2) * ln(y) @1\n"
      "s2 given divides(2, n) or divides(m, gcd(n, 4)) @1\n";
  const Chain chain = parse_chain(text, "test");
  EXPECT_EQ(print_chain(parse_chain(print_chain(chain), "test")), print_chain(chain));
  EXPECT_EQ(print_chain(chain_from_tokens(chain_to_tokens(chain), "test")), print_chain(chain));
  EXPECT_EQ(print_chain(chain_from_json(chain_to_json(chain), "test")), print_chain(chain));
}

// Doubles are the judge: far from ties they agree.
RC_GTEST_PROP(RealsProperty, EnclosuresHoldWhatDoublesFind, ()) {
  const int a = *rc::gen::inRange(1, 500), b = *rc::gen::inRange(1, 90);
  const double x = static_cast<double>(a) / b;
  Rational exact(a, b);
  exact.canonicalize();
  const auto near = [](const Real& real, double wanted) {
    const auto interval = *real.enclosed(64);
    RC_ASSERT(interval.low <= interval.high);
    RC_ASSERT(interval.low.get_d() <= wanted + 1e-9 * (1 + std::abs(wanted)));
    RC_ASSERT(interval.high.get_d() >= wanted - 1e-9 * (1 + std::abs(wanted)));
    RC_ASSERT(Rational(interval.high - interval.low).get_d() < 1e-9 * (1 + std::abs(wanted)));
  };
  const auto of = [&](Function function) {
    const Real argument[] = {Real(exact)};
    return std::get<Real>(compute(function, argument, {}));
  };
  near(of(Function::kSqrt), std::sqrt(x));
  near(of(Function::kLn), std::log(x));
  if (x < 20) near(of(Function::kExp), std::exp(x));
}

}  // namespace
}  // namespace modus::claims
