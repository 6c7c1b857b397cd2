// Values that follow from equations with one unknown each, written as steps of the chain.
//
//   s1 given rolls_morning = 18   s2 given rolls_noon = 2 * rolls_morning
//   s3 given rolls = rolls_morning + rolls_noon
//     rolls > 50   ->   s4  have  rolls_noon = 36  by calculate s1 s2
//                       s5  have  rolls = 54  by calculate s1 s3 s4
//                       s6  have  rolls > 50  by calculate s5
#pragma once

#include <memory>
#include <optional>

#include "claims/chain.h"
#include "claims/claim.h"

namespace modus::symbolic {

// The equations among a problem's givens and definitions, solved as far as putting in known values
// goes. Names and ground applications (age(ann)) are the unknowns.
class Calculation {
 public:
  explicit Calculation(const claims::Chain& problem);
  ~Calculation();

  // The value of a term whose unknowns are all known: a number, with its unit.
  std::optional<claims::Claim> value(const claims::Claim& term) const;

  // The step that holds a comparison or its `not`, after appending to `chain` the values that it
  // rests on and the comparison itself; nullopt where it is not known to be true.
  std::optional<claims::StepId> append(const claims::Claim& goal, claims::Chain& chain) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace modus::symbolic
