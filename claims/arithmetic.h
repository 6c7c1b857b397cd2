// The exact operations and comparisons of the evaluator, on quantities.
#pragma once

#include "claims/claim.h"
#include "claims/model.h"

namespace modus::claims {

// kPower .. kSubtract of two quantities. Undefined{at} for a zero divisor, 0^0, 0^-n and
// a fractional power of a negative number; Unknown for an irrational power, units that would have
// to be converted and numbers beyond kMaxNumberBits.
Value compute(Op op, const Quantity& a, const Quantity& b, Span at);

// kEqual .. kGreaterEqual; units convert; Unknown{"conversion"}, Unknown{"dimension"} where they do
// not.
Value compare(Op op, const Quantity& a, const Quantity& b);

// kEqual of two values that are neither Undefined nor Unknown; Unknown for two sorts.
Value equal(const Value& a, const Value& b);

}  // namespace modus::claims
