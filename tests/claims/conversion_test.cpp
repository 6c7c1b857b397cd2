#include "claims/conversion.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "claims/evaluate.h"
#include "claims/parse.h"

namespace modus::claims {
namespace {

std::string ground(std::string_view text) {
  return to_string(evaluate_ground(parse_claim(text, "test")));
}

std::string converted(const Rational& value, const char* from, const char* to) {
  const auto result = convert(value, *parse_unit(from), *parse_unit(to));
  return result ? to_string(*result) : "none";
}

TEST(Conversion, FactorsAreExact) {
  EXPECT_EQ(converted(90, "km/h", "m/s"), "25");
  EXPECT_EQ(converted(2, "h", "min"), "120");
  EXPECT_EQ(converted(1, "mi", "km"), "1.609344");
  EXPECT_EQ(converted(1, "kWh", "J"), "3600000");
  EXPECT_EQ(converted(1, "N", "kg*m/s^2"), "1");
  EXPECT_EQ(converted(1, "m^2", "cm^2"), "10000");
  EXPECT_EQ(converted(1, "l", "cm^3"), "1000");
  EXPECT_EQ(converted(1, "GiB", "bit"), "8589934592");
  EXPECT_EQ(converted(1, "week", "d"), "7");
  EXPECT_EQ(converted(2, "year", "month"), "24");
  EXPECT_EQ(converted(1, "deg", "arcmin"), "60");
}

TEST(Conversion, WithoutAnExactFactorThereIsNone) {
  EXPECT_EQ(converted(1, "month", "d"), "none");
  EXPECT_EQ(converted(1, "usd", "eur"), "none");
  EXPECT_EQ(converted(180, "deg", "rad"), "none");
  EXPECT_EQ(converted(1, "Sv", "Gy"), "none");
  EXPECT_EQ(converted(20, "celsius", "K"), "none") << "a zero of its own, see to_kelvin";
  EXPECT_EQ(converted(1, "m", "s"), "none");
  EXPECT_EQ(converted(3, "usd/month", "usd/year"), "36");
}

TEST(Conversion, OfTemperaturesAsPoints) {
  EXPECT_EQ(to_string(*to_kelvin(20, {{"celsius", 1}})), "293.15");
  EXPECT_EQ(to_string(*to_kelvin(212, {{"fahrenheit", 1}})), "373.15");
  EXPECT_FALSE(to_kelvin(1, {{"m", 1}}));
  EXPECT_FALSE(to_kelvin(1, {{"K", 2}}));
  EXPECT_EQ(ground("100 celsius = 212 fahrenheit"), "true");
  EXPECT_EQ(ground("-40 celsius = -40 fahrenheit"), "true");
  EXPECT_EQ(ground("20 celsius < 20 K"), "false");
  EXPECT_EQ(ground("20 celsius + 5 celsius = 25 celsius"), "true");
  EXPECT_EQ(ground("20 celsius + 5 celsius = 298.15 K"), "unknown (conversion)")
      << "a sum may be of a point and a difference";
}

TEST(Conversion, IsPartOfEvaluation) {
  EXPECT_EQ(ground("5 km + 300 m = 5.3 km"), "true");
  EXPECT_EQ(ground("60 km/h * 30 min = 30 km"), "true");
  EXPECT_EQ(ground("90 km/h = 25 m/s"), "true");
  EXPECT_EQ(ground("5 km + 300 m"), "5.3 km");
  EXPECT_EQ(ground("60 km/h * 30 min"), "30 km");
  EXPECT_EQ(ground("7 h mod 90 min"), "1 h");
  EXPECT_EQ(ground("1 mi ~= 1.61 km"), "true");
  EXPECT_EQ(ground("1 mi ~= 1.60 km"), "false");
  EXPECT_EQ(ground("1 m ~= 3 ft"), "true") << "3.28 ft lies within half a foot of 3 ft";
  EXPECT_EQ(ground("2 month = 60 d"), "unknown (conversion)");
  EXPECT_EQ(ground("5 usd = 5 eur"), "unknown (dimension)");
  EXPECT_EQ(ground("max(1 km, 900 m) = 1000 m"), "true");
}

RC_GTEST_PROP(ConversionProperty, ThereAndBackAgain, ()) {
  const auto unit = [] {
    return *parse_unit(*rc::gen::element<std::string>("km/h", "m/s", "mi/min", "ft/d", "mph"));
  };
  const UnitMonomial a = unit(), b = unit();
  Rational value(*rc::gen::inRange(-50, 50), *rc::gen::inRange(1, 9));
  value.canonicalize();
  RC_ASSERT(*convert(*convert(value, a, b), b, a) == value);
}

}  // namespace
}  // namespace modus::claims
