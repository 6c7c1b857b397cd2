#include "claims/evaluate.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "claims/parse.h"
#include "tests/claims/generators.h"

namespace modus::claims {
namespace {

std::string ground(std::string_view text) {
  return to_string(evaluate_ground(parse_claim(text, "test")));
}

// ann and bob; kind(ann), likes(ann, bob), age(ann) = 7, age(bob) = 9.
Model people() {
  const Value ann = Entity{"ann"}, bob = Entity{"bob"};
  Model model;
  model.domain = {"ann", "bob"};
  model.constants = {{"rolls", Quantity{24, {}}},
                     {"speed", Quantity{60, {{"h", -1}, {"km", 1}}}},
                     {"raining", true},
                     {"gone", Undefined{}},
                     {"chief", ann},
                     {"team", ElementSet{{Entity{"ann"}}}}};
  model.tables["kind"].rows = {{{ann}, true}};
  model.tables["likes"].rows = {{{ann, bob}, true}};
  model.tables["age"] = {{{{ann}, Quantity{7, {}}}}, Quantity{9, {}}};
  model.tables["even"] = {{{{Quantity{24, {}}}, true}}, false};
  return model;
}

std::string in_people(std::string_view text) {
  return to_string(evaluate(parse_claim(text, "test"), people(), 10000));
}

TEST(Evaluate, ExactArithmetic) {
  EXPECT_EQ(ground("18 + 36"), "54");
  EXPECT_EQ(ground("18 + 36 = 44"), "false");
  EXPECT_EQ(ground("1 / 3 + 1 / 6 = 1 / 2"), "true");
  EXPECT_EQ(ground("5 / 2 = 2"), "false");
  EXPECT_EQ(ground("5 div 2 = 2 and -7 div 2 = -4 and 7 mod -2 = -1"), "true");
  EXPECT_EQ(ground("-2^2"), "-4");
  EXPECT_EQ(ground("2^-2"), "0.25");
  EXPECT_EQ(ground("15% * 80"), "12");
  EXPECT_EQ(ground("1 < 2 <= 2 < 3"), "true");
  EXPECT_EQ(ground("2^(6 / 2)"), "8");
}

TEST(Evaluate, WhatHasNoValueIsUndefinedAndNeverTrue) {
  for (const char* text : {"1 / 0", "1 / 0 = 1 / 0", "not 1 / 0 = 1", "0^0", "0^-1",
                           "5 div (1 - 1)", "5 mod 0", "1 / 0 in {1}", "1 in {1, 1 / 0}",
                           "1 / (1 / 0)", "(1 = 2) <-> (1 / 0 = 1)", "(1 = 1) xor (0^0 = 1)"}) {
    EXPECT_EQ(ground(text), "undefined") << text;
  }
}

TEST(Evaluate, GuardsAreReadFromLeftToRight) {
  EXPECT_EQ(ground("1 = 2 and 1 / 0 = 1"), "false");
  EXPECT_EQ(ground("1 = 1 or 1 / 0 = 1"), "true");
  EXPECT_EQ(ground("1 = 2 -> 1 / 0 = 1"), "true");
  EXPECT_EQ(ground("1 / 0 = 1 and 1 = 2"), "undefined");
  EXPECT_EQ(ground("1 / 0 = 1 or 1 = 1"), "undefined");
  EXPECT_EQ(ground("1 / 0 = 1 -> 1 = 1"), "undefined");
}

TEST(Evaluate, RoundedEqualityIsHalfAUnitOfTheLastDigit) {
  EXPECT_EQ(ground("7 / 3 ~= 2.33"), "true");
  EXPECT_EQ(ground("2.335 ~= 2.33"), "true");
  EXPECT_EQ(ground("2.3351 ~= 2.33"), "false");
  EXPECT_EQ(ground("1 / 3 ~= 33%"), "true");
  EXPECT_EQ(ground("2.5 km ~= 2 km"), "true");
}

TEST(Evaluate, UnitsMultiplyAndOnlyEqualUnitsCompare) {
  EXPECT_EQ(ground("60 km/h * 2 h"), "120 km");
  EXPECT_EQ(ground("120 km / 2 h = 60 km/h"), "true");
  EXPECT_EQ(ground("(3 m)^2 = 9 m^2"), "true");
  EXPECT_EQ(ground("2 hours = 2 h"), "true");
  EXPECT_EQ(ground("7 h mod 2 h = 1 h and 7 h div 2 h = 3"), "true");
  EXPECT_EQ(ground("1 km = 1000 m"), "true");
  EXPECT_EQ(ground("1 km / 1 m = 1000"), "true");
  EXPECT_EQ(ground("1 km + 1 h"), "unknown (dimension)");
  EXPECT_EQ(ground("5 usd < 5 eur"), "unknown (dimension)");
  EXPECT_EQ(ground("5 km > 0"), "true");
  EXPECT_EQ(ground("5 km > 5 - 5"), "unknown (dimension)") << "only the literal 0 has every unit";
  EXPECT_EQ(ground("5 km / (2 h - 2 h)"), "undefined");
}

TEST(Evaluate, HugeNumbersAreUnknownNotACrash) {
  EXPECT_EQ(ground("10^10^10"), "unknown (number too large)");
  EXPECT_EQ(ground("2^10^10 = 2^10^10"), "unknown (number too large)");
  EXPECT_EQ(ground("2^0.5"), "unknown (an irrational number)");
  EXPECT_EQ(ground("(2 m)^1000000"), "unknown (unit power too large)");
  EXPECT_EQ(ground("0 * 10^10^10 = 0"), "unknown (number too large)");
}

TEST(Evaluate, WorkAndDepthAreBounded) {
  const Claim nested = parse_claim(
      "forall A1, A2, A3, A4, A5, A6, A7, A8: likes(A1, A8) or not likes(A1, A8)", "test");
  EXPECT_EQ(evaluate(nested, people(), 1'000'000), Value(true));
  EXPECT_EQ(to_string(evaluate(nested, people(), 100)), "unknown (too large to evaluate)");
  Claim deep = name("raining");
  for (int i = 0; i < 100'000; ++i) deep = unary(Op::kNot, deep);
  EXPECT_EQ(to_string(evaluate(deep, people(), 1'000'000)), "unknown (too deep to evaluate)");
}

// An early end of the budget must not pass for an answer about the rest of the domain.
TEST(Evaluate, NoBudgetGivesAWrongTruthValue) {
  const Claim claim = parse_claim("forall X: kind(X)", "test");
  for (std::uint64_t budget = 0; budget < 10; ++budget) {
    EXPECT_NE(evaluate(claim, people(), budget), Value(true)) << budget;
  }
  EXPECT_EQ(evaluate(claim, people(), 10), Value(false));
}

TEST(Evaluate, AtomsNamesAndFunctions) {
  EXPECT_EQ(in_people("kind(ann)"), "true");
  EXPECT_EQ(in_people("kind(bob)"), "false");
  EXPECT_EQ(in_people("kind(chief) and chief = ann and ann != bob"), "true");
  EXPECT_EQ(in_people("raining -> age(ann) + age(bob) = 16"), "true");
  EXPECT_EQ(in_people("rolls / 2 = 12"), "true");
  EXPECT_EQ(in_people("even(rolls) and not even(rolls + 1)"), "true");
  EXPECT_EQ(in_people("speed * 2 h = 120 km"), "true");
  EXPECT_EQ(in_people("absent kind(bob)"), "true");
  EXPECT_EQ(in_people("gone = 1"), "undefined");
  EXPECT_EQ(in_people("carl = ann"), "unknown (no value for carl)");
  EXPECT_EQ(in_people("tall(ann)"), "unknown (no table for tall)");
  EXPECT_EQ(in_people("ann = 7"), "unknown (values of two sorts)");
}

TEST(Evaluate, Sets) {
  EXPECT_EQ(in_people("ann in {bob, chief}"), "true");
  EXPECT_EQ(in_people("bob in team"), "false");
  EXPECT_EQ(in_people("{ann, bob, chief} = {bob, ann}"), "true");
  EXPECT_EQ(in_people("team = {chief}"), "true");
  EXPECT_EQ(in_people("2 in {1, 1 + 1}"), "true");
  EXPECT_EQ(in_people("ann in {}"), "false");
  EXPECT_EQ(in_people("{bob, ann}"), "{ann, bob}");
}

TEST(Evaluate, QuantifiersRangeOverTheDomain) {
  EXPECT_EQ(in_people("forall X: kind(X)"), "false");
  EXPECT_EQ(in_people("exists X: kind(X)"), "true");
  EXPECT_EQ(in_people("forall X: kind(X) -> exists Y: likes(X, Y)"), "true");
  EXPECT_EQ(in_people("forall X, Y: likes(X, Y) -> X != Y"), "true");
  EXPECT_EQ(in_people("forall X: age(X) > 8"), "false");
  EXPECT_EQ(in_people("exists X: kind(X) and not exists X: likes(X, ann)"), "true");
  EXPECT_EQ(in_people("forall X: 1 / (age(X) - 7) > 0"), "undefined") << "strict in every instance";
  EXPECT_EQ(in_people("exists X: 1 / (age(X) - 9) < 0"), "undefined");
  EXPECT_EQ(to_string(evaluate(parse_claim("forall X: kind(X)", "test"), Model{}, 100)),
            "unknown (a quantifier over an empty domain)");
}

TEST(Evaluate, QuantifiersOverNumbersAreUnknownUnlessTheVariableDoesNotMatter) {
  EXPECT_EQ(in_people("exists Y: Y > 3"), "unknown (a quantifier over numbers)");
  EXPECT_EQ(in_people("exists Y: Y = rolls"), "unknown (a quantifier over numbers)");
  EXPECT_EQ(in_people("exists Y: even(Y)"), "unknown (a quantifier over numbers)");
  EXPECT_EQ(in_people("exists Y: Y = 1 / 0"), "undefined");
  EXPECT_EQ(in_people("forall Y: raining or Y > 3"), "true");
}

// Ill-sorted claims have no value, but evaluating them ends and never throws.
TEST(Evaluate, EveryClaimHasSomeValue) {
  EXPECT_TRUE(rc::check("no claim is too odd", [] {
    const Claim claim = unary(Op::kNot, *any_formula({}, 5));
    Model model = people();
    model.constants["m"] = Quantity{0, {}};
    model.tables["p"] = model.tables["kind"];
    const Value value = evaluate(claim, model, 10'000);
    const bool decided = std::holds_alternative<bool>(value);
    RC_CLASSIFY(decided, "true or false");
    RC_ASSERT(decided || std::holds_alternative<Undefined>(value) ||
              std::holds_alternative<Unknown>(value));
  }));
}

}  // namespace
}  // namespace modus::claims
