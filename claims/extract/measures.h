// Units in an equation of bare numbers: whether the numbers can be compared as they stand.
//
//   3 hours * 60 minutes/hour = 180 minutes      they can
//   2 hours + 30 minutes = 150 minutes           they cannot: a conversion is hidden
#pragma once

#include "claims/extract/terms.h"

namespace modus::claims {

bool hides_conversion(const ProseTerm& left, const ProseTerm& right);

}  // namespace modus::claims
