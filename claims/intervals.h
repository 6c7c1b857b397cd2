// Allen's thirteen relations (Allen 1983) under the names of OWL-Time, as comparisons of end
// points.
//
//   before(a, b), interval_before(a, b)     ->   end(a) < start(b)
//   interval_meets(a, b)                    ->   end(a) = start(b)
//   during(a, b), interval_during(a, b)     ->   start(b) < start(a) and end(a) < end(b)
#pragma once

#include <span>
#include <string_view>

#include "claims/claim.h"

namespace modus::claims {

std::span<const std::string_view> interval_relations();  // the names

// Of an application of one of them to two arguments.
Claim interval_comparison(const Claim& relation);
// Both intervals are proper ones: start(a) < end(a) and start(b) < end(b). Where not, the relation
// is undefined.
Claim proper_intervals(const Claim& relation);

}  // namespace modus::claims
