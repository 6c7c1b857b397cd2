// Intervals with rational ends that hold a real number: what decides sqrt(2) < 3/2 and ln(2) >
// 0.69. Ends lie on a grid of 2^-bits and are rounded outwards, so the number is inside whatever
// happens.
#pragma once

#include <optional>

#include "claims/number.h"
#include "claims/radicals.h"

namespace modus::claims {

struct Enclosure {
  Rational low, high;
};

Enclosure rounded_outwards(const Enclosure& exact, unsigned bits);
Enclosure add(const Enclosure& a, const Enclosure& b);
Enclosure negate(const Enclosure& a);
Enclosure multiply(const Enclosure& a, const Enclosure& b);
std::optional<Enclosure> reciprocal(const Enclosure& a);  // nullopt where 0 is inside

Enclosure enclose(const Radicals& value, unsigned bits);
std::optional<Enclosure> nth_root(const Enclosure& a, unsigned degree, unsigned bits);  // a >= 0
std::optional<Enclosure> natural_logarithm(const Enclosure& a, unsigned bits);          // a > 0
std::optional<Enclosure> exponential(const Enclosure& a, unsigned bits);  // |a| at most 10,000

}  // namespace modus::claims
