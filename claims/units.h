// Units as parsed quantities. `9.8 m/s^2` has the unit monomial m^1 s^-2 and the dimension
// length^1 time^-2. conversion.h has the factors between units of one dimension; units without one,
// as months and days, are `undecided (conversion)` in one query.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace modus::claims {

// Exponents by name, never zero: {"km": 1, "h": -1}. Sorted, so printing is canonical.
using UnitMonomial = std::map<std::string, int>;
// The same by base dimension: {"length": 1, "time": -1}; currencies are dimensions of their own.
using Dimension = std::map<std::string, int>;

// Reads "km/h", "m/s^2", "kg*m/s^2"; no spaces. nullopt for an unknown unit, a zero or an exponent
// beyond +-9. Derived units (N, J, W, l, ha) are base names of their own with a composed dimension.
std::optional<UnitMonomial> parse_unit(std::string_view unit);
std::string print_unit(const UnitMonomial& unit);  // canonical: "km/h", "1/s"
bool is_unit_name(std::string_view word);          // one unit without operators: km, h, mg

Dimension dimension_of(const UnitMonomial& unit);
std::string print_dimension(const Dimension& dimension);  // "length/time", "1" for none

UnitMonomial multiply(const UnitMonomial& a, const UnitMonomial& b, int power_of_b);

}  // namespace modus::claims
