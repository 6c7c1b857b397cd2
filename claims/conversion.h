// Exact conversion between units of one dimension.
//
//   90 km/h   ->   25 m/s          2 h   ->   120 min          1 kWh   ->   3600000 J
//
// What has no exact rational factor does not convert: months and years to days, degrees to radians,
// sieverts to grays, one currency to another. Temperatures in celsius and fahrenheit have a zero of
// their own: they are converted as points (to_kelvin), never within sums.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "claims/number.h"
#include "claims/units.h"

namespace modus::claims {

// One unit in coherent SI units. Only scales of one kind convert into each other: kinds names what
// keeps to itself ("month", "deg") with its power, and is empty for the rest.
struct Scale {
  Rational factor = 1;
  std::map<std::string, int> kinds;
};
std::optional<Scale> scale_of(const UnitMonomial& unit);  // nullopt where celsius occurs

// The same quantity in another unit; nullopt where there is no exact one.
std::optional<Rational> convert(const Rational& value, const UnitMonomial& from,
                                const UnitMonomial& to);

// A temperature on its scale: 20 celsius is 293.15 K. nullopt for all that is no temperature.
std::optional<Rational> to_kelvin(const Rational& value, const UnitMonomial& unit);

// The coherent unit of a dimension, of the kinds that are in use: m/s, or m/month.
UnitMonomial coherent_unit(const Dimension& dimension, const std::map<std::string, int>& kinds);

// Writes units of one dimension as one: 60 km*min/h is 1 km. Changes the value with them.
void merge_units(Rational& value, UnitMonomial& unit);

}  // namespace modus::claims
