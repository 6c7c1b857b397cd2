#include "claims/units.h"

#include <gtest/gtest.h>

namespace modus::claims {
namespace {

std::string canonical(std::string_view unit) {
  const auto parsed = parse_unit(unit);
  return parsed ? print_unit(*parsed) : "none";
}

std::string dimension(std::string_view unit) {
  return print_dimension(dimension_of(parse_unit(unit).value()));
}

TEST(Units, ReadsMonomials) {
  EXPECT_EQ(*parse_unit("km/h"), (UnitMonomial{{"km", 1}, {"h", -1}}));
  EXPECT_EQ(*parse_unit("m/s^2"), (UnitMonomial{{"m", 1}, {"s", -2}}));
  EXPECT_EQ(*parse_unit("kg*m/s^2"), (UnitMonomial{{"kg", 1}, {"m", 1}, {"s", -2}}));
  EXPECT_EQ(*parse_unit("m/s/s"), *parse_unit("m/s^2"));
  EXPECT_EQ(*parse_unit("s^-1"), *parse_unit("1/s"));
}

TEST(Units, OtherSpellingsAreTheSameUnit) {
  EXPECT_EQ(canonical("hours"), "h");
  EXPECT_EQ(canonical("miles/hour"), "mi/h");
  EXPECT_EQ(canonical("L"), "l");
}

TEST(Units, RefusesWhatIsNoUnit) {
  for (const char* text : {"", "rolls", "km/", "/h", "km//h", "m^0", "m^10", "m^", "m^-", "m/m",
                           "m s", "1", "1*m", "m^99", "km h", "in", "m^2^2", "1/"}) {
    EXPECT_EQ(canonical(text), "none") << text;
  }
  EXPECT_EQ(canonical("m^5*m^5"), "none") << "beyond the largest exponent";
  std::string longest = "m";
  while (longest.size() < 1000) longest += "*s/s";
  EXPECT_EQ(canonical(longest), "none");
}

TEST(Units, PrintsCanonicallyAndReadsBack) {
  for (const char* text : {"km/h", "1/s", "kg*m/s^2", "J/K/kg", "eur/kWh", "m^3", "1/m/s"}) {
    const auto unit = parse_unit(text);
    ASSERT_TRUE(unit) << text;
    EXPECT_EQ(parse_unit(print_unit(*unit)), unit) << text;
  }
  EXPECT_EQ(canonical("m/s*kg"), "kg*m/s");
  EXPECT_EQ(canonical("s^-2"), "1/s^2");
}

TEST(Units, DerivedUnitsHaveComposedDimensions) {
  EXPECT_EQ(dimension("km/h"), "length/time");
  EXPECT_EQ(dimension("mph"), dimension("km/h"));
  EXPECT_EQ(dimension("N"), dimension("kg*m/s^2"));
  EXPECT_EQ(dimension("J"), dimension("N*m"));
  EXPECT_EQ(dimension("W"), dimension("V*A"));
  EXPECT_EQ(dimension("ohm"), dimension("V/A"));
  EXPECT_EQ(dimension("F"), dimension("C/V"));
  EXPECT_EQ(dimension("H"), dimension("Wb/A"));
  EXPECT_EQ(dimension("T"), dimension("Wb/m^2"));
  EXPECT_EQ(dimension("S"), dimension("1/ohm"));
  EXPECT_EQ(dimension("Pa"), dimension("N/m^2"));
  EXPECT_EQ(dimension("l"), dimension("m^3"));
  EXPECT_EQ(dimension("kWh/J"), "1");
  EXPECT_NE(dimension("usd"), dimension("eur"));
  EXPECT_NE(dimension("deg"), dimension("celsius"));
}

TEST(Units, MultiplyDropsZeroExponents) {
  const UnitMonomial speed = *parse_unit("km/h");
  const UnitMonomial hours = *parse_unit("h");
  EXPECT_EQ(multiply(speed, hours, 1), *parse_unit("km"));
  EXPECT_EQ(multiply(speed, speed, -1), UnitMonomial{});
  EXPECT_EQ(multiply({}, speed, 2), *parse_unit("km^2/h^2"));
}

TEST(Units, NamesOfSingleUnits) {
  EXPECT_TRUE(is_unit_name("km"));
  EXPECT_TRUE(is_unit_name("days"));
  EXPECT_FALSE(is_unit_name("km/h"));
  EXPECT_FALSE(is_unit_name("in"));
  EXPECT_FALSE(is_unit_name("rolls"));
}

}  // namespace
}  // namespace modus::claims
