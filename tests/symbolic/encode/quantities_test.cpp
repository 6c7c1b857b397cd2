#include "symbolic/encode/quantities.h"

#include <gtest/gtest.h>

#include "claims/parse.h"
#include "tests/symbolic/queries.h"

namespace modus::symbolic {
namespace {

encode::QueryUnits units_of(const std::vector<std::string>& claims) {
  encode::QueryUnits units;
  for (const std::string& claim : claims) units.add(claims::parse_claim(claim, "test"));
  return units;
}

TEST(Quantities, DependentUnitsNeedConversion) {
  EXPECT_EQ(units_of({"d = 60 km/h * 2 h"}).conversion(), "");
  EXPECT_EQ(units_of({"d = 60 km", "e = 20 m"}).conversion(), "conversion: km, m");
  EXPECT_EQ(units_of({"f = 3 N", "m = 2 kg"}).conversion(), "");
  EXPECT_EQ(units_of({"f = 3 N", "a = 2 kg*m/s^2"}).conversion(), "conversion: N, kg, m, s");
}

TEST(Quantities, MonomialOfADimension) {
  const encode::QueryUnits units = units_of({"d = 60 km/h * 2 h"});
  EXPECT_EQ(claims::print_unit(units.monomial_of({{"length", 1}, {"time", -1}}).value()), "km/h");
  EXPECT_FALSE(units.monomial_of({{"mass", 1}}).has_value());
  EXPECT_EQ(units_of({"a = 3 ha"}).monomial_of({{"length", 1}}), std::nullopt);
}

TEST(Quantities, QueriesInOneUnitAreDecided) {
  EXPECT_EQ(fresh("", {"d = 60 km/h * 2 h"}, "d = 120 km"), "entailed");
  EXPECT_EQ(fresh("", {"d = 2 km"}, "d = 2000 m"), "undecided: conversion: km, m");
}

TEST(Quantities, CounterModelsHaveTheUnitsOfTheQuery) {
  const Asked query = asked("", {"d > 60 km"}, "d > 100 km");
  const Decision decision = decided_fresh(query, Wanted::kEvidence);
  ASSERT_EQ(told(decision), "open");
  ASSERT_TRUE(decision.counter_model.has_value());
  const auto& d = std::get<claims::Quantity>(decision.counter_model->constants.at("d"));
  EXPECT_EQ(claims::print_unit(d.unit), "km");
}

}  // namespace
}  // namespace modus::symbolic
