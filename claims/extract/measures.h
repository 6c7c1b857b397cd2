// Units in an equation of bare numbers: whether the numbers can be compared as they stand.
//
//   3 hours * 60 minutes/hour = 180 minutes      they can
//   2 hours + 30 minutes = 150 minutes           they cannot: a conversion is hidden
#pragma once

#include "claims/extract/terms.h"

namespace modus::claims {

// "2 hours / 30 minutes = 4": measures of one kind in different units are divided, and the result
// is of none of them.
bool divides_measures(const ProseTerm& quotient, const ProseTerm& result);

bool hides_conversion(const ProseTerm& left, const ProseTerm& right);

}  // namespace modus::claims
