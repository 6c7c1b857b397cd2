// Functions of the language that stand for a term of its core: what they mean is written once, here,
// and every layer of checking sees what they stand for. The evaluator alone computes them itself.
//
//   percentage_points(20%, 25%)   ->   (25% - 20%) * 100 pp      5 pp: the difference of two rates
//   relative_change(20%, 25%)     ->   (25% - 20%) / 20%         25%: how much it grew by
//   mean_of(x, y, z)              ->   (x + y + z) / 3           a list: equal numbers count twice
//   right_angle(a, b, c)          ->   an equation of coordinates: geometry.h has the others
//   variance(x | c)               ->   E(x^2 | c) - E(x | c)^2
//   3 in {X: X^2 = 9}             ->   3^2 = 9                   comprehension.h has the others
//
// `pp`, the percentage point, is a unit that nothing converts: 5 pp = 5% is malformed (dimension).
#pragma once

#include "claims/claim.h"

namespace modus::claims {

// Whether anything in the claim is such a function.
bool has_abbreviation(const Claim& claim);
// The claim with all of them written out, but for those that would become too large; itself where
// there is none.
Claim written_out(const Claim& claim);

// Of an application of one of them: what it stands for, its arguments as they are. A comprehension
// stays: only its surroundings say what becomes of it.
Claim meaning(const Claim& application);

}  // namespace modus::claims
