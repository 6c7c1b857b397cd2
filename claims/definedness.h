// The condition under which a claim or term has a value: divisors are not 0, 0^0 does not occur,
// radicands are not negative, logarithms are of positive numbers, gcd(a, b) of whole ones, means of
// sets that are not empty, evidence has a positive probability. Read under left-to-right guards,
// strict under quantifiers.
//
//   1 / x > 2               ->   x != 0
//   x = 0 or 1 / x > 2      ->   x = 0 or x != 0
//   exists Y: Y = 1 / 0     ->   forall Y: 0 != 0
//   x > 2  (x := 1 / y)     ->   y != 0
//   sqrt(x) < gcd(n, 4)     ->   x >= 0 and n = floor(n)
//   P(a | b) = 0.3          ->   P(b) > 0
#pragma once

#include <map>
#include <optional>
#include <string>

#include "claims/claim.h"

namespace modus::claims {

// Names defined by `let name := term` and the condition of their term.
using DefinedWhen = std::map<std::string, Claim>;

// `true` when nothing partial occurs (the common case, found without allocating).
Claim definedness(const Claim& claim, const DefinedWhen& definitions);

// The first divisor, power or argument whose condition is not plainly true, for "undefined at
// column N".
std::optional<Span> partial_at(const Claim& claim);

}  // namespace modus::claims
