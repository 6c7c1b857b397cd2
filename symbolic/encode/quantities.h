// Which units a query speaks in. Quantities become plain reals in these units where no unit of the
// query can be expressed by the others, else in coherent SI units where all units convert exactly.
//
//   d = 60 km/h * 2 h            km, h: length and time    ->  in km and h
//   d = 60 km and e = 20 m       km, m: both length        ->  in m
//   t = 1 month and u = 30 d     no exact factor           ->  undecided (conversion)
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "claims/number.h"
#include "claims/units.h"

namespace modus::symbolic::encode {

class QueryUnits {
 public:
  // Adds the units of every literal of the claim.
  void add(const claims::Claim& claim);

  // Whether units depend on each other, so that numbers must be converted.
  bool converts() const;
  // "" where each quantity has one number; else the reason: "conversion: d, month".
  std::string conversion() const;

  // The number that a literal becomes, and what a difference of one of its units becomes.
  claims::Rational value_of(const claims::Literal& literal) const;
  claims::Rational scale_of(const claims::Literal& literal) const;

  // The unit in which a number of the given dimension is meant; nullopt when there is none.
  std::optional<claims::UnitMonomial> monomial_of(const claims::Dimension& dimension) const;

 private:
  void add_unit(const std::string& unit);
  std::map<std::string, int> kinds() const;
  bool convertible() const;

  std::map<std::string, claims::Dimension> units_;  // by unit name
  mutable std::optional<bool> converts_;            // of the present units
};

}  // namespace modus::symbolic::encode
