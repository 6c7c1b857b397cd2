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

TEST(Quantities, DependentUnitsConvertWhereTheyCan) {
  const auto told = [](const std::vector<std::string>& claims) {
    const encode::QueryUnits units = units_of(claims);
    return units.converts() ? "converts " + units.conversion() : units.conversion();
  };
  EXPECT_EQ(told({"d = 60 km/h * 2 h"}), "");
  EXPECT_EQ(told({"d = 60 km", "e = 20 m"}), "converts ");
  EXPECT_EQ(told({"f = 3 N", "m = 2 kg"}), "");
  EXPECT_EQ(told({"f = 3 N", "a = 2 kg*m/s^2"}), "converts ");
  EXPECT_EQ(told({"t = 2 month", "u = 60 d"}), "converts conversion: d, month");
  EXPECT_EQ(told({"t = 20 celsius", "u = 300 K"}), "converts conversion: K, celsius");
  EXPECT_EQ(told({"a = 90 deg", "b = 2 rad"}), "converts conversion: deg, rad");
  EXPECT_EQ(told({"a = 3 usd", "b = 2 eur"}), "");
}

TEST(Quantities, MonomialOfADimension) {
  const encode::QueryUnits units = units_of({"d = 60 km/h * 2 h"});
  EXPECT_EQ(claims::print_unit(units.monomial_of({{"length", 1}, {"time", -1}}).value()), "km/h");
  EXPECT_FALSE(units.monomial_of({{"mass", 1}}).has_value());
  EXPECT_EQ(units_of({"a = 3 ha"}).monomial_of({{"length", 1}}), std::nullopt);
}

TEST(Quantities, QueriesInOneUnitAreDecided) {
  EXPECT_EQ(fresh("", {"d = 60 km/h * 2 h"}, "d = 120 km"), "entailed");
  EXPECT_EQ(fresh("", {"t = 2 month"}, "t = 60 d"), "undecided: conversion: d, month");
}

TEST(Quantities, QueriesInSeveralUnitsAreDecidedInCoherentOnes) {
  EXPECT_EQ(fresh("", {"d = 2 km"}, "d = 2000 m"), "entailed");
  EXPECT_EQ(fresh("", {"d = 2 km"}, "d = 200 m"), "refuted");
  EXPECT_EQ(fresh("", {"v = 60 km/h", "t = 30 min"}, "v * t = 30 km"), "entailed");
  EXPECT_EQ(fresh("", {"v > 60 km/h"}, "v > 1000 m/min"), "entailed");
  EXPECT_EQ(fresh("", {"m = 2 kg", "a = 3 m/s^2"}, "m * a = 6 N"), "entailed");
  EXPECT_EQ(fresh("", {"d = 1 mi"}, "d ~= 1.61 km"), "entailed");
  EXPECT_EQ(fresh("", {"d = 1 mi"}, "d ~= 1.60 km"), "refuted");
  EXPECT_EQ(fresh("", {"size = 2 KiB"}, "size = 2048 byte"), "entailed");
  EXPECT_EQ(fresh("", {"x = 1 usd", "y = 1 eur"}, "x / y = 1 usd/eur"), "entailed");
}

TEST(Quantities, CounterModelsHaveTheUnitsOfTheQuery) {
  const Asked query = asked("", {"d > 60 km"}, "d > 100 km");
  const Decision decision = decided_fresh(query, Wanted::kEvidence);
  ASSERT_EQ(told(decision), "open");
  ASSERT_TRUE(decision.counter_model.has_value());
  const auto& d = std::get<claims::Quantity>(decision.counter_model->constants.at("d"));
  EXPECT_EQ(claims::print_unit(d.unit), "km");
}

TEST(Quantities, ConvertedCounterModelsAreCoherentAndConfirmed) {
  const Asked query = asked("", {"d > 60 km"}, "d > 70000 m");
  const Decision decision = decided_fresh(query, Wanted::kEvidence);
  ASSERT_EQ(told(decision), "open");
  ASSERT_TRUE(decision.counter_model.has_value());
  const auto& d = std::get<claims::Quantity>(decision.counter_model->constants.at("d"));
  EXPECT_EQ(claims::print_unit(d.unit), "m");
}

}  // namespace
}  // namespace modus::symbolic
