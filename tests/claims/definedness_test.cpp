#include "claims/definedness.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "claims/evaluate.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "tests/claims/sorted_claims.h"

namespace modus::claims {
namespace {

std::string condition(std::string_view text) {
  return print(definedness(parse_claim(text, "test"), {}));
}

TEST(Definedness, TotalClaimsAreDefined) {
  for (const char* text : {"kind(ann)", "x + y * 2 = 3", "forall X: kind(X) -> nice(X)",
                           "x / 2 > 1", "x^2 = 4", "x mod -3 = 1", "2^n = 4", "x ~= 2.5"}) {
    EXPECT_EQ(condition(text), "true") << text;
  }
}

TEST(Definedness, DivisorsAndPowers) {
  EXPECT_EQ(condition("1 / x > 2"), "x != 0");
  EXPECT_EQ(condition("1 div x = 1 mod y"), "x != 0 and y != 0");
  EXPECT_EQ(condition("1 / (1 / x) = x"), "x != 0 and 1 / x != 0");
  EXPECT_EQ(condition("x^0 = 1"), "x != 0");
  EXPECT_EQ(condition("x^-2 = 1"), "x != 0");
  EXPECT_EQ(condition("x^n = 1"), "x > 0 or (x != 0 and n = floor(n) or x = 0 and n > 0)");
  EXPECT_EQ(condition("x^-n = 1"), "x > 0 or (x != 0 and -n = floor(-n) or x = 0 and -n > 0)");
  EXPECT_EQ(condition("1 / 0 = 1 / 0"), "0 != 0");
  EXPECT_EQ(condition("age(1 / x) in {1, 1 / y}"), "x != 0 and y != 0");
}

TEST(Definedness, Functions) {
  EXPECT_EQ(condition("sqrt(x) = 2"), "x >= 0");
  EXPECT_EQ(condition("sqrt(2) * root(5, 3) = log(8, 2)"), "true");
  EXPECT_EQ(condition("sqrt(-2) = 1"), "-2 >= 0");
  EXPECT_EQ(condition("root(x, n) = 1"), "n = floor(n) and n >= 1 and x >= 0");
  EXPECT_EQ(condition("log(x, b) = ln(y)"), "x > 0 and (b > 0 and b != 1) and y > 0");
  EXPECT_EQ(condition("gcd(6, n) = floor(x)"), "n = floor(n)");
  EXPECT_EQ(condition("factorial(gcd(a, 2)) = 1"), "a = floor(a) and gcd(a, 2) >= 0");
  EXPECT_EQ(condition("divides(2, n) or n = 1"), "n = floor(n)");
  EXPECT_EQ(condition("x^0.5 = 2"), "x >= 0");
  EXPECT_EQ(condition("x^(-1/2) = 2"), "x > 0");
  EXPECT_EQ(condition("(-2)^n = 4"), "-2 > 0 or (n = floor(n) or -2 = 0 and n > 0)");
}

TEST(Definedness, GuardsAreReadFromLeftToRight) {
  EXPECT_EQ(condition("x = 0 or 1 / x > 2"), "x = 0 or x != 0");
  EXPECT_EQ(condition("x != 0 and 1 / x > 2"), "x != 0 -> x != 0");
  EXPECT_EQ(condition("x > 0 -> 1 / x > 0"), "x > 0 -> x != 0");
  EXPECT_EQ(condition("1 / x > 2 or x = 0"), "x != 0");
  EXPECT_EQ(condition("x = 0 <-> 1 / x > 2"), "x != 0");
  EXPECT_EQ(condition("not (x = 0 or 1 / x > 2)"), "x = 0 or x != 0");
}

TEST(Definedness, QuantifiersAreStrict) {
  EXPECT_EQ(condition("exists Y: Y = 1 / 0"), "forall Y: 0 != 0");
  EXPECT_EQ(condition("exists Y: 1 / age(Y) > 2"), "forall Y: age(Y) != 0");
}

TEST(Definedness, DefinedNamesCarryTheConditionOfTheirTerm) {
  const DefinedWhen definitions = {{"x", parse_claim("y != 0", "test")}, {"z", truth(true)}};
  EXPECT_EQ(print(definedness(parse_claim("x > 2", "test"), definitions)), "y != 0");
  EXPECT_EQ(print(definedness(parse_claim("z > 2 and y = 1", "test"), definitions)), "true");
  EXPECT_EQ(print(definedness(parse_claim("1 / x = z", "test"), definitions)), "y != 0 and x != 0");
}

TEST(Definedness, TheFirstPartialPlaceIsNamed) {
  const auto at = [](std::string_view text) -> std::string {
    const auto span = partial_at(parse_claim(text, "test"));
    return span ? std::string(text.substr(span->begin, span->end - span->begin)) : "";
  };
  EXPECT_EQ(at("x / 2 = 1"), "");
  EXPECT_EQ(at("x / 2 = 1 / y + 1 / z"), "y");
  EXPECT_EQ(at("x mod (n - 1) = 1"), "n - 1");
  EXPECT_EQ(at("3 + x^n = 1"), "x");
}

// What the header promises of the two: the condition is false exactly where there is no value.
TEST(Definedness, TheConditionHoldsExactlyWhereTheClaimHasAValue) {
  EXPECT_TRUE(rc::check("definedness agrees with evaluation", [] {
    const Claim claim = *any_sorted_formula(4);
    Model model = *any_small_model();
    const Claim term = *any_sorted_term(2);
    model.constants["x"] = evaluate(term, model, 100'000);  // let x := term
    const DefinedWhen definitions = {{"x", definedness(term, {})}};

    const Value value = evaluate(claim, model, 100'000);
    const Claim when = definedness(claim, definitions);
    const Value defined = evaluate(when, model, 100'000);
    RC_PRE(!std::holds_alternative<Unknown>(value) && !std::holds_alternative<Unknown>(defined));
    const bool has_value = !std::holds_alternative<Undefined>(value);
    RC_CLASSIFY(has_value && when.op() != Op::kTrue, "defined, with a condition");
    RC_CLASSIFY(!has_value, "undefined");
    RC_LOG() << print(claim) << "\n" << print(when) << "\n" << describe(model, 100) << "\n";
    RC_ASSERT(defined == Value(has_value));
  }));
}

}  // namespace
}  // namespace modus::claims
