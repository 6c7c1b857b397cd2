// Probability terms about one imagined world, seen from the actual one.
//
//   P(y[x = 0] and z[x = 0] | x = 1, w)     event y and z, set x = 0, observed x = 1 and w
#pragma once

#include <optional>
#include <vector>

#include "claims/claim.h"

namespace modus::symbolic {

// P(the event, had `set` been | observed), the observations in the actual world.
struct Counterfactual {
  claims::Claim event;  // as it would stand in one world
  std::vector<claims::Claim> set;
  std::vector<claims::Claim> observed;
};

// nullopt: another kind of term, several imagined worlds, nothing observed.
std::optional<Counterfactual> counterfactual_of(const claims::Claim& term);

}  // namespace modus::symbolic
