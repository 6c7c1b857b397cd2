// Which units a query speaks in. Quantities become plain reals in these units, which is only right
// while no unit of the query can be expressed by the others.
//
//   d = 60 km/h * 2 h            km, h: length and time, fine
//   d = 60 km and e = 20 m       km, m: both length        ->  undecided (conversion)
//   f = 3 N and m = 2 kg, ...    N is made of kg, m and s  ->  undecided (conversion) when all
//   occur
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

  // "" while the dimensions of the units are linearly independent, so that each quantity has one
  // number; else the reason: "conversion: km, m".
  std::string conversion() const;

  // The one monomial over these units with the given dimension; nullopt when there is none.
  std::optional<claims::UnitMonomial> monomial_of(const claims::Dimension& dimension) const;

 private:
  void add_unit(const std::string& unit);

  std::map<std::string, claims::Dimension> units_;  // by unit name
};

}  // namespace modus::symbolic::encode
